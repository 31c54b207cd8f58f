#include "wire/value_reader.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "domain/unit.h"
#include "domain/window.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/resource_name.h"
#include "wire/value_enums.h"

namespace trialmatch {

bool CheckLength(const std::string& text, size_t max_bytes, absl::string_view member, IssueSink& sink) {
  if (text.size() <= max_bytes) return true;
  sink.ErrorAt(member, absl::StrCat("is longer than ", max_bytes, " bytes"));
  return false;
}

bool CheckRequired(const std::string& text, size_t max_bytes, absl::string_view member, IssueSink& sink) {
  if (!text.empty()) return CheckLength(text, max_bytes, member, sink);
  sink.ErrorAt(member, "is required");
  return false;
}

bool CheckCount(int size, int max, absl::string_view member, IssueSink& sink) {
  if (size <= max) return true;
  sink.ErrorAt(member, absl::StrCat("has more than ", max, " elements"));
  return false;
}

bool IsCountryCode(absl::string_view text) {
  return text.empty() || (text.size() == 2 && absl::ascii_isupper(static_cast<unsigned char>(text[0])) &&
                          absl::ascii_isupper(static_cast<unsigned char>(text[1])));
}

std::optional<RecordedTime> ReadTime(const std::string& text, absl::string_view member, IssueSink& sink) {
  if (text.empty()) return std::nullopt;
  absl::StatusOr<RecordedTime> time = RecordedTime::Parse(text);
  if (time.ok()) return *std::move(time);
  sink.ErrorAt(member, absl::StrCat("is not a date: ", time.status().message()));
  return std::nullopt;
}

std::optional<RecordedTime> ReadRequiredTime(const std::string& text, absl::string_view member,
                                             IssueSink& sink) {
  if (text.empty()) sink.ErrorAt(member, "is required");
  return ReadTime(text, member, sink);
}

bool CertainlyBefore(const RecordedTime& a, const RecordedTime& b) {
  // Between a bare date and an instant the zone decides; the order at both ends of all zones is the order in
  // all.
  static const absl::TimeZone kWest = absl::FixedTimeZone(-14 * 3600);
  static const absl::TimeZone kEast = absl::FixedTimeZone(14 * 3600);
  return Compare(a, b, kWest) == Order::kBefore && Compare(a, b, kEast) == Order::kBefore;
}

void CheckOrder(const std::optional<RecordedTime>& start, const std::optional<RecordedTime>& end,
                absl::string_view end_member, IssueSink& sink) {
  if (start && end && CertainlyBefore(*end, *start)) sink.ErrorAt(end_member, "is before the start");
}

Code ReadCode(const v1::Code& code, IssueSink& sink) {
  CheckRequired(code.system(), kMaxCodeBytes, "system", sink);
  CheckRequired(code.code(), kMaxCodeBytes, "code", sink);
  CheckLength(code.display(), kMaxLineBytes, "display", sink);
  return Code{code.system(), code.code()};
}

std::optional<Code> ReadRequiredCode(bool present, const v1::Code& code, absl::string_view member,
                                     IssueSink& sink) {
  if (!present) sink.ErrorAt(member, "is required");
  return ReadOptionalCode(present, code, member, sink);
}

std::optional<Code> ReadOptionalCode(bool present, const v1::Code& code, absl::string_view member,
                                     IssueSink& sink) {
  if (!present) return std::nullopt;
  Field in(sink, member);
  return ReadCode(code, sink);
}

std::optional<Decimal> ReadDecimal(const std::string& text, absl::string_view member, IssueSink& sink) {
  if (text.empty()) {
    sink.ErrorAt(member, "is required");
    return std::nullopt;
  }
  absl::StatusOr<Decimal> value = Decimal::Parse(text);
  if (value.ok()) return *value;
  sink.ErrorAt(member, absl::StrCat("is not a usable decimal: ", value.status().message()));
  return std::nullopt;
}

std::optional<Quantity> ReadQuantity(const v1::Quantity& quantity, IssueSink& sink) {
  const std::optional<Decimal> value = ReadDecimal(quantity.value(), "value", sink);
  const std::optional<Comparator> comparator =
      ReadEnum(kComparators, quantity.comparator(), "comparator", sink);
  if (!CheckRequired(quantity.unit(), kMaxCodeBytes, "unit", sink)) return std::nullopt;
  const absl::StatusOr<Unit> unit = Unit::Parse(quantity.unit());
  if (!unit.ok()) {
    sink.WarningAt("unit", absl::StrCat("is not UCUM, so the value is not used: ", unit.status().message()));
    return std::nullopt;
  }
  if (!value || !comparator) return std::nullopt;
  return Quantity{*value, *comparator, quantity.unit()};
}

std::optional<CalendarOffset> ReadOffset(const v1::TimeOffset& offset, bool positive, IssueSink& sink) {
  const std::optional<TimeUnit> unit = ReadEnum(kTimeUnits, offset.unit(), "unit", sink);
  if (offset.count() < -kMaxTimeCount || offset.count() > kMaxTimeCount) {
    sink.ErrorAt("count", absl::StrCat("is not within ", -kMaxTimeCount, " to ", kMaxTimeCount));
    return std::nullopt;
  }
  if (positive && offset.count() <= 0) {
    sink.ErrorAt("count", "is not above 0");
    return std::nullopt;
  }
  if (!unit) return std::nullopt;
  return CalendarOffset{offset.count(), *unit};
}

std::optional<GestationalAge> ReadGestationalAge(const v1::GestationalAge& age, IssueSink& sink) {
  const size_t errors = sink.errors();
  if (age.weeks() < 0 || age.weeks() > kMaxGestationWeeks) {
    sink.ErrorAt("weeks", absl::StrCat("is not within 0 to ", kMaxGestationWeeks));
  }
  if (age.has_days() && (age.days() < 0 || age.days() > 6)) sink.ErrorAt("days", "is not within 0 to 6");
  using Method = v1::GestationalAge::Method;
  const auto& methods = *google::protobuf::GetEnumDescriptor<Method>();
  // How it was determined changes no answer, hence the domain does not have it.
  if (!IsKnownNumber(methods, age.method())) ReportEnum(methods, age.method(), "method", sink);
  if (sink.errors() != errors) return std::nullopt;
  return GestationalAge{age.weeks(), age.has_days() ? std::optional<int>(age.days()) : std::nullopt};
}

std::optional<LatLng> ReadLatLng(const v1::LatLng& point, IssueSink& sink) {
  // Written so that NaN is outside.
  const bool latitude = point.latitude() >= -90 && point.latitude() <= 90;
  const bool longitude = point.longitude() >= -180 && point.longitude() <= 180;
  if (!latitude) sink.ErrorAt("latitude", "is not within -90 to 90");
  if (!longitude) sink.ErrorAt("longitude", "is not within -180 to 180");
  if (!latitude || !longitude) return std::nullopt;
  return LatLng{point.latitude(), point.longitude()};
}

std::optional<std::string> ReadTrialName(const std::string& name, absl::string_view member, IssueSink& sink) {
  if (name.empty()) {
    sink.ErrorAt(member, "is required");
    return std::nullopt;
  }
  std::optional<std::string> id = TrialIdOf(name);
  if (!id) {
    sink.ErrorAt(member, "is not \"trials/\" and 1 to 64 letters, digits, '_', '-' or '.'");
  }
  return id;
}

}  // namespace trialmatch
