// Which concept sets a patient's facts are related to.
#ifndef TRIALMATCH_MATCHING_FACT_TOUCHES_H_
#define TRIALMATCH_MATCHING_FACT_TOUCHES_H_

#include <cstdint>
#include <limits>
#include <vector>

#include "absl/types/span.h"
#include "matching/concept_relations.h"
#include "matching/patient_view.h"
#include "matching/predicate_sets.h"

namespace trialmatch {

// A fact, by its place in a list, and how its code stands to a set.
struct FactTouch {
  // Of a gene that was tested, which is no fact.
  static constexpr uint32_t kGene = std::numeric_limits<uint32_t>::max();

  SetRelation relation;
  uint32_t place;
};

// Immutable.
class FactTouches {
 public:
  FactTouches(const ConceptRelations& relations, absl::Span<const BoundFact* const> facts,
              const Patient& patient);

  // The touches of one set, in the order of places; one span a set, in the order of sets.
  const std::vector<absl::Span<const FactTouch>>& by_set() const { return by_set_; }
  bool Has(SetId set) const { return touched_[set / 64] >> (set % 64) & 1; }

 private:
  // Parts `touches`, which are in the order of places.
  void SortBySet(absl::Span<const FactTouch> touches);

  std::vector<uint64_t> touched_;  // 64 sets each
  std::vector<FactTouch> touches_;
  std::vector<absl::Span<const FactTouch>> by_set_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_TOUCHES_H_
