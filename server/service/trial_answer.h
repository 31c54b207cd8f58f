// One trial for one patient, as an answer says it.
#ifndef TRIALMATCH_SERVICE_TRIAL_ANSWER_H_
#define TRIALMATCH_SERVICE_TRIAL_ANSWER_H_

#include "absl/status/statusor.h"
#include "catalog/snapshot.h"
#include "matching/patient_view.h"
#include "matching/ranked_page.h"
#include "registry/trial_registry.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch {

// The trial, whole, in the snapshot's own version. An error of the store as a call says it.
absl::StatusOr<StoredTrial> ReadStored(const Snapshot& snapshot, TrialPlace place,
                                       const TrialRegistry& registry);

// The trial, judged by the evaluator that defines the verdict, and explained as the level asks. Availability
// counts the cohorts for which the patient qualifies or may.
void WriteTrialAnswer(const StoredTrial& stored, const PatientView& patient, v1::ExplanationLevel level,
                      v1::TrialMatch& match);

// The same of a trial on a ranked page, of which `entry` knows a part already.
void WritePageAnswer(const StoredTrial& stored, const PageEntry& entry, const PatientView& patient,
                     v1::ExplanationLevel level, v1::TrialMatch& match);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_ANSWER_H_
