#include "matching/interned_trial_index.h"

#include <algorithm>
#include <utility>

#include "matching/evaluator.h"

namespace trialmatch {
namespace {

// How many trials pass between two questions whether to stop.
constexpr size_t kTrialsPerStop = 1024;
// How many trials ahead what is evaluated next is fetched.
constexpr size_t kPrefetched = 8;
// How many trials that a baseline left open are worth copying it.
constexpr size_t kWorthCompleting = 256;

// A guard should be a leaf whose truth hardly ever falls: not one that is asked every time; one that few ask
// for; and rather a negated one, which only what is recorded makes FALSE.
CompiledTrials WithGuards(CompiledTrials trials, const std::vector<Predicate>& predicates) {
  trials.Finish(predicates.size(), [&](Literal literal, uint32_t uses) -> uint64_t {
    if (predicates[literal.predicate()].route == LeafRoute::kEveryTime) return uint64_t{1} << 31;
    return uint64_t{uses} * (literal.negated() ? 1 : 4);
  });
  return trials;
}

}  // namespace

InternedTrialIndex::EveryTime::EveryTime(const PredicateSets& sets, const LiteralPostings& postings,
                                         size_t trials) {
  for (const std::vector<PredicateId>& group : sets.clocks.groups()) {
    std::vector<Literal> needed, needed_not;
    for (const PredicateId id : group) {
      needed.emplace_back(id, false);
      needed_not.emplace_back(id, true);
    }
    std::reverse(needed_not.begin(), needed_not.end());
    for (std::vector<Literal>* falling : {&needed, &needed_not}) {
      mandatory.emplace_back(std::move(*falling), postings, trials);
    }
  }
  for (PredicateId id = 0; id < sets.predicates.size(); ++id) {
    if (sets.predicates[id].route != LeafRoute::kEveryTime) continue;
    for (const Literal literal : {Literal(id, false), Literal(id, true)}) {
      if (postings.IsInRest(literal)) in_rest.push_back(literal);
      if (postings.IsMandatory(literal) && !sets.clocks.Has(id)) {
        mandatory.emplace_back(std::vector<Literal>{literal}, postings, trials);
      }
    }
  }
}

InternedTrialIndex::InternedTrialIndex(CompiledTrials compiled, NamedTrials by_id, OwnedPredicates predicates,
                                       const Terminology& terminology)
    : compiled_(WithGuards(std::move(compiled), predicates.predicates)),
      by_id_(std::move(by_id)),
      sets_(std::move(predicates), terminology),
      postings_(compiled_, sets_.predicates.size()),
      every_time_(sets_, postings_, compiled_.size()),
      baselines_(compiled_, sets_) {
  by_id_.Pack();
}

void InternedTrialIndex::TellExceptions(const PatientTruths& truths, VerdictChanges& changes) const {
  for (const auto& [id, before] : truths.exceptions()) {
    const Truth now = truths.Of(id);
    changes.Change(Literal(id, false), before, now);
    changes.Change(Literal(id, true), Not(before), Not(now));
  }
}

void InternedTrialIndex::LowerEveryTime(const PatientTruths& truths, VerdictPlanes& verdicts) const {
  for (const BoundPlanes& bounds : every_time_.mandatory) {
    const std::vector<Literal>& falling = bounds.falling();
    const auto first_below = [&](Truth truth) {
      return std::partition_point(falling.begin(), falling.end(),
                                  [&](const Literal& literal) { return truths.Met(literal) >= truth; });
    };
    const auto first_false = first_below(Truth::kUnknown);
    for (auto unknown = first_below(Truth::kTrue); unknown != first_false; ++unknown) {
      postings_.RemoveFrom(*unknown, LiteralPostings::kUncapped, verdicts.certain());
    }
    bounds.RemoveFrom(static_cast<size_t>(first_false - falling.begin()), verdicts.possible());
  }
}

bool InternedTrialIndex::Decide(const VerdictChanges& changes, const PatientTruths& truths,
                                absl::Span<const uint32_t> positions, absl::FunctionRef<bool()> stop,
                                VerdictPlanes& verdicts) const {
  FlatRests::Counts counts = compiled_.MakeCounts();
  for (size_t i = 0; i < positions.size(); ++i) {
    if (i % kTrialsPerStop == kTrialsPerStop - 1 && stop()) return false;
    if (i + 2 * kPrefetched < positions.size()) compiled_.PrefetchPlace(positions[i + 2 * kPrefetched]);
    if (i + kPrefetched < positions.size()) {
      const uint32_t next = positions[i + kPrefetched];
      compiled_.PrefetchRest(next);
      if (changes.AreLiteralsDoubtful(next, verdicts)) compiled_.PrefetchLiterals(next);
    }
    const uint32_t position = positions[i];
    if (changes.AreLiteralsDoubtful(position, verdicts)) {
      verdicts.Set(position, compiled_.Evaluate(position, truths, counts));
    } else {
      verdicts.Lower(position, compiled_.FindRest(position, truths, counts));
    }
  }
  return true;
}

void InternedTrialIndex::CompleteBaseline(const Baseline& baseline, std::vector<uint32_t> doubtful) const {
  std::erase_if(doubtful, [&](uint32_t position) {
    return !baseline.maybe_false.Has(position) && !baseline.maybe_open.Has(position);
  });
  if (doubtful.size() >= kWorthCompleting) baselines_.Complete(baseline, doubtful);
}

absl::StatusOr<VerdictPlanes> InternedTrialIndex::Match(const PatientView& patient, TrialReader read,
                                                        absl::FunctionRef<bool()> stop) const {
  const absl::Status stopped = absl::CancelledError("the match was stopped");
  if (stop()) return stopped;
  const PatientTruths truths(sets_, patient);
  const auto [baseline, is_new] = baselines_.Find(truths, stop);
  if (baseline == nullptr) return stopped;
  VerdictChanges changes(postings_, *baseline, size(),
                         2 * truths.exceptions().size() + every_time_.in_rest.size());
  TellExceptions(truths, changes);
  for (const Literal& literal : every_time_.in_rest) changes.Touch(literal, truths.Met(literal));
  VerdictPlanes verdicts(size());
  changes.Open(verdicts);
  LowerEveryTime(truths, verdicts);
  changes.Settle(verdicts);
  std::vector<uint32_t> doubtful;
  changes.doubtful().ForEach([&](size_t position) {
    if (position < size()) doubtful.push_back(static_cast<uint32_t>(position));
  });
  if (!Decide(changes, truths, doubtful, stop, verdicts)) return stopped;
  if (!is_new) CompleteBaseline(*baseline, std::move(doubtful));  // many are never asked for again
  for (const uint32_t position : by_id_.FindFor(patient.patient())) {
    const absl::StatusOr<TrialPointer> trial = read(position);
    if (!trial.ok()) return trial.status();
    verdicts.Set(position, trialmatch::Evaluate(**trial, patient));
  }
  return verdicts;
}

size_t InternedTrialIndex::BytesUsed() const {
  size_t bytes = compiled_.BytesUsed() + by_id_.BytesUsed() + postings_.BytesUsed() + baselines_.BytesUsed();
  for (const BoundPlanes& bounds : every_time_.mandatory) bytes += bounds.BytesUsed();
  return bytes;
}

}  // namespace trialmatch
