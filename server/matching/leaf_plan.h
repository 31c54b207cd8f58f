// How the truth of a leaf is found for a patient with related facts, where its shape is so plain that the
// definition comes down to a few comparisons.
#ifndef TRIALMATCH_MATCHING_LEAF_PLAN_H_
#define TRIALMATCH_MATCHING_LEAF_PLAN_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "domain/criterion.h"
#include "matching/amount_interval.h"
#include "matching/conversion_cache.h"
#include "matching/unit_list.h"
#include "matching/window_list.h"

namespace trialmatch {

struct LeafPlan {
  enum class Kind : uint8_t {
    kDefinition,  // no plan: the definition is asked
    kPresence,    // at least one fact of the patient's own, with a status and a window that hangs on as_of
    kAmount,      // values of the patient's own in a range of one unit, in such a window
    kChange,      // the change between two such values, in such a range
    kValue,       // coded values of the patient's own, in such a window
  };
  AmountInterval range;
  WindowId window = kNoWindow;
  AmountUnit unit = 0;
  Kind kind = Kind::kDefinition;
  FactStatus status = FactStatus::kEver;
  bool qualified = false;  // of kPresence: the leaf asks for more; of the others: for a method
  Selection selection = Selection::kLatest;
};

// What all plans share. Filled while an index is built.
struct LeafPlans {
  WindowList windows;
  UnitList units;
  // Of patients' units; filled while patients are matched.
  std::unique_ptr<ConversionCache> conversions = std::make_unique<ConversionCache>();

  LeafPlan Make(const Criterion& leaf);

 private:
  LeafPlan PlanAmount(const ObservationCriterion& observation, LeafPlan plan);
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LEAF_PLAN_H_
