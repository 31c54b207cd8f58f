#include "client/options/flag_values.h"

#include <cmath>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/text/suggestion.h"

namespace trialmatch::client {
namespace {

absl::Status Expected(absl::string_view what, absl::string_view text) {
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is not ", what));
}

std::string EnumPrefix(const google::protobuf::EnumDescriptor& type) {
  // By the schema's rule the zero is PREFIX_UNSPECIFIED.
  return std::string(absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED"));
}

// The zone that an RFC 3339 time writes: "UTC" or "+08:00".
std::string WrittenZone(absl::string_view text) {
  if (absl::EndsWithIgnoreCase(text, "z")) return "UTC";
  const std::string offset(text.substr(text.size() - 6));
  return offset == "+00:00" || offset == "-00:00" ? "UTC" : offset;
}

bool LoadZone(absl::string_view name, absl::TimeZone& zone) {
  absl::CivilMinute clock;
  if (name.size() == 6 && (name[0] == '+' || name[0] == '-') &&
      absl::ParseCivilTime(absl::StrCat("1970-01-01T", name.substr(1)), &clock)) {
    const int seconds = (clock.hour() * 60 + clock.minute()) * 60;
    zone = absl::FixedTimeZone(name[0] == '-' ? -seconds : seconds);
    return true;
  }
  return absl::LoadTimeZone(name, &zone);
}

}  // namespace

absl::StatusOr<absl::Duration> ParseTimeout(absl::string_view text) {
  absl::Duration timeout;
  if (!absl::ParseDuration(text, &timeout) || timeout < absl::ZeroDuration() ||
      timeout > absl::Hours(24 * 365)) {
    return Expected("a time such as 30s, 2m or 500ms (0: no limit)", text);
  }
  return timeout;
}

absl::StatusOr<v1::TimeOffset> ParseTimeOffset(absl::string_view text) {
  size_t digits = 0;
  while (digits < text.size() && absl::ascii_isdigit(text[digits])) ++digits;
  const absl::string_view unit = text.substr(digits);
  v1::TimeOffset offset;
  int64_t count = 0;
  constexpr std::pair<absl::string_view, v1::TimeUnit> kUnits[] = {
      {"min", v1::TIME_UNIT_MINUTE}, {"h", v1::TIME_UNIT_HOUR},   {"d", v1::TIME_UNIT_DAY},
      {"w", v1::TIME_UNIT_WEEK},     {"mo", v1::TIME_UNIT_MONTH}, {"y", v1::TIME_UNIT_YEAR}};
  for (const auto& [name, value] : kUnits) {
    if (unit == name) offset.set_unit(value);
  }
  if (!absl::SimpleAtoi(text.substr(0, digits), &count) || count > 1'000'000 ||
      offset.unit() == v1::TIME_UNIT_UNSPECIFIED) {
    return Expected("a span such as 30d, 4w, 6mo or 1y (units: min, h, d, w, mo, y)", text);
  }
  offset.set_count(count);
  return offset;
}

absl::StatusOr<v1::AsOf> ParseAsOf(absl::string_view text, absl::string_view time_zone, absl::Time now) {
  absl::TimeZone zone = absl::UTCTimeZone();
  if (!time_zone.empty() && !LoadZone(time_zone, zone)) {
    return Expected("a time zone such as Asia/Shanghai, +08:00 or UTC", time_zone);
  }
  v1::AsOf as_of;
  as_of.set_time_zone(std::string(time_zone.empty() ? "UTC" : time_zone));
  absl::Time instant = now;
  absl::CivilDay day;
  std::string error;
  if (text.size() == 10 && absl::ParseCivilTime(text, &day)) {
    instant = absl::FromCivil(day + 1, zone) - absl::Seconds(1);
  } else if (!text.empty()) {
    if (!absl::ParseTime(absl::RFC3339_full, text, &instant, &error)) {
      return Expected("a date (2024-05-19) or a time with its zone (2024-05-19T10:05:00+08:00)", text);
    }
    if (time_zone.empty()) as_of.set_time_zone(WrittenZone(text));
  }
  const absl::Duration since_epoch = instant - absl::UnixEpoch();
  const int64_t seconds = absl::ToUnixSeconds(instant);
  as_of.mutable_instant()->set_seconds(seconds);
  as_of.mutable_instant()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(since_epoch - absl::Seconds(seconds))));
  return as_of;
}

absl::StatusOr<v1::Near> ParseNear(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, ',');
  double latitude = 0;
  double longitude = 0;
  double radius = 0;
  if (parts.size() != 3 || !absl::SimpleAtod(parts[0], &latitude) ||
      !absl::SimpleAtod(parts[1], &longitude) || !absl::SimpleAtod(parts[2], &radius) ||
      !(std::abs(latitude) <= 90) || !(std::abs(longitude) <= 180) || !(radius > 0 && radius <= 20040)) {
    return Expected("LAT,LNG,KM in degrees and km, such as 31.23,121.47,50", text);
  }
  v1::Near near;
  near.mutable_center()->set_latitude(latitude);
  near.mutable_center()->set_longitude(longitude);
  near.set_radius_km(radius);
  return near;
}

absl::StatusOr<v1::Code> ParseCode(absl::string_view text) {
  const size_t bar = text.rfind('|');
  if (bar == absl::string_view::npos || bar == 0 || bar + 1 == text.size()) {
    return Expected("SYSTEM|CODE, such as 'http://snomed.info/sct|73211009'", text);
  }
  v1::Code code;
  code.set_system(std::string(text.substr(0, bar)));
  code.set_code(std::string(text.substr(bar + 1)));
  return code;
}

std::vector<std::string> EnumWords(const google::protobuf::EnumDescriptor& type) {
  const std::string prefix = EnumPrefix(type);
  std::vector<std::string> words;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    const std::string word(absl::StripPrefix(type.value(i)->name(), prefix));
    words.push_back(absl::AsciiStrToLower(absl::StrReplaceAll(word, {{"_", "-"}})));
  }
  return words;
}

absl::StatusOr<int> ParseEnumWord(const google::protobuf::EnumDescriptor& type, absl::string_view word) {
  const std::string name = absl::AsciiStrToUpper(absl::StrReplaceAll(word, {{"-", "_"}}));
  const auto* value = type.FindValueByName(EnumPrefix(type) + name);
  if (value != nullptr && value->number() != 0) return value->number();
  const std::vector<std::string> words = EnumWords(type);
  return absl::InvalidArgumentError(
      absl::StrCat("\"", word, "\" is none of ", absl::StrJoin(words, ", "), DidYouMean(word, words)));
}

absl::StatusOr<int> ParsePageSize(absl::string_view text) {
  int size = 0;
  if (!absl::SimpleAtoi(text, &size) || size < 1 || size > 1000)
    return Expected("a number from 1 to 1000", text);
  return size;
}

std::string ResourceName(absl::string_view collection, absl::string_view text) {
  const std::string prefix = absl::StrCat(collection, "/");
  return absl::StartsWith(text, prefix) ? std::string(text) : absl::StrCat(prefix, text);
}

}  // namespace trialmatch::client
