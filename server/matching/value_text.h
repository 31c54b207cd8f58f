// One measured value in words: the result, what it was held against, and how it fares.
#ifndef TRIALMATCH_MATCHING_VALUE_TEXT_H_
#define TRIALMATCH_MATCHING_VALUE_TEXT_H_

#include <string>

#include "domain/evidence.h"
#include "domain/fact.h"
#include "domain/fact_criterion.h"
#include "matching/concept_match.h"
#include "matching/observation_values.h"
#include "matching/patient_view.h"
#include "matching/value_judgement.h"

namespace trialmatch {

// "1.249 kg", the name of a code, or "without a result".
std::string FormatResult(const Fact& fact, const Terminology& terminology);

// "401 to 1249 g", "≤ 1.5 × ULN (40 U/L)", "positive"; the limit of normal where `limit` is set.
std::string FormatExpected(const ObservationCriterion& criterion, const LimitOfNormal* limit,
                           const Terminology& terminology);

// "birth weight is 890 g, within 401 to 1249 g". `why`: the truth it contributes and, of UNKNOWN, the reason.
Evidence DescribeValue(const ObservationCriterion& criterion, const ObservedValue& value, const Reasoned& why,
                       const PatientView& patient);

// "weight changed by -2 kg from 10 kg to 8 kg, 1 kg below ≥ -1 kg".
Evidence DescribeChange(const ObservationCriterion& criterion, const Fact& later, const Fact& earlier,
                        const ValueJudgement& change, const Reasoned& why, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_VALUE_TEXT_H_
