#include "domain/recorded_time.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "domain/calendar.h"

namespace trialmatch {
namespace {

// Reads fixed-width fields from the front of a text.
class Reader {
 public:
  explicit Reader(absl::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  absl::string_view rest() const { return rest_; }

  bool Literal(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool Digits(size_t width, int* value) {
    if (rest_.size() < width) return false;
    *value = 0;
    for (size_t i = 0; i < width; ++i) {
      if (!absl::ascii_isdigit(rest_[i])) return false;
      *value = *value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(width);
    return true;
  }

  // One to nine digits after the point, as nanoseconds.
  bool Fraction(int* nanoseconds) {
    int digits = 0, digit = 0;
    for (*nanoseconds = 0; digits < 9 && Digits(1, &digit); ++digits)
      *nanoseconds = *nanoseconds * 10 + digit;
    for (int i = digits; i < 9; ++i) *nanoseconds *= 10;
    return digits > 0;
  }

 private:
  absl::string_view rest_;
};

absl::Status Malformed() {
  return absl::InvalidArgumentError(
      "not a date or date-time: use YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss[.fff]] with Z or an "
      "offset");
}

absl::Status NoSuchDate() { return absl::InvalidArgumentError("no such date in the calendar"); }
absl::Status NoSuchTime() { return absl::InvalidArgumentError("no such time of day"); }

// The time of day and its offset, from behind the "T".
struct TimeOfDay {
  absl::Duration since_midnight;
  int offset_minutes = 0;
};

absl::StatusOr<TimeOfDay> ParseTimeOfDay(Reader* in) {
  int hour = 0, minute = 0, second = 0, nanoseconds = 0;
  if (!in->Digits(2, &hour) || !in->Literal(':') || !in->Digits(2, &minute)) return Malformed();
  if (in->Literal(':')) {
    if (!in->Digits(2, &second)) return Malformed();
    if (in->Literal('.') && !in->Fraction(&nanoseconds)) return Malformed();
  }
  if (in->done())
    return absl::InvalidArgumentError("a time of day needs a zone: Z or an offset such as +08:00");
  const std::optional<int> offset = ParseOffsetMinutes(in->rest());
  if (!offset) return Malformed();
  if (hour > 23 || minute > 59 || second > 60) return NoSuchTime();
  return TimeOfDay{
      absl::Hours(hour) + absl::Minutes(minute) + absl::Seconds(second) + absl::Nanoseconds(nanoseconds),
      *offset};
}

constexpr int64_t kSecondsOfDay = 24 * 60 * 60;

absl::Time Midnight(const absl::CivilDay& day) { return absl::FromCivil(day, absl::UTCTimeZone()); }

// Where clocks go back across midnight a day begins twice.
struct DayStarts {
  absl::Time first, last;
};

DayStarts FindDayStarts(const absl::CivilDay& day, const absl::TimeZone& zone) {
  const absl::TimeZone::TimeInfo info = zone.At(absl::CivilSecond(day));
  if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) return {info.trans, info.trans};
  return {info.pre, info.post};
}

// Each thread remembers some: a whole evaluation asks for few days, and very often.
const DayStarts& DayStartsOf(const absl::CivilDay& day, const absl::TimeZone& zone) {
  constexpr size_t kRemembered = 128;
  struct Answer {
    absl::TimeZone zone;  // UTC
    absl::CivilDay day;
    DayStarts starts;
  };
  thread_local std::vector<Answer> remembered(kRemembered, {{}, {}, {absl::UnixEpoch(), absl::UnixEpoch()}});
  // Days of one month, and those of one date, lie apart.
  const auto place = static_cast<size_t>(31 * (12 * day.year() + day.month()) + day.day());
  Answer& answer = remembered[place % kRemembered];
  if (answer.day != day || answer.zone != zone) answer = {zone, day, FindDayStarts(day, zone)};
  return answer.starts;
}

}  // namespace

InstantSpan InstantsOf(const DaySpan& days, const absl::TimeZone& zone) {
  const absl::Time first = DayStartsOf(days.first, zone).first;
  return {first, std::max(first, DayStartsOf(days.last + 1, zone).last - absl::Nanoseconds(1))};
}

absl::StatusOr<RecordedTime> RecordedTime::Parse(absl::string_view text) {
  Reader in(text);
  int year = 0, month = 1, day = 1;
  if (!in.Digits(4, &year)) return Malformed();
  if (year < 1) return absl::InvalidArgumentError("the year lies outside 1 to 9999");
  if (in.done()) return RecordedTime(Precision::kYear, Midnight(absl::CivilDay(year)), 0);
  if (!in.Literal('-') || !in.Digits(2, &month)) return Malformed();
  if (month < 1 || month > 12) return NoSuchDate();
  if (in.done()) return RecordedTime(Precision::kMonth, Midnight(absl::CivilDay(year, month)), 0);
  if (!in.Literal('-') || !in.Digits(2, &day)) return Malformed();
  const absl::CivilDay date(year, month, day);
  if (date.month() != month || date.day() != day) return NoSuchDate();
  if (in.done()) return RecordedTime(Precision::kDay, Midnight(date), 0);
  if (!in.Literal('T')) return Malformed();
  absl::StatusOr<TimeOfDay> time = ParseTimeOfDay(&in);
  if (!time.ok()) return time.status();
  const absl::Time local = Midnight(date) + time->since_midnight;
  if (absl::ToCivilDay(local, absl::UTCTimeZone()).year() > 9999) {
    return absl::InvalidArgumentError("the year lies outside 1 to 9999");
  }
  return RecordedTime(Precision::kInstant, local - absl::Minutes(time->offset_minutes), time->offset_minutes);
}

std::string RecordedTime::ToString() const {
  const absl::Time local = instant_ + absl::Minutes(offset_minutes_);
  const absl::TimeZone::CivilInfo info = absl::UTCTimeZone().At(local);
  std::string text = absl::StrFormat("%04d", info.cs.year());
  if (precision_ >= Precision::kMonth) absl::StrAppendFormat(&text, "-%02d", info.cs.month());
  if (precision_ >= Precision::kDay) absl::StrAppendFormat(&text, "-%02d", info.cs.day());
  if (precision_ != Precision::kInstant) return text;
  absl::StrAppendFormat(&text, "T%02d:%02d:%02d", info.cs.hour(), info.cs.minute(), info.cs.second());
  if (const int64_t nanoseconds = absl::ToInt64Nanoseconds(info.subsecond); nanoseconds != 0) {
    absl::StrAppendFormat(&text, ".%09d", nanoseconds);
    text.erase(text.find_last_not_of('0') + 1);
  }
  if (offset_minutes_ == 0) return text + "Z";
  const int minutes = offset_minutes_ < 0 ? -offset_minutes_ : offset_minutes_;
  absl::StrAppendFormat(&text, "%c%02d:%02d", offset_minutes_ < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return text;
}

DaySpan RecordedTime::Days(const absl::TimeZone& zone) const {
  if (precision_ == Precision::kInstant) {
    const absl::CivilDay day = absl::ToCivilDay(instant_, zone);
    return {day, day};
  }
  // A midnight in UTC, where all days are of one length.
  const absl::CivilDay first = AddDays(absl::CivilDay(), absl::ToUnixSeconds(instant_) / kSecondsOfDay);
  switch (precision_) {
    case Precision::kYear:
      return {first, absl::CivilDay(absl::CivilYear(first) + 1) - 1};
    case Precision::kMonth:
      return {first, absl::CivilDay(absl::CivilMonth(first) + 1) - 1};
    default:
      return {first, first};
  }
}

InstantSpan RecordedTime::Instants(const absl::TimeZone& zone) const {
  if (precision_ == Precision::kInstant) return {instant_, instant_};
  return InstantsOf(Days(zone), zone);
}

TimeSpan SpanOf(const RecordedTime& t, const absl::TimeZone& zone) {
  const DaySpan days = t.Days(zone);
  return {days, t.precision() == Precision::kInstant ? t.Instants(zone) : InstantsOf(days, zone)};
}

std::optional<TimeSpan> SpanUpTo(const RecordedTime& t, const AsOf& as_of) {
  TimeSpan span = SpanOf(t, as_of.zone);
  const absl::CivilDay today = Today(as_of);
  if (span.days.first > today || span.instants.earliest > as_of.instant) return std::nullopt;
  span.days.last = std::min(span.days.last, today);
  span.instants.latest = std::min(span.instants.latest, as_of.instant);
  return span;
}

}  // namespace trialmatch
