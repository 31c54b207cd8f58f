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

void Add(const VerdictTotals& part, v1::MatchTotals& totals) {
  totals.set_eligible(totals.eligible() + static_cast<int64_t>(part.true_count));
  totals.set_undetermined(totals.undetermined() + static_cast<int64_t>(part.unknown_count));
  totals.set_ineligible(totals.ineligible() + static_cast<int64_t>(part.false_count));
}

// Of the trials that are in `trials`.
VerdictTotals CountAmong(const TrialBits& trials, const VerdictPlanes& verdicts) {
  const size_t size = verdicts.size();
  TrialBits kept = trials;
  const size_t all = kept.Count(size);
  kept.KeepAll(verdicts.possible());
  const size_t possible = kept.Count(size);
  kept.KeepAll(verdicts.certain());
  const size_t certain = kept.Count(size);
  return {certain, possible - certain, all - possible};
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

// What the patient is to all trials, and which of them are to be ranked.
struct Judged {
  std::vector<TrialBits> passing;  // the filter, by part; none where it lets everything pass
  std::vector<VerdictPlanes> verdicts;
  std::vector<RankPart> parts;  // of the above
};

absl::Status Judge(const Snapshot& snapshot, const TrialRegistry& registry, const PatientView& view,
                   const TrialFilter& filter, absl::FunctionRef<bool()> stop,
                   v1::MatchTrialsResponse& response, Judged& judged) {
  v1::MatchTotals& catalog_totals = *response.mutable_catalog_totals();
  v1::MatchTotals& filtered_totals = *response.mutable_filtered_totals();
  const bool filtered = !filter.empty();
  if (filtered) {
    absl::StatusOr<std::vector<TrialBits>> passing = snapshot.Select(filter, stop);
    if (!passing.ok()) return passing.status();
    judged.passing = *std::move(passing);
  }
  judged.verdicts.reserve(snapshot.parts().size());  // pointed into
  for (size_t i = 0; i < snapshot.parts().size(); ++i) {
    const Snapshot::Part& part = snapshot.parts()[i];
    absl::StatusOr<VerdictPlanes> matched = MatchPart(snapshot, i, registry, view, stop);
    if (!matched.ok()) return matched.status();
    const VerdictPlanes& verdicts = judged.verdicts.emplace_back(*std::move(matched));
    const VerdictTotals totals = part.whole() ? verdicts.Count() : CountAmong(part.live, verdicts);
    Add(totals, catalog_totals);
    Add(filtered ? CountAmong(judged.passing[i], verdicts) : totals, filtered_totals);
    const TrialBits* const considered = filtered ? &judged.passing[i] : part.whole() ? nullptr : &part.live;
    judged.parts.push_back({&part.segment->columns, &verdicts, considered});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RunMatch(const Snapshot& snapshot, const TrialRegistry& registry, const Patient& patient,
                      const EvaluationOptions& options, const MatchPage& page, const CallContext& call,
                      v1::MatchTrialsResponse& response, size_t& next) {
  const PatientView view(patient, options, snapshot.terminology());
  const auto stop = [&] { return call.stopped(); };
  Judged judged;
  const absl::Status status = Judge(snapshot, registry, view, page.filter, stop, response, judged);
  if (call.stopped()) return call.stop_error();
  if (!status.ok()) return status;
  const absl::StatusOr<RankedPage> ranked =
      RankPage(judged.parts, page.scope, view, page.first, page.size, stop);
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
  WriteAnswerContext(snapshot, options, *response.mutable_context());
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
