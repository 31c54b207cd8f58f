// The recorded values among which an observation criterion selects.
#ifndef TRIALMATCH_MATCHING_OBSERVATION_VALUES_H_
#define TRIALMATCH_MATCHING_OBSERVATION_VALUES_H_

#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "domain/criterion.h"
#include "domain/fact_criterion.h"
#include "domain/recorded_time.h"
#include "matching/concept_match.h"
#include "matching/patient_view.h"
#include "matching/value_judgement.h"
#include "terminology/concept_sets.h"

namespace trialmatch {

struct ObservedValue {
  const BoundFact* fact = nullptr;
  // Whether it is one of the values to select from: TRUE, or UNKNOWN for a coarser code, a suspected or
  // refuted value, a date that may lie outside of the window, or a method that may be another.
  Reasoned counts;
  // The instants at which it may have been taken, up to as_of (of a longer measurement: when it began);
  // undated: from the infinite past. Not cut at the window: all that certainly counts lies within it, so the
  // order among what counts is the same.
  InstantSpan taken;
  // Of what does not decide, not comparable: where the criterion selects a change, or the latest and this is
  // certainly an earlier one.
  ValueJudgement judgement;
};

// The latest time that some value that certainly counts was not taken before.
absl::Time LatestCertain(absl::Span<const ObservedValue> values);

// The instants at which an observation may have been taken; see ObservedValue.
InstantSpan WhenTaken(const Fact& fact, const AsOf& as_of);

// In the order of the profile, without those that certainly do not count. A recorded code that no loaded
// terminology can compare with the criterion's is none of them.
// `concepts` are the criterion's.
std::vector<ObservedValue> CollectValues(const ObservationCriterion& criterion, const ResolvedSet& concepts,
                                         const Person& person, AbsencePolicy policy,
                                         const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_OBSERVATION_VALUES_H_
