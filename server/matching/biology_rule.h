// What sex at birth and age rule out.
#ifndef TRIALMATCH_MATCHING_BIOLOGY_RULE_H_
#define TRIALMATCH_MATCHING_BIOLOGY_RULE_H_

#include <optional>

#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// The patient's sex at birth, or administrative gender where it is not recorded and the request lets it
// serve.
Sex SexAtBirthOf(const PatientView& patient);

// True iff the criterion asks only for pregnancy, lactation or childbearing potential of the patient, who is
// of male sex at birth or certainly below 8 years of age.
bool RuledOutByBiology(const FactCriterion& criterion, const Person& person, const PatientView& patient);

// The same of what one fact records.
bool RuledOutByBiology(const Fact& fact, const PatientView& patient);

// The criterion without the states that biology rules out; empty when it rules out none, or all.
std::optional<FactCriterion> WithoutRuledOut(const FactCriterion& criterion, const Person& person,
                                             const PatientView& patient);

// True iff what biology rules out rests on administrative gender in the place of sex at birth.
bool RuleRestsOnGender(const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BIOLOGY_RULE_H_
