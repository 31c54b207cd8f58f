// One trial for one patient, as an answer says it.
#ifndef TRIALMATCH_SERVICE_TRIAL_ANSWER_H_
#define TRIALMATCH_SERVICE_TRIAL_ANSWER_H_

#include "absl/status/status.h"
#include "catalog/snapshot.h"
#include "matching/patient_view.h"
#include "registry/trial_registry.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch {

// The trial at `position`, explained by the evaluator that defines the verdict. Availability counts the
// cohorts for which the patient qualifies or may. The nearest site is read from the store at the snapshot's
// own revision.
absl::Status WriteTrialAnswer(const Snapshot& snapshot, size_t position, const PatientView& patient,
                              v1::ExplanationLevel level, const TrialRegistry& registry,
                              v1::TrialMatch& match);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_ANSWER_H_
