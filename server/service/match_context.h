// What goes into a match, read from the wire, and what every answer says of itself.
#ifndef TRIALMATCH_SERVICE_MATCH_CONTEXT_H_
#define TRIALMATCH_SERVICE_MATCH_CONTEXT_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "catalog/snapshot.h"
#include "domain/evaluation_options.h"
#include "domain/issue.h"
#include "domain/patient.h"
#include "domain/trial_filter.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch {

// One validated patient and the warnings that the answer carries.
struct MatchInput {
  Patient patient;
  Issues warnings;
};

// INVALID_FIELDS with paths beneath `field`. A missing `as_of` is `now`, in UTC. A table of normal limits
// that the terminologies do not have is a fault too.
absl::StatusOr<EvaluationOptions> ReadOptionsField(const v1::EvaluationOptions& options,
                                                   absl::string_view field, absl::Time now,
                                                   const Terminology& terminology);
absl::StatusOr<TrialFilter> ReadFilterField(const v1::TrialFilter& filter, absl::string_view field);

// INVALID_FIELDS with paths beneath "patient". The warnings name, besides what the profile itself has, every
// recorded code that no loaded terminology knows. FHIR is read by fhir_input.h.
absl::StatusOr<MatchInput> ReadPatientField(const v1::Patient& patient, const Terminology& terminology);

// INVALID_FIELDS about `field` for a level that this version does not know; `fallback` for UNSPECIFIED.
absl::StatusOr<v1::ExplanationLevel> ReadLevel(v1::ExplanationLevel level, absl::string_view field,
                                               v1::ExplanationLevel fallback);

// Into an empty message.
void WriteAnswerContext(const Snapshot& snapshot, const EvaluationOptions& options,
                        v1::AnswerContext& context);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_MATCH_CONTEXT_H_
