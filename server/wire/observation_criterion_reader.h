// Reads predicates over measurements.
#ifndef TRIALMATCH_WIRE_OBSERVATION_CRITERION_READER_H_
#define TRIALMATCH_WIRE_OBSERVATION_CRITERION_READER_H_

#include "domain/fact_criterion.h"
#include "trialmatch/v1/criterion.pb.h"
#include "wire/fact_criterion_reader.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// Each stands in the message's field. A change is an amount, a change in per cent has the unit "%", and only
// amounts and multiples of a limit have a smallest and a largest.
ObservationCriterion ReadObservation(const v1::ObservationCriterion& message, const Subjects& subjects,
                                     IssueSink& sink);

// A score comes out as the latest observation of the scale's code in kBuiltinSystem, in kScoreUnit.
ObservationCriterion ReadPerformance(const v1::PerformanceCriterion& message, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_OBSERVATION_CRITERION_READER_H_
