// One patient against the whole catalog: totals and a ranked page.
#ifndef TRIALMATCH_SERVICE_MATCH_RUN_H_
#define TRIALMATCH_SERVICE_MATCH_RUN_H_

#include <cstddef>

#include "absl/status/status.h"
#include "catalog/snapshot.h"
#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "domain/trial_filter.h"
#include "matching/ranking.h"
#include "registry/trial_registry.h"
#include "service/call_context.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch {

// Which trials are considered and which of the ranked ones are returned.
struct MatchPage {
  TrialFilter filter;
  MatchScope scope = MatchScope::kRelated;
  v1::ExplanationLevel level = v1::EXPLANATION_LEVEL_NONE;
  size_t first = 0;  // position in the ranked list
  size_t size = 0;
};

// Fills matches, totals and context. `next` becomes the position after the page, or 0 at the end of the list.
// Of the store it reads the trials of the page, and those of which the patient's consents and attestations
// speak, in the snapshot's version. The stop error of a stopped call; an error of the store; after either the
// response means nothing.
absl::Status RunMatch(const Snapshot& snapshot, const TrialRegistry& registry, const Patient& patient,
                      const EvaluationOptions& options, const MatchPage& page, const CallContext& call,
                      v1::MatchTrialsResponse& response, size_t& next);

// INVALID_FIELDS about `field` for a scope that this version does not know.
absl::StatusOr<MatchScope> ReadScope(v1::MatchScope scope, absl::string_view field);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_MATCH_RUN_H_
