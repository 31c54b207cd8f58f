#include "wire/options_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/repeated_field.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/trial_enums.h"
#include "wire/value_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

// google.protobuf.Timestamp: the years 1 to 9999.
constexpr int64_t kFirstSecond = -62'135'596'800;
constexpr int64_t kLastSecond = 253'402'300'799;
constexpr int32_t kMaxNanos = 999'999'999;

std::optional<absl::Time> ReadTimestamp(const google::protobuf::Timestamp& time, IssueSink& sink) {
  const bool seconds = time.seconds() >= kFirstSecond && time.seconds() <= kLastSecond;
  const bool nanos = time.nanos() >= 0 && time.nanos() <= kMaxNanos;
  if (!seconds) sink.ErrorAt("seconds", "is not within the years 1 to 9999");
  if (!nanos) sink.ErrorAt("nanos", "is not within 0 to 999,999,999");
  if (!seconds || !nanos) return std::nullopt;
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

AsOf ReadAsOf(const v1::AsOf& message, absl::Time now, IssueSink& sink) {
  Field in(sink, "as_of");
  const AsOf fallback{now, absl::UTCTimeZone()};
  std::optional<absl::Time> instant = now;
  if (message.has_instant()) {
    Field at(sink, "instant");
    instant = ReadTimestamp(message.instant(), sink);
  }
  absl::TimeZone zone = absl::UTCTimeZone();
  if (!message.time_zone().empty()) {
    const absl::StatusOr<absl::TimeZone> read = ParseZone(message.time_zone());
    if (!read.ok()) {
      sink.ErrorAt("time_zone", absl::StrCat("cannot be used: ", read.status().message()));
      return fallback;
    }
    zone = *read;
  }
  if (!instant) return fallback;
  const absl::civil_year_t year = absl::ToCivilDay(*instant, zone).year();
  if (year < 1 || year > 9999) sink.ErrorAt("instant", "lies outside the years 1 to 9999 in the time zone");
  return AsOf{*instant, zone};
}

// A list of enumerators, each known and not UNSPECIFIED.
template <typename Table, typename Domain>
void ReadEnums(const Table& table, const google::protobuf::RepeatedField<int>& numbers,
               absl::string_view member, std::vector<Domain>& read, IssueSink& sink) {
  if (!CheckCount(numbers.size(), kMaxEnumerated, member, sink)) return;
  const auto& type = *google::protobuf::GetEnumDescriptor<typename Table::Wire>();
  for (int i = 0; i < numbers.size(); ++i) {
    Field in(sink, member, i);
    const auto value = table.ToDomain(static_cast<typename Table::Wire>(numbers[i]));
    if (numbers[i] == 0 || !value) {
      ReportEnum(type, numbers[i], "", sink);
    } else {
      read.push_back(*value);
    }
  }
}

std::optional<Near> ReadNear(const v1::Near& message, IssueSink& sink) {
  Field in(sink, "near");
  // Written so that NaN is outside.
  const bool radius = message.radius_km() > 0 && message.radius_km() <= kMaxRadiusKm;
  if (!radius) sink.ErrorAt("radius_km", absl::StrCat("is not above 0 and at most ", kMaxRadiusKm));
  if (!message.has_center()) {
    sink.ErrorAt("center", "is required");
    return std::nullopt;
  }
  Field at(sink, "center");
  const std::optional<LatLng> center = ReadLatLng(message.center(), sink);
  if (!center || !radius) return std::nullopt;
  return Near{*center, message.radius_km()};
}

void ReadPlaces(const v1::TrialFilter& filter, TrialFilter& read, IssueSink& sink) {
  if (CheckCount(filter.country_codes_size(), kMaxListed, "country_codes", sink)) {
    for (int i = 0; i < filter.country_codes_size(); ++i) {
      Field in(sink, "country_codes", i);
      const std::string& country = filter.country_codes(i);
      if (country.empty() || !IsCountryCode(country)) sink.Error("is not an ISO 3166-1 alpha-2 code");
      read.country_codes.push_back(country);
    }
  }
  if (filter.has_near()) read.near = ReadNear(filter.near(), sink);
}

void ReadNames(const v1::TrialFilter& filter, TrialFilter& read, IssueSink& sink) {
  if (CheckCount(filter.conditions_size(), kMaxListed, "conditions", sink)) {
    for (int i = 0; i < filter.conditions_size(); ++i) {
      Field in(sink, "conditions", i);
      read.conditions.push_back(ReadCode(filter.conditions(i), sink));
    }
  }
  if (CheckCount(filter.trials_size(), kMaxListed, "trials", sink)) {
    for (int i = 0; i < filter.trials_size(); ++i) {
      Field in(sink, "trials", i);
      if (auto id = ReadTrialName(filter.trials(i), "", sink)) read.trials.push_back(*std::move(id));
    }
  }
}

}  // namespace

EvaluationOptions ReadOptions(const v1::EvaluationOptions& options, absl::Time now, IssueSink& sink) {
  EvaluationOptions read;
  read.as_of = ReadAsOf(options.as_of(), now, sink);
  const AbsencePolicy absence = ReadEnum(kAbsencePolicies, options.absence_default(), "absence_default", sink)
                                    .value_or(AbsencePolicy::kUnknown);
  read.absence_default = absence == AbsencePolicy::kInherit ? AbsencePolicy::kUnknown : absence;
  CheckLength(options.normal_limit_table(), kMaxCodeBytes, "normal_limit_table", sink);
  read.normal_limit_table = options.normal_limit_table();
  if (options.has_refutation_freshness()) {
    Field in(sink, "refutation_freshness");
    read.refutation_freshness = ReadOffset(options.refutation_freshness(), /*positive=*/true, sink);
  }
  read.administrative_gender_as_sex = options.administrative_gender_as_sex();
  return read;
}

v1::AsOf WriteAsOf(const AsOf& as_of) {
  v1::AsOf message;
  const absl::Time second = absl::FromUnixSeconds(absl::ToUnixSeconds(as_of.instant));
  message.mutable_instant()->set_seconds(absl::ToUnixSeconds(as_of.instant));
  message.mutable_instant()->set_nanos(static_cast<int32_t>((as_of.instant - second) / absl::Nanoseconds(1)));
  // Abseil calls +08:00 "Fixed/UTC+08:00:00".
  constexpr absl::string_view kFixed = "Fixed/UTC";
  const std::string name = as_of.zone.name();
  const bool fixed = absl::StartsWith(name, kFixed) && name.size() == kFixed.size() + 9;
  message.set_time_zone(fixed ? name.substr(kFixed.size(), 6) : name);
  return message;
}

TrialFilter ReadFilter(const v1::TrialFilter& filter, IssueSink& sink) {
  TrialFilter read;
  ReadEnums(kRecruitmentStatuses, filter.statuses(), "statuses", read.statuses, sink);
  ReadEnums(kPhases, filter.phases(), "phases", read.phases, sink);
  ReadEnums(kStudyTypes, filter.study_types(), "study_types", read.study_types, sink);
  ReadPlaces(filter, read, sink);
  ReadNames(filter, read, sink);
  read.recruiting_only = filter.recruiting_only();
  read.healthy_volunteers =
      ReadEnum(kHealthyVolunteers, filter.healthy_volunteers(), "healthy_volunteers", sink)
          .value_or(HealthyVolunteers::kUnknown);
  read.updated_since = ReadTime(filter.updated_since(), "updated_since", sink);
  return read;
}

}  // namespace trialmatch
