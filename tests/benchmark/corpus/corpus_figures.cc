#include "tests/benchmark/corpus/corpus_figures.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "matching/predicate_key.h"
#include "tests/benchmark/corpus/corpus_features.h"

namespace trialmatch {
namespace {

bool IsLeaf(const Criterion& criterion) { return !std::holds_alternative<Combination>(criterion.kind); }

// The conditions asked for by a criterion, or by one of several of which any is enough.
void AddAims(const Criterion& criterion, const Terminology& terminology, std::vector<ConceptId>& aims) {
  if (const auto* combination = std::get_if<Combination>(&criterion.kind)) {
    if (combination->op != Operator::kAnyOf) return;
    for (const Criterion& child : combination->children) AddAims(child, terminology, aims);
  }
  const auto* fact = std::get_if<FactCriterion>(&criterion.kind);
  if (fact == nullptr || fact->category != FactCategory::kCondition) return;
  for (const ConceptEntry& entry : fact->concepts.include) {
    if (const auto id = terminology.Find(entry.code)) aims.push_back(*id);
  }
}

}  // namespace

void CountDistribution::Add(size_t value) {
  if (counts_.size() <= value) counts_.resize(value + 1);
  ++counts_[value];
  ++all_;
}

double CountDistribution::Mean() const {
  uint64_t sum = 0;
  for (size_t value = 0; value < counts_.size(); ++value) sum += value * counts_[value];
  return all_ == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(all_);
}

size_t CountDistribution::At(double share) const {
  uint64_t below = 0;
  for (size_t value = 0; value < counts_.size(); ++value) {
    below += counts_[value];
    if (static_cast<double>(below) > share * static_cast<double>(all_)) return value;
  }
  return counts_.empty() ? 0 : counts_.size() - 1;
}

std::string CountDistribution::ToString() const {
  std::string text = absl::StrFormat("mean %.2f", Mean());
  for (const int percent : {10, 25, 50, 75, 90, 99})
    absl::StrAppend(&text, ", p", percent, " ", At(percent / 100.0));
  return text;
}

void CorpusFigures::AddLeaf(const Criterion& leaf) {
  ++leaves_;
  ++leaves_here_;
  const std::vector<std::string> features = FeaturesOf(leaf);
  for (const std::string& feature : features) {
    ++leaves_with_[feature];
    here_.insert(feature);
  }
  const bool own = std::holds_alternative<UnstructuredCriterion>(leaf.kind) ||
                   std::holds_alternative<ConsentCriterion>(leaf.kind) || features[0] == "ability";
  if (own) return;
  ++shared_uses_;
  distinct_.try_emplace(PredicateKey(leaf, ""), features[0]);
}

size_t CorpusFigures::AddCriterion(const Criterion& criterion) {
  if (IsLeaf(criterion)) {
    AddLeaf(criterion);
    return 1;
  }
  const auto& combination = std::get<Combination>(criterion.kind);
  here_.insert(OperatorName(combination.op));
  size_t deepest = 0;
  for (const Criterion& child : combination.children) deepest = std::max(deepest, AddCriterion(child));
  return deepest + 1;
}

void CorpusFigures::AddLists(const CriteriaLists& lists) {
  for (const auto* list : {&lists.inclusion, &lists.exclusion}) {
    for (const Criterion& criterion : *list) depth_here_ = std::max(depth_here_, AddCriterion(criterion));
  }
}

void CorpusFigures::Add(const Trial& trial) {
  here_.clear();
  leaves_here_ = depth_here_ = 0;
  AddLists(trial.criteria);
  for (const Cohort& cohort : trial.cohorts) AddLists(cohort.criteria);
  if (!trial.cohorts.empty()) here_.insert("cohorts");
  ++trials_;
  predicates.Add(leaves_here_);
  depth.Add(depth_here_);
  labels.Add(trial.conditions.size());
  inclusion_lines.Add(trial.criteria.inclusion.size());
  exclusion_lines.Add(trial.criteria.exclusion.size());
  for (const std::string& feature : here_) ++trials_with_[feature];
}

double CorpusFigures::ShareOfTrials(const std::string& feature) const {
  const auto found = trials_with_.find(feature);
  return found == trials_with_.end() ? 0 : static_cast<double>(found->second) / static_cast<double>(trials_);
}

double CorpusFigures::ShareOfLeaves(const std::string& feature) const {
  const auto found = leaves_with_.find(feature);
  return found == leaves_with_.end() ? 0 : static_cast<double>(found->second) / static_cast<double>(leaves_);
}

std::map<std::string, size_t> CorpusFigures::DistinctByKind() const {
  std::map<std::string, size_t> counts;
  for (const auto& [key, kind] : distinct_) ++counts[kind];
  return counts;
}

std::vector<ConceptId> AimsOf(const Trial& trial, const Terminology& terminology) {
  std::vector<ConceptId> aims;
  for (const Code& code : trial.conditions) {
    if (const auto id = terminology.Find(code)) aims.push_back(*id);
  }
  for (const Criterion& criterion : trial.criteria.inclusion) AddAims(criterion, terminology, aims);
  for (const Cohort& cohort : trial.cohorts) {
    for (const Criterion& criterion : cohort.criteria.inclusion) AddAims(criterion, terminology, aims);
  }
  std::sort(aims.begin(), aims.end());
  aims.erase(std::unique(aims.begin(), aims.end()), aims.end());
  return aims;
}

double TouchedShare(const Patient& patient, const std::vector<std::vector<ConceptId>>& aims,
                    const Terminology& terminology) {
  std::vector<bool> related(terminology.ConceptCount());
  for (const Fact& fact : patient.facts) {
    const bool own = fact.category == FactCategory::kCondition && fact.person == Person{};
    const bool present =
        fact.verification == Verification::kConfirmed || fact.verification == Verification::kSuspected;
    const std::optional<ConceptId> id = terminology.Find(fact.code);
    if (!own || !present || !id) continue;
    for (const ConceptId above : terminology.Ancestors(*id)) related[above] = true;
    for (const ConceptId beneath : terminology.Descendants(*id)) related[beneath] = true;
  }
  size_t touched = 0;
  for (const std::vector<ConceptId>& aim : aims) {
    touched += std::any_of(aim.begin(), aim.end(), [&](ConceptId id) { return related[id]; });
  }
  return aims.empty() ? 0 : static_cast<double>(touched) / static_cast<double>(aims.size());
}

}  // namespace trialmatch
