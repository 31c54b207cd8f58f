#include "matching/threshold_trees.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace trialmatch {
namespace {

// What is FALSE whatever its leaves are, more being asked of it than it has, cannot be guarded. Twice this is
// no overflow.
constexpr uint64_t kNever = uint64_t{1} << 62;

}  // namespace

uint32_t ThresholdTrees::Open() {
  const uint32_t opened = end();
  words_.resize(words_.size() + kJoinWords);
  return opened;
}

void ThresholdTrees::Close(uint32_t opened, int64_t k, size_t count) {
  // Beyond these the truth does not depend on k.
  const auto n = static_cast<int64_t>(count);
  k = std::clamp<int64_t>(k, 0, n + 1);
  words_[opened] = kJoin | static_cast<uint32_t>(k);
  words_[opened + 1] = static_cast<uint32_t>(static_cast<int32_t>(n - k));
  words_[opened + 2] = end();
}

void ThresholdTrees::Add(const Criterion& criterion, bool negated, PredicateTable& predicates) {
  if (const auto* combination = std::get_if<Combination>(&criterion.kind)) {
    return AddJoin(*combination, negated, predicates);
  }
  words_.push_back(IsByPerson(criterion) ? kUnknown : Literal(predicates.Intern(criterion), negated).index());
}

// Not at least k of n is at least n - k + 1 of the negations, in three values too: of either side so many
// must be TRUE (FALSE) as may not be FALSE (TRUE) on the other.
void ThresholdTrees::AddJoin(const Combination& combination, bool negated, PredicateTable& predicates) {
  const std::vector<Criterion>& children = combination.children;
  if (combination.op == Operator::kNot) return Add(children[0], !negated, predicates);
  const auto n = static_cast<int64_t>(children.size());
  int64_t k = combination.k;
  if (combination.op == Operator::kAllOf) k = n;
  if (combination.op == Operator::kAnyOf || combination.op == Operator::kIfThen) k = 1;
  const uint32_t join = Open();
  for (const Criterion& child : children) {
    const bool is_condition = combination.op == Operator::kIfThen && &child == &children[0];
    Add(child, negated != is_condition, predicates);
  }
  Close(join, negated ? n - k + 1 : k, children.size());
}

void ThresholdTrees::Renumber(absl::Span<const PredicateId> new_ids) {
  for (uint32_t word = 0; word < end(); word += IsJoin(word) ? kJoinWords : 1) {
    if (!IsLeaf(word)) continue;
    const Literal old = LiteralAt(word);
    words_[word] = Literal(new_ids[old.predicate()], old.negated()).index();
  }
}

std::vector<uint32_t> ThresholdTrees::CheapestChildren(uint32_t join,
                                                       absl::FunctionRef<uint64_t(Literal)> cost) const {
  std::vector<std::pair<uint64_t, uint32_t>> by_cost;
  for (uint32_t child = join + kJoinWords; child < words_[join + 2]; child = EndOf(child)) {
    by_cost.emplace_back(CostOf(child, cost), child);
  }
  std::sort(by_cost.begin(), by_cost.end());
  const size_t needed = std::min<size_t>(words_[join] & ~kKind, by_cost.size());
  std::vector<uint32_t> cheapest;
  for (size_t i = 0; i < needed; ++i) cheapest.push_back(by_cost[i].second);
  return cheapest;
}

uint64_t ThresholdTrees::CostOf(uint32_t tree, absl::FunctionRef<uint64_t(Literal)> cost) const {
  const uint32_t kind = words_[tree] & kKind;
  if (kind == kUnknown) return 0;
  if (kind == kLeaf) return cost(LiteralAt(tree));
  const std::vector<uint32_t> children = CheapestChildren(tree, cost);
  if (children.size() < (words_[tree] & ~kKind)) return kNever;
  uint64_t all = 0;
  for (const uint32_t child : children) all = std::min(kNever, all + CostOf(child, cost));
  return all;
}

bool ThresholdTrees::IsNeverMet(uint32_t tree) const {
  if (!IsJoin(tree)) return false;
  int64_t never = 0;
  for (uint32_t child = tree + kJoinWords; child < words_[tree + 2]; child = EndOf(child)) {
    never += IsNeverMet(child);
  }
  return never > static_cast<int32_t>(words_[tree + 1]);
}

bool ThresholdTrees::AreNeverMet(uint32_t begin, uint32_t end) const {
  bool never = false;
  for (uint32_t tree = begin; tree < end; tree = EndOf(tree)) never = never || IsNeverMet(tree);
  return never;
}

void ThresholdTrees::CountUses(std::vector<uint32_t>& uses) const {
  for (uint32_t word = 0; word < end(); word += IsJoin(word) ? kJoinWords : 1) {
    if (IsLeaf(word)) ++uses[LiteralAt(word).predicate()];
  }
}

uint32_t ThresholdTrees::CountTrees(uint32_t begin, uint32_t end) const {
  uint32_t count = 0;
  for (uint32_t tree = begin; tree < end; tree = EndOf(tree)) ++count;
  return count;
}

// Where more children must fail than are guarded, or fail anyway, one of the others does, and so does a leaf
// of it. Else the guarded ones may be those that fail.
bool ThresholdTrees::MarkGuardsOf(uint32_t tree, absl::FunctionRef<uint64_t(Literal)> cost) {
  const uint32_t kind = words_[tree] & kKind;
  if (kind == kUnknown) return true;
  if (kind == kLeaf) {
    words_[tree] |= kGuard;
    return false;
  }
  const std::vector<uint32_t> guarded = CheapestChildren(tree, cost);
  bool backed = true;
  for (const uint32_t child : guarded) backed = MarkGuardsOf(child, cost) && backed;
  auto may_fail = static_cast<int64_t>(guarded.size());
  for (uint32_t child = tree + kJoinWords; child < words_[tree + 2]; child = EndOf(child)) {
    may_fail += IsNeverMet(child);
  }
  const bool others_fail = int64_t{static_cast<int32_t>(words_[tree + 1])} >= may_fail;
  return (backed || others_fail) && !IsNeverMet(tree);
}

bool ThresholdTrees::MarkGuards(uint32_t begin, uint32_t end, absl::FunctionRef<uint64_t(Literal)> cost) {
  bool backed = true;
  for (uint32_t tree = begin; tree < end; tree = EndOf(tree)) backed = MarkGuardsOf(tree, cost) && backed;
  return backed;
}

}  // namespace trialmatch
