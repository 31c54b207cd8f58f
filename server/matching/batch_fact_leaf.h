// A criterion about facts of the patients themselves, over the rows of a batch.
#ifndef TRIALMATCH_MATCHING_BATCH_FACT_LEAF_H_
#define TRIALMATCH_MATCHING_BATCH_FACT_LEAF_H_

#include <memory>
#include <vector>

#include "matching/batch_fact_sources.h"
#include "matching/batch_leaf.h"

namespace trialmatch {

// As EvaluateFact where the only subject is the patient and all codes are loaded. Plain presence is found in
// the columns; of what is counted, anchored or refuted in parts the definition is asked, of the patients
// only who have something related.
class BatchFactLeaf final : public BatchLeaf {
 public:
  // All outlive it.
  BatchFactLeaf(const FactCriterion& criterion, AbsencePolicy policy, const PatientBatch& batch);

  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return cost_; }

  // Of the block found last: keeps of `rows` those that may have a recorded fact that certainly matches.
  void KeepMatched(const RowBlock& block, BlockPlane& rows) const {
    const Word* certain = present_planes_.certain.From(block.begin);
    for (uint32_t w = 0; w < block.words(); ++w) {
      rows.words[w] &= certain[w] | planes_.ask.words[w];
    }
  }

 private:
  void AddCode(CodeId code);
  void AddAnchor();
  // Finds present_planes_.
  void CollectPresent(ScreenWork& work);
  // False when the block has nothing else that is related.
  bool Scan(const RowBlock& block, const BlockPlane& mask, ScreenWork& work);
  // What is absent or present by assumption, and what follows from it together with the facts found.
  void Decide(const RowBlock& block, BlockTruths& truths) const;
  void CollectAsked(const RowBlock& block);

  const FactCriterion& criterion_;
  const AbsencePolicy policy_;
  const PatientBatch& batch_;
  Criterion asked_;  // the criterion as a leaf
  std::vector<TodayTerms> terms_;
  std::vector<bool> wanted_;  // by code
  // Nothing but who has something related is found in columns.
  bool asks_all_related_ = false;
  // Biology rules out all that is asked, or a part of it.
  bool ruled_out_ = false, partly_ruled_out_ = false;
  std::vector<PresentSource> present_;
  std::vector<RefutedSource> refuted_;
  // Where each of those lists goes on, close together: most have nothing in a block.
  std::vector<uint32_t> next_refuted_;
  struct RowList {
    const std::vector<uint32_t>* rows;
    RowCursor cursor;
  };
  std::vector<RowList> asked_rows_, anchor_rows_;
  std::shared_ptr<const BatchStatements::Covered> covered_;  // null: no assumption reaches the criterion
  // The truths without a fact: nothing known, absent, present.
  Truth open_, absent_, assumed_;
  bool collected_ = false;
  PresentPlanes present_planes_;  // once collected
  FactPlanes planes_;
  bool planes_are_clear_ = false;
  double cost_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_FACT_LEAF_H_
