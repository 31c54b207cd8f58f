#include "matching/condition_steps.h"

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"

namespace trialmatch {
namespace {

struct CodeHash {
  size_t operator()(const Code* code) const { return absl::HashOf(*code); }
};
struct CodeEqual {
  bool operator()(const Code* a, const Code* b) const { return *a == *b; }
};

}  // namespace

ConditionSteps::ConditionSteps(const ConditionLabels& labels, const PatientView& patient)
    : labels_(labels), steps_(labels.size(), kUnrelated) {
  absl::flat_hash_set<const Code*, CodeHash, CodeEqual> seen;  // long records say the same often
  std::vector<LabelSteps> related;
  for (const BoundFact& condition : patient.Present(FactCategory::kCondition, Person{})) {
    if (!seen.insert(&condition.fact->code).second) continue;
    related.clear();
    labels.AppendRelated(condition.fact->code, related);
    for (const LabelSteps& one : related) {
      if (steps_[one.label] == kUnrelated) related_.push_back(one.label);
      steps_[one.label] = std::min(steps_[one.label], one.steps);
    }
  }
}

void ConditionSteps::AddRelatedTo(TrialBits& trials) const {
  for (const LabelId label : related_) labels_.TrialsOf(label).AddTo(trials);
}

}  // namespace trialmatch
