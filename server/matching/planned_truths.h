// The truths of leaves of plain shape that ask for one concept set.
#ifndef TRIALMATCH_MATCHING_PLANNED_TRUTHS_H_
#define TRIALMATCH_MATCHING_PLANNED_TRUTHS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "matching/amount_selection.h"
#include "matching/fact_states.h"
#include "matching/fact_touches.h"
#include "matching/leaf_plan.h"
#include "matching/measured_amounts.h"

namespace trialmatch {

// Of one patient, by the plan of the leaf. For one thread; all outlive it.
class PlannedTruths {
 public:
  PlannedTruths(FactStates& facts, MeasuredAmounts& amounts) : facts_(facts), amounts_(amounts) {}

  // The touches of the set for which Find is asked next.
  void Begin(absl::Span<const FactTouch> touches);

  // As the definition has it. `untouched` is the truth where nothing recorded decides. Nothing where the
  // definition has to be asked.
  std::optional<Truth> Find(const LeafPlan& plan, Truth untouched);

 private:
  // A present fact of the patient's own whose code may be one of the set.
  struct Candidate {
    uint32_t place;
    Truth fact;      // what its code and its verification leave possible, of a fact
    Truth measured;  // of a measured value
  };

  Truth FindPresence(const LeafPlan& plan, Truth untouched);
  std::optional<Truth> FindAmount(const LeafPlan& plan, Truth untouched);
  // Which values count in the window.
  void Collect(WindowId window);

  FactStates& facts_;
  MeasuredAmounts& amounts_;
  std::vector<Candidate> candidates_;
  bool may_be_refuted_ = false;  // by what is recorded of absence
  // Those that count in `collected_`, and their places.
  std::optional<WindowId> collected_;
  std::vector<JudgedAmount> values_;
  std::vector<uint32_t> places_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PLANNED_TRUTHS_H_
