// What only people say: consent, and judgements of criteria.
#ifndef TRIALMATCH_MATCHING_PERSON_EVALUATOR_H_
#define TRIALMATCH_MATCHING_PERSON_EVALUATOR_H_

#include <string>
#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "matching/patient_view.h"

namespace trialmatch {

// By the latest decision for this trial that the patient or a lawful proxy took: TRUE when given and not
// expired, FALSE when refused or withdrawn, UNKNOWN when missing, expired, undated beside others, or when the
// latest disagree.
Truth EvaluateConsent(const ConsentCriterion& criterion, const std::string& trial_id,
                      const PatientView& patient, std::vector<Evidence>* evidence);

// By the attestations for this trial, criterion and text: what they say where they agree, else UNKNOWN.
// Appends no evidence when there is none at all.
Truth EvaluateAttestation(const Criterion& criterion, const std::string& trial_id, const PatientView& patient,
                          std::vector<Evidence>* evidence);

// The same, saying also what is needed when nobody attested.
Truth EvaluateUnstructured(const Criterion& criterion, const UnstructuredCriterion& kind,
                           const std::string& trial_id, const PatientView& patient,
                           std::vector<Evidence>* evidence);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PERSON_EVALUATOR_H_
