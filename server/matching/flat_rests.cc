#include "matching/flat_rests.h"

namespace trialmatch {

// One rest, join by join.
class FlatRests::Flattening {
 public:
  Flattening(const ThresholdTrees& trees, uint32_t begin, uint32_t end) : trees_(trees) {
    const uint32_t count = trees.CountTrees(begin, end);
    if (count == 1 && trees.IsJoin(begin)) {
      AddJoin(trees.JoinAt(begin));
    } else if (count > 0) {
      AddJoin({.needed = count, .may_fail = 0, .begin = begin, .end = end});
    }
  }

  size_t joins() const { return joins_.size(); }

  void AppendTo(LargeVector<uint32_t>& words) const {
    if (joins_.empty()) return;
    const size_t header = words.size();
    words.push_back(0);
    const bool any_leaf =
        std::any_of(joins_.begin(), joins_.end(), [](const Join& join) { return !join.leaves.empty(); });
    for (const Join& join : joins_) {
      words.insert(words.end(), join.leaves.begin(), join.leaves.end());
      // A join of joins needs a word that leads on to the next; where there is no leaf at all, nothing does.
      if (join.leaves.empty() && any_leaf) words.push_back(kNoLeaf);
      if (any_leaf) words.back() |= kLastOfJoin;
    }
    words[header] = static_cast<uint32_t>(words.size() - header - 1);
    for (const Join& join : joins_) {
      words.insert(words.end(), {join.needed, static_cast<uint32_t>(join.may_fail), join.parent});
    }
  }

 private:
  struct Join {
    uint32_t needed;
    int32_t may_fail;
    uint32_t parent = 1;  // so much further on; that of the root is beyond the last
    std::vector<uint32_t> leaves;
  };

  // What is never known adds nothing to a count. Returns which join it is.
  size_t AddJoin(const ThresholdTrees::Join& tree) {
    Join join{.needed = tree.needed, .may_fail = tree.may_fail, .leaves = {}};
    std::vector<size_t> children;
    for (uint32_t child = tree.begin; child < tree.end; child = trees_.EndOf(child)) {
      if (trees_.IsJoin(child)) {
        children.push_back(AddJoin(trees_.JoinAt(child)));
      } else if (trees_.IsLeaf(child)) {
        join.leaves.push_back(trees_.LiteralAt(child).index() | (trees_.IsGuard(child) ? kGuard : 0));
      }
    }
    for (const size_t child : children) joins_[child].parent = static_cast<uint32_t>(joins_.size() - child);
    joins_.push_back(std::move(join));
    return joins_.size() - 1;
  }

  const ThresholdTrees& trees_;
  std::vector<Join> joins_;
};

void FlatRests::Add(const ThresholdTrees& trees, uint32_t begin, uint32_t end) {
  const Flattening flattening(trees, begin, end);
  flattening.AppendTo(words_);
  most_joins_ = std::max(most_joins_, flattening.joins());
}

}  // namespace trialmatch
