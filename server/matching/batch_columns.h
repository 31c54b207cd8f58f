// The facts of many patients in columns, by code; within a code in the order of the rows.
#ifndef TRIALMATCH_MATCHING_BATCH_COLUMNS_H_
#define TRIALMATCH_MATCHING_BATCH_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "matching/batch_days.h"
#include "matching/batch_ranks.h"
#include "matching/batch_truth_bits.h"
#include "matching/limit_of_normal.h"
#include "matching/patient_archive.h"
#include "matching/patient_view.h"

namespace trialmatch {

// What is recorded of a fact beside its code, its period and what qualifies it: three truths, two bits each.
struct FactBits {
  // TRUE, or UNKNOWN for what is suspected, refuted at the same time, or ruled out by biology.
  static constexpr int kRecorded = 0;
  static constexpr int kActive = 2, kResolved = 4;
  // No period can be made of its dates.
  static constexpr uint8_t kBroken = 1 << 6;
};

// When a value was taken, as ObservedValue::taken, in nanoseconds since 1970.
struct TakenSpan {
  int64_t earliest = 0, latest = 0;
};

// A result as far as criteria judge it, but for when it was taken.
struct Reading {
  uint32_t value;   // in the archive
  uint32_t limits;  // in BatchColumns::limits
  friend bool operator==(const Reading&, const Reading&) = default;
};

// The limits of normal that a measurement is held against, for that patient.
struct ReadingLimits {
  std::optional<LimitOfNormal> lower, upper;
};

// Present facts of the patient's own.
struct PresentColumns {
  std::vector<uint32_t> rows;
  std::vector<uint8_t> bits;
  std::vector<uint32_t> kinds;  // places in kind_qualifiers
  std::vector<DayPeriod> periods;
  std::vector<uint32_t> kind_qualifiers;  // in the archive
  // Of observations.
  std::vector<uint32_t> reading_places;
  std::vector<TakenSpan> taken;
  // Of each row the places of the readings that may be the latest, twice the same where only one may; with
  // kSeveral, where that is not said, the place of the row's first value.
  static constexpr uint32_t kSeveral = 0x80000000;
  using Latest = std::pair<uint32_t, uint32_t>;
  struct LatestList {
    std::vector<uint32_t> rows;
    std::vector<Latest> latest;  // as rows
  };
  LatestList latest;
  // Where many have values: of each row with one latest reading the rank of its value, and all other rows of
  // `latest`. Ranks count in the order of `by_value`, one for all that measured the same; empty: see
  // `latest`.
  RankPlanes ranks;
  LatestList unranked;
  std::vector<Reading> readings;   // by limits, then as the values are ordered
  std::vector<uint32_t> by_value;  // their places by unit and value, so that neighbours compare alike
};

// Refuted ones.
struct RefutedColumns {
  static constexpr uint8_t kNever = 1, kUndated = 2, kQualified = 4, kVoid = 8;
  std::vector<uint32_t> rows;
  std::vector<uint8_t> bits;
  std::vector<DayCover> covers;  // by the freshness of the request
};

struct CodeColumns {
  PresentColumns present;
  RefutedColumns refuted;
  std::vector<uint32_t> relatives;  // rows: of others, present and refuted, and their tested genes
  std::vector<uint32_t> tested;     // rows: tested genes of the patient's own
};

// Immutable once finished.
class BatchColumns {
 public:
  explicit BatchColumns(PatientArchive& archive) : archive_(archive) {}

  // `position` is the patient's in the archive.
  void Add(uint32_t position, const PatientView& view);
  // `row_of`: of each position.
  void Finish(const std::vector<uint32_t>& row_of);

  const CodeColumns& Of(CodeId code) const { return codes_[code]; }
  const std::vector<ReadingLimits>& limits() const { return limits_.values(); }
  size_t BytesUsed() const;

 private:
  CodeColumns& At(CodeId code);
  void AddPresent(uint32_t position, const BoundFact& bound, uint32_t qualifiers, const PatientView& view);
  void AddReading(const Fact& fact, uint32_t value, const PatientView& view, PresentColumns& columns);
  void AddRefuted(uint32_t position, const BoundFact& bound, const PatientView& view);

  PatientArchive& archive_;
  std::vector<CodeColumns> codes_;
  Interned<ReadingLimits> limits_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_COLUMNS_H_
