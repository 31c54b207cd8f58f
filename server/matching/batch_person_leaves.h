// Clocks, sexes, and what is the same for all, over the rows of a batch.
#ifndef TRIALMATCH_MATCHING_BATCH_PERSON_LEAVES_H_
#define TRIALMATCH_MATCHING_BATCH_PERSON_LEAVES_H_

#include <optional>
#include <vector>

#include "matching/batch_leaf.h"

namespace trialmatch {

// One truth for all: what only a person decides, and what is not loaded.
class BatchConstantLeaf final : public BatchLeaf {
 public:
  explicit BatchConstantLeaf(Truth truth) : truth_(truth) {}
  void Find(const RowBlock& block, const BlockPlane&, BlockTruths& truths, ScreenWork&) override {
    truths.SetAll(truth_, block.words());
  }
  double Cost() const override { return 0; }

 private:
  const Truth truth_;
};

class BatchSexLeaf final : public BatchLeaf {
 public:
  BatchSexLeaf(const SexCriterion& criterion, const PatientBatch& batch);
  void Find(const RowBlock& block, const BlockPlane&, BlockTruths& truths, ScreenWork&) override;
  double Cost() const override { return 0; }

 private:
  const RowPlane& same_;
  const RowPlane& other_;
};

// Ages. For each civil date at as_of the definition is asked between which days of birth a bound holds.
class BatchAgeLeaf final : public BatchLeaf {
 public:
  BatchAgeLeaf(const ClockCriterion& criterion, const PatientBatch& batch);
  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return 1; }

 private:
  // Bounds in days and longer hold for births from `first` to `last`; empty where no reading is possible.
  struct Terms {
    uint32_t end;
    bool readable = true;
    DayNumber first, last;
    // Bounds in hours or minutes depend on instants for births after that day.
    DayNumber ask_after;
  };
  Terms TermsOf(const BatchPeople::TodayRange& range) const;
  // Nothing where rows differ, or the definition must be asked.
  std::optional<Truth> TruthOfAll(const BatchPeople::WordBirths& births, const Terms& terms) const;
  std::optional<Truth> TruthOf(const BatchPeople::BirthDays& birth, const Terms& terms) const;

  const PatientBatch& batch_;
  Criterion asked_;
  ClockRange range_;
  std::vector<Terms> terms_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_PERSON_LEAVES_H_
