// Dates of a batch as day numbers, and windows as bounds on them, as far as days alone decide.
#ifndef TRIALMATCH_MATCHING_BATCH_DAYS_H_
#define TRIALMATCH_MATCHING_BATCH_DAYS_H_

#include <cstdint>
#include <limits>
#include <optional>

#include "absl/time/civil_time.h"
#include "domain/criterion.h"
#include "domain/window.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Days since 1970-01-01.
using DayNumber = int32_t;
inline DayNumber NumberOf(const absl::CivilDay& day) {
  return static_cast<DayNumber>(day - absl::CivilDay(1970));
}

// When a fact held: the days of PeriodSpans.
struct DayPeriod {
  DayNumber start_first = 0, start_last = 0, end_first = 0, end_last = 0;
};

// For what a statement certainly speaks: the last day of its start and the first of its end.
struct DayCover {
  static constexpr DayNumber kForEver = std::numeric_limits<DayNumber>::min();
  DayNumber from = kForEver;
  DayNumber to = std::numeric_limits<DayNumber>::max();
};

// Empty for a statement that can be about no time at all.
std::optional<DayCover> CoverOf(const CoveredPeriod& period, const AsOf& as_of);

// kAsk: days alone do not decide, instants do.
enum class DayAnswer : uint8_t { kNo, kYes, kAsk };

// A window around as_of, for all patients with one civil date at as_of.
struct DayWindow {
  DayWindow(const TimeWindow& window, const absl::CivilDay& today);

  DayNumber start = std::numeric_limits<DayNumber>::min();
  DayNumber end = std::numeric_limits<DayNumber>::max();
  bool has_start = false, has_end = false;
  // Counted in hours or minutes: days near the bound do not decide.
  bool start_by_instant = false, end_by_instant = false;
  bool opens_later = false;

  bool by_instant() const { return start_by_instant || end_by_instant; }
  // True iff instants, not days, decide whether the period overlaps the window.
  bool MustAsk(const DayPeriod& period) const;
  // As Overlaps, where nothing must be asked: whether for some, and for every reading of the dates.
  bool MayOverlap(const DayPeriod& period) const {
    return static_cast<int>(period.start_first <= end) & static_cast<int>(period.end_last >= start);
  }
  bool CertainlyOverlaps(const DayPeriod& period) const {
    return static_cast<int>(period.start_last <= end) & static_cast<int>(period.end_first >= start);
  }
};

// For which days a statement of absence must speak to decide a criterion (see CoversCriterion), of patients
// without anchors of its window.
class CoverQuestion {
 public:
  CoverQuestion(const FactCriterion& criterion, const absl::CivilDay& today);

  DayAnswer CoveredBy(const DayCover& cover) const;

 private:
  DayAnswer CoversWindow(const DayCover& cover) const;

  DayNumber today_;
  DayNumber now_;  // up to when coverage counts
  bool today_suffices_ = false;
  std::optional<DayWindow> window_;  // none: all time
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_DAYS_H_
