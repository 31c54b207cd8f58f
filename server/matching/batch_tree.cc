#include "matching/batch_tree.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

namespace trialmatch {
namespace {

void Negate(uint32_t words, BlockTruths& truths) {
  for (uint32_t w = 0; w < words; ++w) {
    const Word possible = truths.possible.words[w];
    truths.possible.words[w] = ~truths.certain.words[w];
    truths.certain.words[w] = ~possible;
  }
}

// Adds one more truth to the counts: counts[j] is whether at least j are TRUE, or may be.
void Count(uint32_t words, const BlockTruths& more, std::vector<BlockTruths>& counts) {
  for (size_t j = counts.size() - 1; j > 0; --j) {
    for (uint32_t w = 0; w < words; ++w) {
      counts[j].possible.words[w] |= counts[j - 1].possible.words[w] & more.possible.words[w];
      counts[j].certain.words[w] |= counts[j - 1].certain.words[w] & more.certain.words[w];
    }
  }
}

}  // namespace

BatchTree::BatchTree(const Trial& trial, const PatientBatch& batch) {
  std::vector<Node> parts;
  parts.push_back(MakeLists(trial.criteria, batch));
  if (!trial.cohorts.empty()) {
    std::vector<Node> cohorts;
    for (const Cohort& cohort : trial.cohorts) cohorts.push_back(MakeLists(cohort.criteria, batch));
    parts.push_back(MakeGroup(Node::Kind::kAnyOf, std::move(cohorts), false));
  }
  root_ = MakeGroup(Node::Kind::kAllOf, std::move(parts), false);
}

BatchTree::Node BatchTree::MakeLists(const CriteriaLists& lists, const PatientBatch& batch) const {
  std::vector<Node> children;
  for (const Criterion& criterion : lists.inclusion) children.push_back(MakeNode(criterion, false, batch));
  for (const Criterion& criterion : lists.exclusion) children.push_back(MakeNode(criterion, true, batch));
  return MakeGroup(Node::Kind::kAllOf, std::move(children), false);
}

BatchTree::Node BatchTree::MakeGroup(Node::Kind kind, std::vector<Node> children, bool negated) const {
  Node node;
  node.kind = kind;
  node.negated = negated;
  for (Node& child : children) {
    node.cost += child.cost;
    const bool same = child.kind == kind && kind != Node::Kind::kAtLeast && !child.negated;
    if (same) {
      std::move(child.children.begin(), child.children.end(), std::back_inserter(node.children));
    } else {
      node.children.push_back(std::move(child));
    }
  }
  std::stable_sort(node.children.begin(), node.children.end(),
                   [](const Node& a, const Node& b) { return a.cost < b.cost; });
  node.found = std::make_unique<BlockTruths>();
  node.open = std::make_unique<BlockPlane>();
  return node;
}

BatchTree::Node BatchTree::MakeNode(const Criterion& criterion, bool negated,
                                    const PatientBatch& batch) const {
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) {
    Node node;
    node.negated = negated;
    node.leaf = MakeBatchLeaf(criterion, batch);
    node.cost = node.leaf->Cost();
    return node;
  }
  std::vector<Node> children;
  const std::vector<Criterion>& parts = combination->children;
  switch (combination->op) {
    case Operator::kNot:
      return MakeNode(parts[0], !negated, batch);
    case Operator::kIfThen:
      // If A then B is not A or B; negated, A and not B.
      children.push_back(MakeNode(parts[0], !negated, batch));
      children.push_back(MakeNode(parts[1], negated, batch));
      return MakeGroup(negated ? Node::Kind::kAllOf : Node::Kind::kAnyOf, std::move(children), false);
    case Operator::kAllOf:
    case Operator::kAnyOf:
      // The negation of all is any of the negations, and the other way round.
      for (const Criterion& part : parts) children.push_back(MakeNode(part, negated, batch));
      return MakeGroup(
          (combination->op == Operator::kAllOf) != negated ? Node::Kind::kAllOf : Node::Kind::kAnyOf,
          std::move(children), false);
    case Operator::kAtLeast:
      break;
  }
  for (const Criterion& part : parts) children.push_back(MakeNode(part, false, batch));
  Node node = MakeGroup(Node::Kind::kAtLeast, std::move(children), negated);
  node.k = combination->k;
  node.counts.resize(static_cast<size_t>(std::max(0, node.k)) + 1);
  return node;
}

void BatchTree::Find(const RowBlock& block, BlockTruths& truths, ScreenWork& work) {
  BlockPlane all;
  all.Clear(kBlockWords);
  for (uint32_t row = block.begin; row < block.end; row += kWordBits) {
    const uint32_t rows = std::min(kWordBits, block.end - row);
    all.words[(row - block.begin) / kWordBits] = rows == kWordBits ? ~Word{0} : (Word{1} << rows) - 1;
  }
  FindNode(root_, block, all, truths, work);
  for (uint32_t w = 0; w < block.words(); ++w) {
    truths.possible.words[w] &= all.words[w];
    truths.certain.words[w] &= all.words[w];
  }
}

void BatchTree::FindNode(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                         ScreenWork& work) {
  switch (node.kind) {
    case Node::Kind::kLeaf:
      node.leaf->Find(block, mask, truths, work);
      break;
    case Node::Kind::kAllOf:
      FindAll(node, block, mask, truths, work);
      break;
    case Node::Kind::kAnyOf:
      FindAny(node, block, mask, truths, work);
      break;
    case Node::Kind::kAtLeast:
      FindAtLeast(node, block, mask, truths, work);
      break;
  }
  if (node.negated) Negate(block.words(), truths);
}

void BatchTree::FindAll(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                        ScreenWork& work) {
  const uint32_t words = block.words();
  truths.SetAll(Truth::kTrue, words);
  *node.open = mask;
  for (Node& child : node.children) {
    FindNode(child, block, *node.open, *node.found, work);
    Word left = 0;
    for (uint32_t w = 0; w < words; ++w) {
      truths.possible.words[w] &= node.found->possible.words[w];
      truths.certain.words[w] &= node.found->certain.words[w];
      left |= node.open->words[w] &= truths.possible.words[w];
    }
    if (left == 0) break;
  }
  // What was not looked at any more is FALSE, not TRUE.
  for (uint32_t w = 0; w < words; ++w) truths.certain.words[w] &= truths.possible.words[w];
}

void BatchTree::FindAny(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                        ScreenWork& work) {
  const uint32_t words = block.words();
  truths.SetAll(Truth::kFalse, words);
  *node.open = mask;
  for (Node& child : node.children) {
    FindNode(child, block, *node.open, *node.found, work);
    Word left = 0;
    for (uint32_t w = 0; w < words; ++w) {
      truths.possible.words[w] |= node.found->possible.words[w];
      truths.certain.words[w] |= node.found->certain.words[w];
      left |= node.open->words[w] &= ~truths.certain.words[w];
    }
    if (left == 0) break;
  }
}

void BatchTree::FindAtLeast(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                            ScreenWork& work) {
  const uint32_t words = block.words();
  for (BlockTruths& count : node.counts) count.SetAll(Truth::kFalse, words);
  node.counts[0].SetAll(Truth::kTrue, words);
  for (Node& child : node.children) {
    FindNode(child, block, mask, *node.found, work);
    Count(words, *node.found, node.counts);
  }
  truths = node.counts.back();
}

}  // namespace trialmatch
