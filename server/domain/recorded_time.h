// A date or date-time exactly as precise as it was recorded.
#ifndef TRIALMATCH_DOMAIN_RECORDED_TIME_H_
#define TRIALMATCH_DOMAIN_RECORDED_TIME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "domain/as_of.h"

namespace trialmatch {

enum class Precision : uint8_t { kYear, kMonth, kDay, kInstant };

// Both ends inclusive.
struct DaySpan {
  absl::CivilDay first, last;
  friend bool operator==(const DaySpan& a, const DaySpan& b) = default;
};

// Both ends inclusive; the resolution is a nanosecond.
struct InstantSpan {
  absl::Time earliest, latest;
  friend bool operator==(const InstantSpan& a, const InstantSpan& b) = default;
};

// One imprecise moment in both measures.
struct TimeSpan {
  DaySpan days;
  InstantSpan instants;
  friend bool operator==(const TimeSpan& a, const TimeSpan& b) = default;
};

// From the first instant of the first day to one nanosecond before the day after the last. A day that the
// zone skipped is the instant of the jump.
InstantSpan InstantsOf(const DaySpan& days, const absl::TimeZone& zone);

// Immutable; safe to read from many threads.
class RecordedTime {
 public:
  // FHIR dateTime: "2024", "2024-05", "2024-05-19", "2024-05-19T10:05Z", "2024-05-19T10:05:30.123+08:00" (up
  // to nine decimals). A time without seconds is the start of its minute; a leap second (:60) is the start of
  // the next minute. InvalidArgument, without quoting the text, for impossible dates, years outside 1 to
  // 9999, a time without a zone, and any other spelling.
  static absl::StatusOr<RecordedTime> Parse(absl::string_view text);

  Precision precision() const { return precision_; }

  // Canonical: seconds always, trailing zeros of the fraction never, "Z" for a zero offset, else the offset
  // as recorded. Parse(ToString()) is equal to this.
  std::string ToString() const;

  // The civil days it may be in the zone: one for a day or an instant. A date without a time is that date in
  // every zone. Nothing is cut at as_of; see SpanUpTo.
  DaySpan Days(const absl::TimeZone& zone) const;
  DaySpan Days(const AsOf& as_of) const { return Days(as_of.zone); }
  // The instants it may be: one for an instant, else from 00:00 of the first day to just before 24:00 of the
  // last.
  InstantSpan Instants(const absl::TimeZone& zone) const;
  InstantSpan Instants(const AsOf& as_of) const { return Instants(as_of.zone); }

  // Equal as recorded, that is iff ToString() is equal: one instant in two offsets is two records (Compare,
  // in window.h, orders moments).
  friend bool operator==(const RecordedTime& a, const RecordedTime& b) = default;
  template <typename H>
  friend H AbslHashValue(H h, const RecordedTime& t) {
    return H::combine(std::move(h), t.precision_, t.instant_, t.offset_minutes_);
  }

 private:
  RecordedTime(Precision precision, absl::Time instant, int offset_minutes)
      : precision_(precision), instant_(instant), offset_minutes_(offset_minutes) {}

  Precision precision_;
  // For a date: its first midnight in UTC, which stands for the civil day and not for an instant.
  absl::Time instant_;
  int offset_minutes_;  // of an instant, as recorded; 0 for a date
};

TimeSpan SpanOf(const RecordedTime& t, const absl::TimeZone& zone);

// The part of the span that is not after as_of, or nullopt when all of it is. Today's bare date, and a month
// or year that contains today, have begun: something recorded as then lies between their start and as_of.
std::optional<TimeSpan> SpanUpTo(const RecordedTime& t, const AsOf& as_of);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_RECORDED_TIME_H_
