// What sex at birth and age rule out.
#ifndef TRIALMATCH_MATCHING_BIOLOGY_RULE_H_
#define TRIALMATCH_MATCHING_BIOLOGY_RULE_H_

#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// The patient's sex at birth, or administrative gender where it is not recorded and the request lets it
// serve.
Sex SexAtBirthOf(const PatientView& patient);

// True iff the criterion asks only for pregnancy, lactation or childbearing potential of the patient, who is
// of male sex at birth or certainly below 8 years of age (now: the rule is about states that go on).
bool RuledOutByBiology(const FactCriterion& criterion, Subject subject, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BIOLOGY_RULE_H_
