// One recorded result, or the change between two, held against what an observation criterion expects.
#ifndef TRIALMATCH_MATCHING_VALUE_JUDGEMENT_H_
#define TRIALMATCH_MATCHING_VALUE_JUDGEMENT_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "domain/fact.h"
#include "domain/fact_criterion.h"
#include "matching/concept_match.h"
#include "matching/limit_of_normal.h"
#include "matching/patient_view.h"

namespace trialmatch {

// By default: not comparable.
struct ValueJudgement {
  // Whether the value is as expected; the reason goes with it.
  Truth truth = Truth::kUnknown;
  EvidenceReason reason = EvidenceReason::kNotComparable;
  // Whether it reaches the lower bound, and keeps below the upper; TRUE without that bound.
  Truth reaches_min = Truth::kUnknown;
  Truth keeps_max = Truth::kUnknown;
  // Set of a comparable amount: what is known of it and what is asked, both in `unit`.
  std::optional<ValueInterval> value;
  ValueInterval range;
  std::string unit;
  // The limit of normal used.
  std::optional<LimitOfNormal> limit;
  // Not OK where an amount is not comparable: why, in words that may quote the patient's units.
  absl::Status problem;
};

// `taken`: when.
ValueJudgement JudgeValue(const ObservationCriterion& criterion, const Fact& fact, const InstantSpan& taken,
                          const PatientView& patient);

// `later` less `earlier`, in the unit of the range; or that in % of `earlier`. Only a quantity range asks for
// these.
ValueJudgement JudgeChange(const ObservationCriterion& criterion, const Fact& later, const Fact& earlier,
                           const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_VALUE_JUDGEMENT_H_
