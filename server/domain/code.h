// A code of a code system, as FHIR names it, and a set of concepts.
#ifndef TRIALMATCH_DOMAIN_CODE_H_
#define TRIALMATCH_DOMAIN_CODE_H_

#include <string>
#include <utility>
#include <vector>

#include "domain/last_place.h"

namespace trialmatch {

// `system` is a URI ("http://loinc.org"); `code` is case-sensitive. Identity is the pair; the name to show a
// person comes from the terminology. An immutable value but for assignment, so that where a terminology found
// it can be remembered with it. After a move from it a code may only be assigned to or destroyed.
class Code {
 public:
  Code() = default;
  Code(std::string system, std::string code) : system_(std::move(system)), code_(std::move(code)) {}

  const std::string& system() const { return system_; }
  const std::string& code() const { return code_; }
  // Of the terminology that looked it up last.
  const LastPlace& last_place() const { return last_place_; }

  friend bool operator==(const Code& a, const Code& b) = default;
  friend auto operator<=>(const Code& a, const Code& b) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Code& c) {
    return H::combine(std::move(h), c.system_, c.code_);
  }

 private:
  LastPlace last_place_;  // first, since mostly nothing else is read of a code
  std::string system_, code_;
};

// One entry of a concept set: the concept alone or with everything beneath it.
struct ConceptEntry {
  Code code;
  bool with_descendants = true;

  friend bool operator==(const ConceptEntry& a, const ConceptEntry& b) = default;
  friend auto operator<=>(const ConceptEntry& a, const ConceptEntry& b) = default;
};

// The members are the union of `include` minus the union of `exclude`. Never empty in a valid criterion.
struct ConceptSet {
  std::vector<ConceptEntry> include;
  std::vector<ConceptEntry> exclude;

  friend bool operator==(const ConceptSet& a, const ConceptSet& b) = default;
  friend auto operator<=>(const ConceptSet& a, const ConceptSet& b) = default;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_CODE_H_
