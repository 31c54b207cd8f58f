#include "service/match_run.h"

#include <algorithm>
#include <vector>

#include "matching/trial_selection.h"
#include "service/call_error.h"
#include "service/match_context.h"
#include "service/trial_answer.h"

namespace trialmatch {
namespace {

void Count(Truth truth, v1::MatchTotals& totals) {
  switch (truth) {
    case Truth::kTrue:
      return totals.set_eligible(totals.eligible() + 1);
    case Truth::kUnknown:
      return totals.set_undetermined(totals.undetermined() + 1);
    case Truth::kFalse:
      return totals.set_ineligible(totals.ineligible() + 1);
  }
}

}  // namespace

absl::Status RunMatch(const Snapshot& snapshot, const TrialRegistry& registry, const Patient& patient,
                      const EvaluationOptions& options, const MatchPage& page, const CallContext& call,
                      v1::MatchTrialsResponse& response, size_t& next) {
  const PatientView view(patient, options, snapshot.terminology());
  const auto read = [&](size_t position) -> absl::StatusOr<TrialPointer> {
    return snapshot.trials()[position];
  };
  const absl::StatusOr<VerdictPlanes> verdicts =
      snapshot.index().Match(view, read, [&] { return call.stopped(); });
  if (call.stopped()) return call.stop_error();
  if (!verdicts.ok()) return verdicts.status();
  const std::vector<Truth> truths = verdicts->ToTruths();
  const std::vector<size_t> considered = SelectTrials(page.filter, snapshot.trials(), snapshot.terminology());
  if (call.stopped()) return call.stop_error();
  response.mutable_catalog_totals();
  response.mutable_filtered_totals();
  for (const Truth truth : truths) Count(truth, *response.mutable_catalog_totals());
  for (const size_t position : considered) Count(truths[position], *response.mutable_filtered_totals());

  const std::vector<RankedTrial> ranked = Rank(snapshot.trials(), truths, considered, page.scope, view);
  const size_t begin = std::min(page.first, ranked.size());
  const size_t end = std::min(begin + page.size, ranked.size());
  for (size_t i = begin; i < end; ++i) {
    if (call.stopped()) return call.stop_error();
    absl::Status status =
        WriteTrialAnswer(snapshot, ranked[i].position, view, page.level, registry, *response.add_matches());
    if (!status.ok()) return status;
  }
  next = end < ranked.size() ? end : 0;
  *response.mutable_context() = AnswerContextOf(snapshot, options);
  return absl::OkStatus();
}

absl::StatusOr<MatchScope> ReadScope(v1::MatchScope scope, absl::string_view field) {
  switch (scope) {
    case v1::MATCH_SCOPE_UNSPECIFIED:
    case v1::MATCH_SCOPE_RELATED:
      return MatchScope::kRelated;
    case v1::MATCH_SCOPE_ALL:
      return MatchScope::kAll;
    default:
      return InvalidField(field, "is not a scope that this version knows");
  }
}

}  // namespace trialmatch
