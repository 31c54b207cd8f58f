#include "ingest/fhir/times.h"

#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "domain/calendar.h"
#include "domain/recorded_time.h"
#include "domain/window.h"
#include "ingest/fhir/units.h"

namespace trialmatch::fhir {
namespace {

std::optional<TimeUnit> UnitOfAge(const Json& age) {
  const absl::string_view code = age["code"].string();
  const std::optional<std::string> unit = NormalUnit(code.empty() ? age["unit"].string() : code);
  if (!unit) return std::nullopt;
  if (*unit == "a") return TimeUnit::kYear;
  if (*unit == "mo") return TimeUnit::kMonth;
  if (*unit == "wk") return TimeUnit::kWeek;
  if (*unit == "d") return TimeUnit::kDay;
  return std::nullopt;
}

// The finest date that holds all the days.
std::string DateOver(absl::CivilDay first, absl::CivilDay last) {
  if (first.year() < 1 || last.year() > 9999 || first.year() != last.year()) return "";
  if (first == last) return absl::StrFormat("%04d-%02d-%02d", first.year(), first.month(), first.day());
  if (first.month() == last.month()) return absl::StrFormat("%04d-%02d", first.year(), first.month());
  return absl::StrFormat("%04d", first.year());
}

std::string DateAtAge(const Json& age, const std::string& birth) {
  constexpr int kMaxAge = 60'000;  // of any unit
  const absl::StatusOr<RecordedTime> born = RecordedTime::Parse(birth);
  const std::optional<TimeUnit> unit = UnitOfAge(age);
  int value = 0;
  if (!born.ok() || !unit || !absl::SimpleAtoi(age["value"].number(), &value) || value < 0 ||
      value > kMaxAge || age["comparator"]) {
    return "";
  }
  // Of a birth to the minute the zone decides the day; the day as it was written is that of the birth.
  const absl::StatusOr<RecordedTime> day = RecordedTime::Parse(birth.substr(0, 10));
  const DaySpan days = (day.ok() ? *day : *born).Days(absl::UTCTimeZone());
  const absl::CivilDay last = AddOffset(days.last, CalendarOffset{value + 1, *unit}) - 1;
  return DateOver(AddOffset(days.first, CalendarOffset{value, *unit}), last);
}

// The one moment of a Timing.
std::string ReadTiming(const Json& timing, Findings& findings) {
  if (timing["event"].size() == 1 && !timing["repeat"]) return ReadTime(timing["event"].at(0), findings);
  findings.Warn(timing, "has not one moment: left out");
  return "";
}

}  // namespace

std::string ReadTime(const Json& value, Findings& findings) {
  const absl::string_view text = value.string();
  if (!value) return "";
  if (RecordedTime::Parse(text).ok()) return std::string(text);
  const bool may_lack_zone = text.size() > 10 && text[10] == 'T';
  if (may_lack_zone && RecordedTime::Parse(absl::StrCat(text, "Z")).ok()) {
    findings.Warn(value, "is a time without a zone: only its day is used");
    return std::string(text.substr(0, 10));
  }
  findings.Warn(value, "is not a date: left out");
  return "";
}

bool IsReversed(const std::string& start, const std::string& end) {
  const absl::StatusOr<RecordedTime> from = RecordedTime::Parse(start);
  const absl::StatusOr<RecordedTime> to = RecordedTime::Parse(end);
  if (!from.ok() || !to.ok()) return false;
  // The order at both ends of all zones is the order in all.
  return Compare(*to, *from, absl::FixedTimeZone(-14 * 3600)) == Order::kBefore &&
         Compare(*to, *from, absl::FixedTimeZone(14 * 3600)) == Order::kBefore;
}

When ReadPeriod(const Json& period, Findings& findings) {
  When when{ReadTime(period["start"], findings), ReadTime(period["end"], findings)};
  if (!IsReversed(when.start, when.end)) return when;
  findings.Warn(period, "ends before it begins: neither date is used");
  return {};
}

When ReadWhen(const Json& resource, absl::string_view name, const std::string& birth, Findings& findings) {
  for (const char* type : {"DateTime", "Instant", "Date"}) {
    if (const Json time = resource[absl::StrCat(name, type)]) return {ReadTime(time, findings), ""};
  }
  if (const Json period = resource[absl::StrCat(name, "Period")]) return ReadPeriod(period, findings);
  if (const Json timing = resource[absl::StrCat(name, "Timing")]) return {ReadTiming(timing, findings), ""};
  if (const Json age = resource[absl::StrCat(name, "Age")]) {
    std::string date = DateAtAge(age, birth);
    if (date.empty())
      findings.Warn(age, "is an age that no date of the birth turns into a day, month or year: left out");
    return {std::move(date), ""};
  }
  for (const char* type : {"Range", "String"}) {
    if (const Json other = resource[absl::StrCat(name, type)]) findings.Warn(other, "is no date: left out");
  }
  return {};
}

}  // namespace trialmatch::fhir
