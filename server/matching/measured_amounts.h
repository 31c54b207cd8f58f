// A patient's measured values in the units that leaves ask for, found when they are first asked for.
#ifndef TRIALMATCH_MATCHING_MEASURED_AMOUNTS_H_
#define TRIALMATCH_MATCHING_MEASURED_AMOUNTS_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "domain/recorded_time.h"
#include "matching/amount_interval.h"
#include "matching/fact_states.h"
#include "matching/leaf_plan.h"
#include "matching/limit_of_normal.h"
#include "matching/patient_view.h"

namespace trialmatch {

// For one thread; all outlive it.
class MeasuredAmounts {
 public:
  struct Measured {
    AmountUnit unit;
    // kByDefinition: a limit of normal that is not above zero turns multiples round.
    enum class Kind : uint8_t { kAmount, kNotComparable, kByDefinition } kind = Kind::kNotComparable;
    AmountInterval amount;
    std::optional<LimitOfNormal> limit;  // of multiples, where one is known
  };

  MeasuredAmounts(const FactStates& facts, const LeafPlans& plans, const PatientView& patient)
      : facts_(facts), plans_(plans), patient_(patient), measured_(facts.size()), taken_(facts.size()) {}

  // Of the observation at that place; stays where it is.
  const Measured& In(uint32_t place, AmountUnit unit);
  const InstantSpan& WhenTaken(uint32_t place);
  // From the amount at `earlier` to that at `later`, see JudgeChange. Null: they cannot be compared. Stays
  // where it is until the next question.
  const AmountInterval* Change(uint32_t later, uint32_t earlier, AmountUnit unit);

 private:
  struct Changed {
    uint32_t later, earlier;
    AmountUnit unit;
    std::optional<AmountInterval> amount;

    const AmountInterval* AmountOrNull() const { return amount ? &*amount : nullptr; }
  };

  Measured Convert(uint32_t place, AmountUnit unit);
  std::optional<AmountInterval> FindChange(uint32_t later, uint32_t earlier, AmountUnit unit);

  const FactStates& facts_;
  const LeafPlans& plans_;
  const PatientView& patient_;
  struct Known {
    Measured measured;
    const Known* next;
  };
  std::deque<Known> known_;
  std::vector<const Known*> measured_;             // by place: the first of a few; null: none
  std::vector<std::unique_ptr<Changed>> changed_;  // a few
  std::vector<std::optional<InstantSpan>> taken_;  // by place
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_MEASURED_AMOUNTS_H_
