// Time windows around an anchor, the periods in which facts held, and how the two meet.
#ifndef TRIALMATCH_DOMAIN_WINDOW_H_
#define TRIALMATCH_DOMAIN_WINDOW_H_

#include <cstdint>
#include <optional>

#include "domain/as_of.h"
#include "domain/recorded_time.h"
#include "domain/time_unit.h"
#include "domain/truth.h"

namespace trialmatch {

// Which end of the anchor fact's period the offsets count from ("4 weeks after the end of chemotherapy":
// kEnd).
enum class AnchorPoint : uint8_t { kStart, kEnd };

// [anchor + start, anchor + end], both inclusive; an absent offset leaves that side open. Each end compares
// by its own unit: civil dates in as_of's zone for days and longer, instants for minutes and hours. "Within
// the last 6 months" is {-6 months, 0 days}. The caller keeps start <= end.
struct TimeWindow {
  std::optional<CalendarOffset> start = {}, end = {};
  AnchorPoint anchor_point = AnchorPoint::kStart;  // of an anchor fact; as_of is one point

  friend bool operator==(const TimeWindow& a, const TimeWindow& b) = default;
};

// When a fact held; each end may be imprecise, and a start never lies after its end.
struct FactPeriod {
  // kEnded: over by as_of, at `end` or, where that is absent, at an unknown time. kOngoing: holds at as_of,
  // how much longer is unknown. kUnknown: may have ended at any time. A known `end` decides, whatever
  // end_kind says.
  enum class End : uint8_t { kEnded, kOngoing, kUnknown };

  std::optional<RecordedTime> start = {};  // absent: began at an unknown time not after as_of
  std::optional<RecordedTime> end = {};
  End end_kind = End::kUnknown;
  bool point = false;  // procedures, observations: over as it begins; `end` and end_kind mean nothing
  // A plan: its start is not cut at as_of and, if absent, lies at or after as_of.
  bool planned = false;
};

// TRUE when the period overlaps the window (begins by its end and ends by its start or later) for every
// possible reading of the fact's dates and the anchor's, FALSE when for none, else UNKNOWN. The anchor's
// reading is one and the same for both ends. No anchor fact: anchored at as_of. Undated facts and anchors
// need no rule of their own: their times are intervals without an end, so an ongoing fact without an onset
// still overlaps "the last 6 months". UNKNOWN for a period that certainly ends before it begins. Facts that
// begin after as_of are the caller's to leave out (ExistsBy).
Truth Overlaps(const FactPeriod& fact, const TimeWindow& window, const std::optional<FactPeriod>& anchor,
               const AsOf& as_of);

// For what a statement speaks ("all medications from 2020 to today are listed"); an absent end is open.
struct CoveredPeriod {
  std::optional<RecordedTime> from = {}, to = {};
};

// Whether the period covers the whole window, as far as it lies not after as_of (what is later does not exist
// yet): TRUE for every possible reading of all dates, FALSE for none, else UNKNOWN. A window without a start
// is covered only by a period without a start; a window that opens after as_of has nothing to cover.
Truth Covers(const CoveredPeriod& period, const TimeWindow& window, const std::optional<FactPeriod>& anchor,
             const AsOf& as_of);

// FALSE when `t` certainly lies after as_of, else TRUE: today's bare date, and a month or year that contains
// today, count as existing (and lie between their start and as_of, see SpanUpTo). Never UNKNOWN.
Truth ExistsBy(const RecordedTime& t, const AsOf& as_of);

enum class Order : uint8_t { kBefore, kAfter, kSame, kUnknown };

// How `a` lies to `b`. Instants compare as instants, all else as civil days in the zone. Two bare days are
// kSame when equal; a bare day and an instant within it, or two spans that share a day, are kUnknown.
Order Compare(const RecordedTime& a, const RecordedTime& b, const absl::TimeZone& zone);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_WINDOW_H_
