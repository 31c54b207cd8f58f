#include "matching/interned_trial_index.h"

#include <utility>

namespace trialmatch {
namespace {

// How many trials, or gates, pass between two questions whether to stop.
constexpr size_t kTrialsPerStop = 256;

}  // namespace

InternedTrialIndex::InternedTrialIndex(absl::Span<const TrialPointer> trials)
    : trials_(trials.begin(), trials.end()) {
  PredicateTable predicates;
  gates_ = FindGates(trials_, predicates);
  for (const TrialPointer& trial : trials_) compiled_.Add(*trial, predicates);
  predicates_ = std::move(predicates).TakePredicates();
}

std::vector<Truth> InternedTrialIndex::Match(const PatientView& patient,
                                             absl::FunctionRef<bool()> stop) const {
  PredicateTruths truths(predicates_, patient);
  std::vector<Truth> answers(trials_.size(), Truth::kTrue);
  for (size_t i = 0; i < gates_.size(); ++i) {
    if (i % kTrialsPerStop == 0 && stop()) return {};
    const Gate& gate = gates_[i];
    if (truths.Of(gate.predicate) != gate.shut_when) continue;
    for (const uint32_t position : gate.positions) answers[position] = Truth::kFalse;
  }
  for (size_t i = 0; i < trials_.size(); ++i) {
    if (i % kTrialsPerStop == 0 && stop()) return {};
    if (answers[i] != Truth::kFalse) answers[i] = compiled_.Evaluate(i, truths);
  }
  return answers;
}

std::unique_ptr<TrialIndex> BuildTrialIndex(absl::Span<const TrialPointer> trials) {
  return std::make_unique<InternedTrialIndex>(trials);
}

}  // namespace trialmatch
