// A criterion about measured values of the patients themselves, over the rows of a batch.
#ifndef TRIALMATCH_MATCHING_BATCH_OBSERVATION_LEAF_H_
#define TRIALMATCH_MATCHING_BATCH_OBSERVATION_LEAF_H_

#include <memory>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "matching/batch_fact_sources.h"
#include "matching/batch_leaf.h"

namespace trialmatch {

// As EvaluateObservation where the only subject is the patient and all codes are loaded. Each distinct
// reading is judged by the definition, once; what is selected among several values of one code is found here;
// the definition is asked of those with values of several codes, of changes, and of windows with anchors.
class BatchObservationLeaf final : public BatchLeaf {
 public:
  // All outlive it.
  BatchObservationLeaf(const ObservationCriterion& criterion, AbsencePolicy policy,
                       const PatientBatch& batch);

  void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) override;
  double Cost() const override { return cost_; }

 private:
  // How a reading stands to what is expected.
  struct Judged {
    Truth truth, reaches_min, keeps_max;
    friend bool operator==(const Judged&, const Judged&) = default;
  };
  // One value of one patient that counts, or may.
  struct Counted {
    bool certain;
    Judged judged;
    TakenSpan taken;
    uint32_t limits;
  };
  struct Source {
    CodeId code;
    Truth concept_truth;
    const PresentColumns* columns;
    std::vector<Judged> judged;   // by the place of the reading
    std::vector<uint8_t> alone;   // the same where it is the only value, and certain; two bits
    std::vector<RankRun> runs;    // of `alone` by the ranks of the column; empty: readings are looked at
    std::vector<uint8_t> method;  // by kind; empty: any
    RowCursor cursor;
  };
  struct Terms {
    uint32_t end;
    std::optional<DayWindow> window;
  };

  void AddCode(CodeId code);
  Judged Judge(const Source& source, const Reading& reading);
  Judged AskJudgement(const Source& source, const Reading& reading) const;
  // Readings whose places are from order[first] to order[last], both judged.
  void JudgeBetween(Source& source, absl::Span<const uint32_t> order, size_t first, size_t last);
  void JudgeAll(Source& source);
  void FindRuns(Source& source) const;
  uint8_t JudgeMethod(const Source& source, uint32_t kind) const;
  // Whether one source has plain latest values.
  bool IsPlain() const;
  // Of such a source, and of any; only rows in `mask` are looked at.
  void ScanLatest(Source& source, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                  ScreenWork& work);
  void ScanSource(Source& source, const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                  ScreenWork& work);
  // The values of one row, from `place` to before `end`; nothing where the definition must be asked.
  std::optional<Truth> TruthOf(const Source& source, size_t place, size_t end, const Terms& terms);
  std::optional<Truth> Select(const std::vector<Counted>& values) const;
  Truth SelectLatest(const std::vector<Counted>& values) const;
  Truth SelectAny(const std::vector<Counted>& values, Truth wanted) const;
  Truth SelectExtreme(const std::vector<Counted>& values, bool least) const;

  const ObservationCriterion& criterion_;
  const PatientBatch& batch_;
  Criterion asked_;
  Truth without_value_;
  std::vector<bool> wanted_;
  std::vector<Terms> terms_;
  std::vector<Source> sources_;
  bool asks_all_related_ = false;
  const std::unique_ptr<const NobodyView> nobody_;
  absl::flat_hash_map<uint32_t, Judged> judged_values_;  // of one code, where limits do not matter
  std::vector<Counted> values_;                          // of one row
  BlockPlane seen_, ask_;
  double cost_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_OBSERVATION_LEAF_H_
