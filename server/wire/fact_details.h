// Reads what only one kind of fact has: values, doses, enumerated states. Each function stands in the fact's
// field and fills the members of `fact` that belong to the kind.
#ifndef TRIALMATCH_WIRE_FACT_DETAILS_H_
#define TRIALMATCH_WIRE_FACT_DETAILS_H_

#include "domain/fact.h"
#include "trialmatch/v1/patient.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// A value or a normal range whose unit is not UCUM is left out with a warning.
void ReadDetails(const v1::Observation& observation, Fact& fact, IssueSink& sink);
// As observations; the line of therapy is 1 or more.
void ReadDetails(const v1::Medication& medication, Fact& fact, IssueSink& sink);
// The state is a code in kBuiltinSystem. Only a pregnancy has a gestation, and that with the date it speaks
// of.
void ReadDetails(const v1::ReproductiveFact& reproductive, Fact& fact, IssueSink& sink);
// The score is an observation of the scale's code in kBuiltinSystem, in kScoreUnit.
void ReadDetails(const v1::PerformanceStatus& performance, Fact& fact, IssueSink& sink);
void ReadDetails(const v1::CareSettingFact& setting, Fact& fact, IssueSink& sink);
// "trials/x" becomes "x"; any other text is an id of another registry.
void ReadDetails(const v1::TrialParticipation& participation, Fact& fact, IssueSink& sink);

// 0 to the scale's highest score.
int HighestScore(v1::PerformanceScale scale);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_FACT_DETAILS_H_
