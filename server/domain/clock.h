// Ages and other clocks: the time since an origin that may be imprecise, compared with bounds.
#ifndef TRIALMATCH_DOMAIN_CLOCK_H_
#define TRIALMATCH_DOMAIN_CLOCK_H_

#include <cstdint>
#include <optional>
#include <string>

#include "domain/as_of.h"
#include "domain/recorded_time.h"
#include "domain/time_unit.h"
#include "domain/truth.h"

namespace trialmatch {

// Inclusive bounds count completed units: min 18 years is reached on the 18th birthday (origin + 18 <=
// today), max 28 days holds until the 29th day is complete (today < origin + 29). Exclusive bounds use the
// exact age: > 18 years from the day after the 18th birthday, < 18 years until the day before it. Days and
// longer compare civil dates in as_of's zone; minutes and hours compare instants. `value` >= 0.
struct ClockBound {
  int64_t value = 0;
  TimeUnit unit = TimeUnit::kDay;
  // With kWeek only: "30 weeks + 6 days", and the bound then counts days. Any other unit makes readings
  // UNKNOWN.
  std::optional<int> extra_days = {};
  bool exclusive = false;

  friend bool operator==(const ClockBound& a, const ClockBound& b) = default;
};

// An absent bound is no bound.
struct ClockRange {
  std::optional<ClockBound> min = {}, max = {};

  friend bool operator==(const ClockRange& a, const ClockRange& b) = default;
};

// Where a clock may have begun, as far as as_of has seen it.
struct ClockOrigin {
  TimeSpan span;
  // The event itself certainly lies after as_of: the baby is not born.
  bool ahead = false;
  // The clock reads below zero before its origin (corrected age before term) instead of not having started.
  bool below_zero = false;
};

struct ClockDistance {
  int64_t count = 0;
  TimeUnit unit = TimeUnit::kDay;

  friend bool operator==(const ClockDistance& a, const ClockDistance& b) = default;
};

enum class ClockSide : uint8_t { kNeither, kMin, kMax };

struct ClockReading {
  Truth truth = Truth::kUnknown;
  // The clock has not begun to run at as_of, or may not have; `truth` is UNKNOWN.
  bool not_started = false;
  // The bound that is broken (FALSE), or depends on the imprecision (UNKNOWN), or is the nearer one (TRUE).
  ClockSide decided_by = ClockSide::kNeither;
  // From the deciding bound to the reading in completed units of the bound: negative = outside by that much
  // (29 days old, max 28 days: -1 day), else the slack. On an exclusive bound itself, where units would say
  // 0, in days (minutes) to the nearest time inside. Of an imprecise origin the least; absent when UNKNOWN.
  std::optional<ClockDistance> distance = {};
  // In the deciding bound's unit: "29 days", "1 to 3 years", "30 weeks + 6 days" (where the bound has days).
  // Absent when the clock has not started or the bound is malformed.
  std::optional<std::string> text = {};
};

// Whether min <= time since origin <= max at as_of: TRUE for every possible origin, FALSE for none, else
// UNKNOWN.
ClockReading EvaluateClock(const ClockRange& range, const ClockOrigin& origin, const AsOf& as_of);
// Its truth alone.
Truth ClockTruth(const ClockRange& range, const ClockOrigin& origin, const AsOf& as_of);

// From a birth (or another start) as recorded; cut at as_of, unless all of it lies after as_of.
ClockOrigin OriginOf(const RecordedTime& start, const AsOf& as_of);

// From "3 years old on 2024-05": all origins for which `value` units, and not one more, were complete at some
// possible time of the statement. `value` >= 0.
ClockOrigin OriginFromStatedAge(int64_t value, TimeUnit unit, const RecordedTime& stated_at,
                                const AsOf& as_of);

// Completed weeks and days at birth. "30 weeks" alone is 30+0 to 30+6. weeks >= 0, days 0 to 6.
struct GestationalAge {
  int weeks = 0;
  std::optional<int> days = {};

  int MinDays() const { return 7 * weeks + days.value_or(0); }
  int MaxDays() const { return 7 * weeks + days.value_or(6); }
  friend bool operator==(const GestationalAge& a, const GestationalAge& b) = default;
};

// Postmenstrual age = gestational age + chronological age: the origin is birth - gestation, and may lie in
// the past of a birth that is still ahead.
ClockOrigin PostmenstrualOrigin(const ClockOrigin& birth, const GestationalAge& gestation);

// Corrected age = age - (40+0 - gestational age) if born before 37+0, else age. Reads below zero before term.
ClockOrigin CorrectedOrigin(const ClockOrigin& birth, const GestationalAge& gestation);

// A gestation itself: "25 to 30 weeks" is 25+0 to 30+6. UNKNOWN without text for bounds in units other than
// days and weeks (the caller's error).
ClockReading EvaluateGestation(const ClockRange& range, const GestationalAge& gestation);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_CLOCK_H_
