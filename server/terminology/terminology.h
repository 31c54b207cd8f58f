// What the engine asks of code systems: hierarchy, concept sets, ordered scales, analytes and normal limits.
#ifndef TRIALMATCH_TERMINOLOGY_TERMINOLOGY_H_
#define TRIALMATCH_TERMINOLOGY_TERMINOLOGY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/analyte.h"
#include "domain/code.h"
#include "terminology/concept_set.h"
#include "terminology/normal_limit.h"

namespace trialmatch {

struct CodeEntry;
class NameIndex;
class ResolvedSet;

// A loaded code system. `concept_count` counts the concepts that criteria may use.
struct SystemVersion {
  std::string system;
  std::string name;
  std::string version;
  size_t concept_count = 0;
};

// The ranks that a grade may stand for, both inclusive; "stage III" may span the ranks of IIIA to IIIC.
struct RankRange {
  int first = 0;
  int last = 0;
  friend bool operator==(const RankRange& a, const RankRange& b) = default;
};

// Immutable and safe for use by any number of threads; a reload is a new object with a new revision. Codes
// that are stated to be exactly equivalent are one concept with one id, whatever their systems. Spans and
// pointers live as long as the object. Ids are dense from 0 and mean nothing to another object.
class Terminology {
 public:
  virtual ~Terminology() = default;

  // The same for the same input files, whatever their order.
  virtual absl::string_view Revision() const = 0;
  // In the order of the system URIs.
  virtual std::vector<SystemVersion> Versions() const = 0;
  // True iff at least one concept of the system is loaded.
  virtual bool HasSystem(absl::string_view system) const = 0;
  // True iff the code is a loaded concept of its own. A code that is known only as somebody's equivalent is
  // not.
  virtual bool Has(const Code& code) const = 0;
  // The code's name, or its equivalent's; empty when there is none.
  virtual std::string DisplayName(const Code& code) const = 0;
  // The other codes that mean exactly the same (one-to-one or stated as exact), in order.
  virtual std::vector<Code> ExactEquivalents(const Code& code) const = 0;
  // Concepts of that name, synonym or code (ASCII case ignored), then those with a name that begins so; at
  // most `limit`.
  virtual std::vector<Code> Search(absl::string_view name, size_t limit) const = 0;
  virtual const NameIndex& Names() const = 0;  // by whole words, for who reads texts

  // The hierarchy. Find also finds codes known only as equivalents.
  virtual std::optional<ConceptId> Find(const Code& code) const = 0;
  // What Find finds, with what it takes to hold it against many sets; null where that is empty.
  virtual const CodeEntry* Locate(const Code& code) const = 0;
  virtual size_t ConceptCount() const = 0;
  virtual absl::Span<const Code> CodesOf(ConceptId id) const = 0;
  // Both sorted, with the concept itself.
  virtual absl::Span<const ConceptId> Ancestors(ConceptId id) const = 0;
  virtual absl::Span<const ConceptId> Descendants(ConceptId id) const = 0;
  // The number of parent steps on a shortest way to each of Ancestors(id), in their order.
  virtual absl::Span<const uint16_t> AncestorSteps(ConceptId id) const = 0;
  // True iff `id` is `ancestor` or beneath it.
  virtual bool IsA(ConceptId id, ConceptId ancestor) const = 0;
  // False when either code is unknown.
  bool IsA(const Code& code, const Code& ancestor) const;
  // A shortest way up, from `code` to `ancestor`, both named; a step between equivalents names both. Empty
  // unless IsA.
  virtual std::vector<Code> Path(const Code& code, const Code& ancestor) const = 0;
  // The number of parent steps on that way: 0 for the concept itself. Empty unless IsA.
  virtual std::optional<int> Steps(const Code& code, const Code& ancestor) const = 0;

  // Concept sets; see concept_set.h for what the answers mean. Who asks more than once of one set resolves it
  // (concept_sets.h); it lives no longer than the object.
  virtual ResolvedSet Resolve(const ConceptSet& set) const = 0;
  virtual Classification Classify(const Code& recorded, const ConceptSet& set) const = 0;
  // True iff every member lies at or beneath some refuted code; true for a set without members, false when a
  // code of the set does not resolve.
  virtual bool CoveredBy(const ConceptSet& set, absl::Span<const ConceptId> refuted) const = 0;
  // Codes that are unknown cover nothing.
  bool CoveredBy(const ConceptSet& set, absl::Span<const Code> refuted) const;
  // True iff every member lies at or beneath `code`; else as CoveredBy.
  bool SetLiesBeneath(const ConceptSet& set, const Code& code) const;
  // The members, sorted. Codes that do not resolve add and take away nothing.
  virtual std::vector<ConceptId> Members(const ConceptSet& set) const = 0;
  // Empty iff every code is a loaded concept and something is left as a member.
  virtual std::vector<ConceptSetProblem> ValidateSet(const ConceptSet& set) const = 0;

  // Ordered scales ("NYHA", "CTCAE", "severity"); names and grades are compared without ASCII case.
  virtual bool HasScale(absl::string_view scale) const = 0;
  virtual std::optional<RankRange> Rank(absl::string_view scale, absl::string_view grade) const = 0;

  // The entry of the concept or of its nearest ancestor that has one; null when there is none, or when two
  // different ones are equally near.
  virtual const AnalyteConversions* Analyte(const Code& code) const = 0;
  // What the concept is measured in (UCUM), or its nearest ancestor with a unit; empty when neither is known,
  // or when two different units are equally near. Values may come in any unit that converts to it.
  virtual std::optional<std::string> UnitOf(const Code& code) const = 0;
  virtual bool HasNormalLimitTable(absl::string_view table) const = 0;
  // The range that the table states for exactly this concept; empty when it has none, or not the same one for
  // all of `age` (and, for kAny, for both sexes).
  virtual std::optional<NormalLimit> NormalLimitOf(absl::string_view table, const Code& code, LimitSex sex,
                                                   DayRange age) const = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_TERMINOLOGY_H_
