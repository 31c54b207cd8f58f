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
#include "matching/predicate_table.h"

namespace trialmatch {

// Of one patient, by the plan of the leaf. For one thread; all outlive it.
class PlannedTruths {
 public:
  PlannedTruths(FactStates& facts, MeasuredAmounts& amounts, const PatientView& patient)
      : facts_(facts), amounts_(amounts), patient_(patient) {}

  // The touches of the set for which Find is asked next.
  void Begin(absl::Span<const FactTouch> touches);

  // As the definition has it of the predicate with that plan. `untouched` is the truth where nothing recorded
  // decides. Nothing where the definition has to be asked.
  std::optional<Truth> Find(const LeafPlan& plan, const Predicate& predicate, Truth untouched);

 private:
  // A present fact of the patient's own whose code may be one of the set.
  struct Candidate {
    uint32_t place;
    Truth fact;      // what its code and its verification leave possible, of a fact
    Truth measured;  // of a measured value
    bool covers;     // see SetRelation
  };

  Truth FindPresence(const LeafPlan& plan, const Predicate& predicate, Truth untouched);
  std::optional<Truth> FindMeasured(const LeafPlan& plan, const Predicate& predicate, Truth untouched);
  std::optional<Truth> FindAmount(const LeafPlan& plan);
  // Has what the collected values measure in `amounts_asked_`.
  void MeasureFor(const LeafPlan& plan);
  Truth FindChange(const LeafPlan& plan);
  Truth FindValue(const ObservationCriterion& leaf) const;
  // Which values count in the window, taken by the method.
  void Collect(WindowId window, const Rare<ConceptSet>& method);
  bool HaveOneLimit(AmountUnit unit);

  FactStates& facts_;
  MeasuredAmounts& amounts_;
  const PatientView& patient_;
  std::vector<Candidate> candidates_;
  bool may_be_refuted_ = false;  // by what is recorded of absence
  // Those that count in the window `collected_`, by whatever method, and their places.
  std::optional<WindowId> collected_;
  std::vector<JudgedAmount> values_;
  std::vector<uint32_t> places_;

  // What was last measured of them, for the leaves that differ in their range alone.
  struct AmountsAsked {
    bool known = false;
    Selection selection = {};
    AmountUnit unit = {};
    bool by_definition = false, one_limit = true;
    // Those that the selection looks at, judged for one range after the other, and what they measure.
    std::vector<JudgedAmount> values;
    std::vector<const MeasuredAmounts::Measured*> measured;
  };
  AmountsAsked amounts_asked_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PLANNED_TRUTHS_H_
