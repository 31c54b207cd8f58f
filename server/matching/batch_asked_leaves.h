// Leaves over the rows of a batch of which the definition is asked, of as few patients as can be.
#ifndef TRIALMATCH_MATCHING_BATCH_ASKED_LEAVES_H_
#define TRIALMATCH_MATCHING_BATCH_ASKED_LEAVES_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "matching/batch_fact_leaf.h"
#include "matching/batch_leaf.h"

namespace trialmatch {

// Asked of the rows of `related` codes and, where given, of a plane's; the others have one of two truths.
class BatchAskedLeaf final : public BatchLeaf {
 public:
  struct Default {
    Truth truth;
    // Where this plane has a bit (null: nowhere), `otherwise`.
    const RowPlane* where = nullptr;
    Truth otherwise = Truth::kUnknown;
    // Nobody has it: all are asked.
    bool ask_everyone = false;
  };
  BatchAskedLeaf(const Criterion& leaf, const std::vector<CodeId>& related, const RowPlane* asked,
                 Default by_default, const PatientBatch& batch);
  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return cost_; }

 private:
  const Criterion& leaf_;
  const PatientBatch& batch_;
  const RowPlane* const asked_;
  const Default default_;
  std::vector<bool> wanted_;
  std::vector<std::pair<const std::vector<uint32_t>*, RowCursor>> related_;
  BlockPlane ask_;
  double cost_ = 0;
};

// Asked of the rows of related codes; for the others the truth depends on what they state, on the family or
// the category's statements, and is asked once for each distinct one.
class BatchGroupedLeaf final : public BatchLeaf {
 public:
  // `by_family`: else by the statements about `category`.
  BatchGroupedLeaf(const Criterion& leaf, const std::vector<CodeId>& related, bool by_family,
                   FactCategory category, const PatientBatch& batch);
  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return cost_; }

 private:
  Truth AskWithoutFacts(uint32_t row) const;
  void SetDefaults(const RowBlock& block, BlockTruths& truths) const;
  void SetGroups(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work);
  Truth OfGroup(uint32_t row, uint64_t group, ScreenWork& work);

  const Criterion& leaf_;
  const PatientBatch& batch_;
  const bool by_family_;
  const FactCategory category_;
  Truth open_, absent_, assumed_;  // by the request's default
  std::vector<bool> wanted_;
  std::vector<std::pair<const std::vector<uint32_t>*, RowCursor>> related_;
  RowCursor statements_;
  absl::flat_hash_map<uint64_t, Truth> of_groups_;
  BlockPlane ask_;
  double cost_ = 0;
};

// FALSE where either side is, asked where both are TRUE, else UNKNOWN.
class BatchRelationLeaf final : public BatchLeaf {
 public:
  BatchRelationLeaf(const Criterion& leaf, const RelationCriterion& criterion, const PatientBatch& batch);
  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return effect_.Cost() + cause_.Cost(); }

 private:
  const Criterion& leaf_;
  const PatientBatch& batch_;
  const FactCriterion own_effect_, own_cause_;
  BatchFactLeaf effect_, cause_;
  BlockTruths of_cause_;
  BlockPlane narrowed_, ask_;
};

// Either of two, or both: a criterion about the patient and relatives is one about each.
class BatchEitherLeaf final : public BatchLeaf {
 public:
  // `leaves`: what the two are made of, kept with them.
  BatchEitherLeaf(std::unique_ptr<Criterion> first, std::unique_ptr<Criterion> second,
                  const PatientBatch& batch);
  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return first_->Cost() + second_->Cost(); }

 private:
  const std::unique_ptr<Criterion> first_criterion_, second_criterion_;
  const std::unique_ptr<BatchLeaf> first_, second_;
  BlockTruths of_second_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_ASKED_LEAVES_H_
