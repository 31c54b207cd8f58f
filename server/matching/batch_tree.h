// The criteria of one trial as a tree over the rows of a batch, block by block.
#ifndef TRIALMATCH_MATCHING_BATCH_TREE_H_
#define TRIALMATCH_MATCHING_BATCH_TREE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "domain/trial.h"
#include "matching/batch_leaf.h"
#include "matching/row_plane.h"

namespace trialmatch {

// For one thread and one pass. What a person decides is UNKNOWN: who has anything decided for the very trial
// is asked apart.
class BatchTree {
 public:
  // Both outlive it.
  BatchTree(const Trial& trial, const PatientBatch& batch);

  // The truths of all rows of the block.
  void Find(const RowBlock& block, BlockTruths& truths, ScreenWork& work);

 private:
  // kAllOf and kAnyOf have their cheapest children first.
  struct Node {
    enum class Kind : uint8_t { kLeaf, kAllOf, kAnyOf, kAtLeast };
    Kind kind = Kind::kLeaf;
    bool negated = false;
    int k = 0;
    double cost = 0;
    std::unique_ptr<BatchLeaf> leaf;
    std::vector<Node> children;
    // What the children found so far, and whose truth they still can change; of kAtLeast one for each count.
    std::unique_ptr<BlockTruths> found;
    std::unique_ptr<BlockPlane> open;
    std::vector<BlockTruths> counts;
  };

  Node MakeNode(const Criterion& criterion, bool negated, const PatientBatch& batch) const;
  Node MakeGroup(Node::Kind kind, std::vector<Node> children, bool negated) const;
  Node MakeLists(const CriteriaLists& lists, const PatientBatch& batch) const;
  void FindNode(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                ScreenWork& work);
  void FindAll(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
               ScreenWork& work);
  void FindAny(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
               ScreenWork& work);
  void FindAtLeast(Node& node, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                   ScreenWork& work);

  Node root_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_TREE_H_
