// Concepts of the loaded terminologies, found by the words of a text.
#ifndef TRIALMATCH_INGEST_CRITERIA_CONCEPTS_H_
#define TRIALMATCH_INGEST_CRITERIA_CONCEPTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "ingest/criteria/cursor.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/values.pb.h"

namespace trialmatch::criteria {

// What kind of fact a concept is.
enum class ConceptKind : uint8_t { kCondition, kMedication, kProcedure, kOther };

// A name in a text and what it names.
struct NamedConcept {
  v1::ConceptSet set;  // the concept in every system that has one of exactly this name, with all beneath it
  ConceptKind kind = ConceptKind::kOther;
  size_t tokens = 0;  // how many the name has
};

// With all beneath it, and with its name for people.
void AddConcept(const Code& code, const Terminology& terminology, v1::ConceptSet& set);

// Made once for a terminology and safe for any number of threads.
class Concepts {
 public:
  // `terminology` must outlive it.
  explicit Concepts(const Terminology& terminology);

  // Abbreviations that a text itself explains: "congenital adrenal hyperplasia (CAH)".
  using Abbreviations = absl::flat_hash_map<std::string, std::string>;

  // The longest name that begins at the cursor. Singular and plural of its last word are one name. Nothing
  // where none is known, or where one system has two concepts of that name.
  std::optional<NamedConcept> Longest(const Cursor& cursor, const Abbreviations& abbreviations) const;

  // The codes that are loaded.
  std::vector<Code> Loaded(absl::Span<const Code> codes) const;
  const Terminology& terminology() const { return terminology_; }

 private:
  std::optional<NamedConcept> Resolve(absl::string_view words) const;
  ConceptKind KindOf(const Code& code, ConceptId id) const;
  const Code& PreferredCode(const Code& code, ConceptId id) const;

  const Terminology& terminology_;
  absl::flat_hash_map<ConceptId, ConceptKind> roots_;
};

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CONCEPTS_H_
