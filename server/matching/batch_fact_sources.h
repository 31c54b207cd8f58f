// The facts of one code of a batch, as one fact criterion sees them.
#ifndef TRIALMATCH_MATCHING_BATCH_FACT_SOURCES_H_
#define TRIALMATCH_MATCHING_BATCH_FACT_SOURCES_H_

#include <optional>
#include <vector>

#include "domain/fact_criterion.h"
#include "matching/batch_leaf.h"

namespace trialmatch {

// What was found of all rows in their present facts.
struct PresentPlanes {
  // A fact that matches; that may match (or does).
  RowPlane certain, possible;
  // A fact whose state settles the absence (see FactMatch); where only the definition tells. Empty while no
  // row is such.
  RowPlane settles, ask;

  static void SetIn(RowPlane& plane, uint32_t row, const RowPlane& like) {
    if (plane.words().empty()) plane = RowPlane(like.words().size() * kWordBits);
    plane.Set(row);
  }
};

// What was found of a block's rows beside.
struct FactPlanes {
  // Any refutation; one that makes all that is asked absent; one that speaks of all, but of another time; two
  // or more that speak of a part.
  BlockPlane refuted, absent, elsewhere, part, parts;
  // Only the definition tells.
  BlockPlane ask;

  void Clear(uint32_t words);
};

// Rows with one civil date at as_of, and what the criterion means then.
struct TodayTerms {
  uint32_t end;  // one past the last row
  std::optional<DayWindow> window;
  CoverQuestion question;
};
std::vector<TodayTerms> TermsOf(const FactCriterion& criterion, const BatchPeople& people);

// A patient of whom nothing is known but `as_of`, for asking the definition of single facts.
class NobodyView {
 public:
  NobodyView(const PatientBatch& batch, Sex sex_at_birth, std::vector<Fact> facts);
  NobodyView(const NobodyView&) = delete;
  NobodyView& operator=(const NobodyView&) = delete;
  const PatientView& view() const { return *view_; }

 private:
  Patient patient_;
  EvaluationOptions options_;
  std::optional<PatientView> view_;
};

// Present facts of a code that is, or may be, one of the criterion's. All arguments outlive it.
class PresentSource {
 public:
  PresentSource(CodeId code, Truth concept_truth, const FactCriterion& criterion, const PatientBatch& batch);

  // All facts, one after the other: most codes have few, so that going back to their columns in each block
  // takes longer than the facts of rows that are not asked for.
  void Collect(const std::vector<TodayTerms>& terms, PresentPlanes& planes);
  size_t size() const { return columns_.rows.size(); }
  // Has the beginnings of the columns come nearer.
  void Prefetch() const {
    __builtin_prefetch(columns_.rows.data());
    __builtin_prefetch(columns_.bits.data());
    __builtin_prefetch(columns_.periods.data());
  }

 private:
  template <bool kWindow, bool kKinds>
  void CollectAs(const std::vector<TodayTerms>& terms, PresentPlanes& planes);
  // Two bits of truth but for status and window, and one whether the fact settles the absence if it goes on.
  uint8_t KindOf(uint32_t kind);
  uint8_t AskKind(uint32_t kind) const;

  const CodeId code_;
  const FactCriterion& criterion_;
  const PatientBatch& batch_;
  const PresentColumns& columns_;
  const uint8_t concept_bits_;
  const int status_shift_;
  std::vector<uint8_t> kinds_;  // kNotAsked, or as KindOf; empty: what qualifies the facts does not matter
};

// Refuted facts of a related code.
class RefutedSource {
 public:
  RefutedSource(CodeId code, const FactCriterion& criterion, const PatientBatch& batch);

  // Only rows in `mask` are looked at.
  void Scan(const RowBlock& block, const BlockPlane& mask, const std::vector<TodayTerms>& terms,
            FactPlanes& planes, ScreenWork& work);
  uint32_t NextRow() const { return cursor_.RowIn(columns_.rows); }

 private:
  DayAnswer Speaks(size_t place, const TodayTerms& terms) const;

  const FactCriterion& criterion_;
  const RefutedColumns& columns_;
  const bool covers_all_;
  RowCursor cursor_;
};

// Sets the bits of the rows of an ascending list.
void MarkRows(const std::vector<uint32_t>& rows, RowCursor& cursor, const RowBlock& block, BlockPlane& plane,
              ScreenWork& work);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_FACT_SOURCES_H_
