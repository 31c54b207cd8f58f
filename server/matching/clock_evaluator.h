// Ages and the other clocks of a patient.
#ifndef TRIALMATCH_MATCHING_CLOCK_EVALUATOR_H_
#define TRIALMATCH_MATCHING_CLOCK_EVALUATOR_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "matching/patient_view.h"

namespace trialmatch {

// UNKNOWN when what the clock counts from is not recorded. The length of a pregnancy is FALSE where no
// pregnancy is known to go on; several recorded ones that differ are UNKNOWN.
Truth EvaluateClockCriterion(const ClockCriterion& criterion, const PatientView& patient,
                             std::vector<Evidence>* evidence);

// UNKNOWN when the attribute is not recorded, or indeterminate.
Truth EvaluateSexCriterion(const SexCriterion& criterion, const PatientView& patient,
                           std::vector<Evidence>* evidence);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CLOCK_EVALUATOR_H_
