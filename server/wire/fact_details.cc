#include "wire/fact_details.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "domain/unit.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/resource_name.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

std::optional<Quantity> ReadQuantityAt(const v1::Quantity& quantity, absl::string_view member,
                                       IssueSink& sink) {
  Field in(sink, member);
  return ReadQuantity(quantity, sink);
}

// The unit of a normal range, or nothing where none can be told.
std::optional<std::string> RangeUnit(const v1::Observation& observation, IssueSink& sink) {
  const std::string& own = observation.reference_range().unit();
  if (own.empty()) {
    // An unusable unit of the measurement has its warning already.
    if (observation.has_quantity()) return observation.quantity().unit();
    sink.WarningAt("unit", "is empty and the measurement has none, so the range is not used");
    return std::nullopt;
  }
  const absl::StatusOr<Unit> unit = Unit::Parse(own);
  if (unit.ok()) return own;
  sink.WarningAt("unit", absl::StrCat("is not UCUM, so the range is not used: ", unit.status().message()));
  return std::nullopt;
}

std::optional<ReferenceRange> ReadReferenceRange(const v1::Observation& observation, IssueSink& sink) {
  Field in(sink, "reference_range");
  const v1::ReferenceRange& range = observation.reference_range();
  ReferenceRange read;
  if (!range.low().empty()) read.low = ReadDecimal(range.low(), "low", sink);
  if (!range.high().empty()) read.high = ReadDecimal(range.high(), "high", sink);
  if (range.low().empty() && range.high().empty()) sink.Warning("has no limit, so it is not used");
  if (read.low && read.high && *read.low > *read.high) sink.ErrorAt("low", "is above high");
  std::optional<std::string> unit = RangeUnit(observation, sink);
  if (!unit || !Unit::Parse(*unit).ok() || (!read.low && !read.high)) return std::nullopt;
  read.unit = *std::move(unit);
  return read;
}

}  // namespace

void ReadDetails(const v1::Observation& observation, Fact& fact, IssueSink& sink) {
  switch (observation.value_case()) {
    case v1::Observation::kQuantity:
      if (auto quantity = ReadQuantityAt(observation.quantity(), "quantity", sink)) {
        fact.value = *std::move(quantity);
      }
      break;
    case v1::Observation::kCoded: {
      Field in(sink, "coded");
      fact.value = ReadCode(observation.coded(), sink);
      break;
    }
    case v1::Observation::VALUE_NOT_SET:
      break;
  }
  if (observation.has_reference_range()) fact.reference_range = ReadReferenceRange(observation, sink);
  fact.method = ReadOptionalCode(observation.has_method(), observation.method(), "method", sink);
}

void ReadDetails(const v1::Medication& medication, Fact& fact, IssueSink& sink) {
  if (medication.has_dose()) fact.dose = ReadQuantityAt(medication.dose(), "dose", sink);
  if (medication.has_line_of_therapy()) {
    const int line = medication.line_of_therapy();
    if (line < 1 || line > kMaxCount) {
      sink.ErrorAt("line_of_therapy", absl::StrCat("is not within 1 to ", kMaxCount));
    }
    fact.line_of_therapy = line;
  }
  fact.response = ReadOptionalCode(medication.has_response(), medication.response(), "response", sink);
}

void ReadDetails(const v1::ReproductiveFact& reproductive, Fact& fact, IssueSink& sink) {
  fact.code = ReadBuiltinCode(reproductive.state(), "state", sink).value_or(Code{});
  if (reproductive.has_gestation()) {
    if (reproductive.state() != v1::REPRODUCTIVE_STATE_PREGNANT) {
      sink.ErrorAt("gestation", "is for pregnancies only");
    }
    Field in(sink, "gestation");
    fact.gestation = ReadGestationalAge(reproductive.gestation(), sink);
  }
  if (reproductive.has_gestation() != !reproductive.gestation_on().empty()) {
    // A length without its date, or a date without a length, could only be guessed at.
    sink.ErrorAt(reproductive.has_gestation() ? "gestation_on" : "gestation",
                 "is required with the other of gestation and gestation_on");
  }
  fact.gestation_on = ReadTime(reproductive.gestation_on(), "gestation_on", sink);
}

int HighestScore(v1::PerformanceScale scale) {
  return scale == v1::PERFORMANCE_SCALE_ECOG ? kMaxEcog : kMaxKarnofsky;
}

void ReadDetails(const v1::PerformanceStatus& performance, Fact& fact, IssueSink& sink) {
  fact.code = ReadBuiltinCode(performance.scale(), "scale", sink).value_or(Code{});
  const int highest = HighestScore(performance.scale());
  if (performance.score() < 0 || performance.score() > highest) {
    sink.ErrorAt("score", absl::StrCat("is not within 0 to ", highest));
  }
  fact.value = Quantity{Decimal(performance.score()), Comparator::kNone, kScoreUnit};
}

void ReadDetails(const v1::CareSettingFact& setting, Fact& fact, IssueSink& sink) {
  fact.code = ReadBuiltinCode(setting.setting(), "setting", sink).value_or(Code{});
}

void ReadDetails(const v1::TrialParticipation& participation, Fact& fact, IssueSink& sink) {
  fact.code = ReadBuiltinCode(participation.kind(), "kind", sink).value_or(Code{});
  CheckLength(participation.trial(), kMaxCodeBytes, "trial", sink);
  fact.trial = TrialIdOf(participation.trial()).value_or(participation.trial());
}

}  // namespace trialmatch
