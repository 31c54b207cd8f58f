#include "wire/range_reader.h"

#include "absl/strings/str_cat.h"
#include "domain/unit.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/trial_enums.h"
#include "wire/value_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

constexpr char kNoBound[] = "has neither min nor max";
constexpr char kTurnedRound[] = "is above max";

std::vector<ConceptEntry> ReadEntries(const google::protobuf::RepeatedPtrField<v1::ConceptEntry>& entries,
                                      absl::string_view member, IssueSink& sink) {
  std::vector<ConceptEntry> read;
  if (!CheckCount(entries.size(), kMaxConcepts, member, sink)) return read;
  read.reserve(entries.size());
  for (int i = 0; i < entries.size(); ++i) {
    Field in(sink, member, i);
    if (auto code = ReadRequiredCode(entries[i].has_code(), entries[i].code(), "code", sink)) {
      read.push_back({*std::move(code), !entries[i].without_descendants()});
    }
  }
  return read;
}

// The bounds of a range of quantities or of multiples.
template <typename Range>
void ReadBounds(const Range& message, bool negative_too, std::optional<Bound>& min, std::optional<Bound>& max,
                IssueSink& sink) {
  const auto read = [&](const v1::QuantityBound& bound, absl::string_view member) -> std::optional<Bound> {
    Field in(sink, member);
    const std::optional<Decimal> value = ReadDecimal(bound.value(), "value", sink);
    if (!value) return std::nullopt;
    if (value->IsNegative() && !negative_too) sink.ErrorAt("value", "is below 0");
    return Bound{*value, bound.exclusive()};
  };
  if (!message.has_min() && !message.has_max()) sink.Error(kNoBound);
  if (message.has_min()) min = read(message.min(), "min");
  if (message.has_max()) max = read(message.max(), "max");
  if (!min || !max || min->value < max->value) return;
  if (min->value > max->value) {
    sink.ErrorAt("min", kTurnedRound);
  } else if (min->exclusive || max->exclusive) {
    sink.ErrorAt("min", "is max, and one of them is exclusive: nothing lies between");
  }
}

std::optional<int> ReadCount(int count, int least, int most, absl::string_view member, IssueSink& sink) {
  if (count >= least && count <= most) return count;
  sink.ErrorAt(member, absl::StrCat("is not within ", least, " to ", most));
  return std::nullopt;
}

}  // namespace

ConceptSet ReadConceptSet(const v1::ConceptSet& set, IssueSink& sink) {
  if (set.include().empty()) sink.ErrorAt("include", "has no entry");
  ConceptSet read;
  read.include = ReadEntries(set.include(), "include", sink);
  read.exclude = ReadEntries(set.exclude(), "exclude", sink);
  return read;
}

ConceptSet ReadRequiredConcepts(bool present, const v1::ConceptSet& set, absl::string_view member,
                                IssueSink& sink) {
  if (!present) sink.ErrorAt(member, "is required");
  return ReadOptionalConcepts(present, set, member, sink).value_or(ConceptSet{});
}

std::optional<ConceptSet> ReadOptionalConcepts(bool present, const v1::ConceptSet& set,
                                               absl::string_view member, IssueSink& sink) {
  if (!present) return std::nullopt;
  Field in(sink, member);
  return ReadConceptSet(set, sink);
}

std::optional<ClockBound> ReadClockBound(const v1::ClockBound& bound, IssueSink& sink) {
  const size_t errors = sink.errors();
  if (bound.value() < 0 || bound.value() > kMaxTimeCount) {
    sink.ErrorAt("value", absl::StrCat("is not within 0 to ", kMaxTimeCount));
  }
  const std::optional<TimeUnit> unit = ReadEnum(kTimeUnits, bound.unit(), "unit", sink);
  std::optional<int> extra_days;
  if (bound.has_extra_days()) {
    if (unit && unit != TimeUnit::kWeek) sink.ErrorAt("extra_days", "is for weeks only");
    extra_days = ReadCount(bound.extra_days(), 0, 6, "extra_days", sink);
  }
  if (sink.errors() != errors) return std::nullopt;
  return ClockBound{bound.value(), *unit, extra_days, bound.exclusive()};
}

QuantityRange ReadQuantityRange(const v1::QuantityRange& range, IssueSink& sink) {
  QuantityRange read;
  ReadBounds(range, /*negative_too=*/true, read.min, read.max, sink);
  if (!CheckRequired(range.unit(), kMaxCodeBytes, "unit", sink)) return read;
  const absl::StatusOr<Unit> unit = Unit::Parse(range.unit());
  if (!unit.ok()) sink.ErrorAt("unit", absl::StrCat("is not UCUM: ", unit.status().message()));
  read.unit = range.unit();
  return read;
}

NormalLimitRange ReadNormalLimitRange(const v1::NormalLimitRange& range, IssueSink& sink) {
  NormalLimitRange read;
  read.side = ReadEnum(kNormalLimits, range.limit(), "limit", sink).value_or(NormalLimitSide::kUpper);
  ReadBounds(range, /*negative_too=*/false, read.min, read.max, sink);
  return read;
}

CountRange ReadCountRange(const v1::CountRange& range, int least, int most, IssueSink& sink) {
  CountRange read;
  if (!range.has_min() && !range.has_max()) sink.Error(kNoBound);
  if (range.has_min()) read.min = ReadCount(range.min(), least, most, "min", sink);
  if (range.has_max()) read.max = ReadCount(range.max(), least, most, "max", sink);
  if (read.min && read.max && *read.min > *read.max) sink.ErrorAt("min", kTurnedRound);
  return read;
}

GradeRange ReadGradeRange(const v1::GradeRange& range, IssueSink& sink) {
  CheckRequired(range.scale(), kMaxCodeBytes, "scale", sink);
  CheckLength(range.min(), kMaxCodeBytes, "min", sink);
  CheckLength(range.max(), kMaxCodeBytes, "max", sink);
  if (range.min().empty() && range.max().empty()) sink.Error(kNoBound);
  return GradeRange{range.scale(), range.min(), range.max()};
}

}  // namespace trialmatch
