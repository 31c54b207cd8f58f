#include "service/match_run.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "matching/ranked_page.h"
#include "service/call_error.h"
#include "service/match_context.h"
#include "service/trial_answer.h"

namespace trialmatch {
namespace {

// Of the trials that are in `trials`.
void Count(const VerdictPlanes& verdicts, const TrialBits& trials, v1::MatchTotals& totals) {
  TrialBits certain = trials, possible = trials;
  certain.KeepAll(verdicts.certain());
  possible.KeepAll(verdicts.possible());
  possible.RemoveAll(certain);
  const int64_t all = static_cast<int64_t>(trials.Count(verdicts.size()));
  const int64_t eligible = static_cast<int64_t>(certain.Count(verdicts.size()));
  const int64_t undetermined = static_cast<int64_t>(possible.Count(verdicts.size()));
  totals.set_eligible(totals.eligible() + eligible);
  totals.set_undetermined(totals.undetermined() + undetermined);
  totals.set_ineligible(totals.ineligible() + all - eligible - undetermined);
}

// What the patient is to the trials of one part.
absl::StatusOr<VerdictPlanes> MatchPart(const Snapshot& snapshot, size_t part, const TrialRegistry& registry,
                                        const PatientView& view, absl::FunctionRef<bool()> stop) {
  const Snapshot::Part& matched = snapshot.parts()[part];
  const auto read = [&](size_t position) -> absl::StatusOr<TrialPointer> {
    // A trial that was replaced or deleted is no longer read, and its verdict counts nowhere.
    if (!matched.live.Has(position)) return std::make_shared<const Trial>();
    absl::StatusOr<StoredTrial> stored = ReadStored(snapshot, {part, position}, registry);
    if (!stored.ok()) return stored.status();
    return stored->trial;
  };
  return matched.segment->index->Match(view, read, stop);
}

}  // namespace

absl::Status RunMatch(const Snapshot& snapshot, const TrialRegistry& registry, const Patient& patient,
                      const EvaluationOptions& options, const MatchPage& page, const CallContext& call,
                      v1::MatchTrialsResponse& response, size_t& next) {
  const PatientView view(patient, options, snapshot.terminology());
  const auto stop = [&] { return call.stopped(); };
  const absl::StatusOr<std::vector<TrialBits>> considered = snapshot.Select(page.filter, stop);
  if (call.stopped()) return call.stop_error();
  if (!considered.ok()) return considered.status();
  std::vector<VerdictPlanes> verdicts;
  std::vector<RankPart> parts;
  verdicts.reserve(snapshot.parts().size());  // pointed into
  v1::MatchTotals& catalog_totals = *response.mutable_catalog_totals();
  v1::MatchTotals& filtered_totals = *response.mutable_filtered_totals();
  for (size_t i = 0; i < snapshot.parts().size(); ++i) {
    const Snapshot::Part& part = snapshot.parts()[i];
    absl::StatusOr<VerdictPlanes> matched = MatchPart(snapshot, i, registry, view, stop);
    if (call.stopped()) return call.stop_error();
    if (!matched.ok()) return matched.status();
    verdicts.push_back(*std::move(matched));
    Count(verdicts[i], part.live, catalog_totals);
    Count(verdicts[i], (*considered)[i], filtered_totals);
    parts.push_back({&part.segment->columns, &verdicts[i], &(*considered)[i]});
  }
  const absl::StatusOr<RankedPage> ranked = RankPage(parts, page.scope, view, page.first, page.size, stop);
  if (call.stopped()) return call.stop_error();
  if (!ranked.ok()) return ranked.status();
  for (const PageEntry& entry : ranked->entries) {
    if (call.stopped()) return call.stop_error();
    const absl::StatusOr<StoredTrial> stored = ReadStored(snapshot, {entry.part, entry.position}, registry);
    if (!stored.ok()) return stored.status();
    WritePageAnswer(*stored, entry, view, page.level, *response.add_matches());
  }
  const size_t end = page.first + ranked->entries.size();
  next = end < ranked->list_size ? end : 0;
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
