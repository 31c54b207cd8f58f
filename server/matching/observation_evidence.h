// Tells people why a criterion about measured values is what it is.
#ifndef TRIALMATCH_MATCHING_OBSERVATION_EVIDENCE_H_
#define TRIALMATCH_MATCHING_OBSERVATION_EVIDENCE_H_

#include <vector>

#include "absl/types/span.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/observation_values.h"
#include "matching/patient_view.h"
#include "matching/selection.h"

namespace trialmatch {

// No value is recorded; `truth` is what the criterion's policy made of it.
Evidence NoValueEvidence(const ObservationCriterion& criterion, const Person& person, Truth truth,
                         const PatientView& patient);

// The deciding values, and the normal limits and the sex that had to be assumed for them.
void AppendValueEvidence(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                         const Selected& selected, const PatientView& patient,
                         std::vector<Evidence>& evidence);

// The change with both its ends; or the values that leave it open; or that a second one is missing.
void AppendChangeEvidence(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                          const SelectedChange& selected, const PatientView& patient,
                          std::vector<Evidence>& evidence);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_OBSERVATION_EVIDENCE_H_
