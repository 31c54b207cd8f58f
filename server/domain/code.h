// A code of a code system, as FHIR names it, and a set of concepts.
#ifndef TRIALMATCH_DOMAIN_CODE_H_
#define TRIALMATCH_DOMAIN_CODE_H_

#include <string>
#include <utility>
#include <vector>

#include "domain/last_place.h"

namespace trialmatch {

// `system` is a URI ("http://loinc.org"); `code` is case-sensitive. Identity is the pair; the name to show a
// person comes from the terminology. Where a terminology found a code is remembered with it, and is compared
// with it before that counts.
struct Code {
  std::string system;
  std::string code;
  // Of the terminology that looked it up last.
  LastPlace last_place = {};

  friend bool operator==(const Code& a, const Code& b) = default;
  friend auto operator<=>(const Code& a, const Code& b) = default;
  template <typename H>
  friend H AbslHashValue(H h, const Code& c) {
    return H::combine(std::move(h), c.system, c.code);
  }
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
