#include "matching/limit_of_normal.h"

#include <algorithm>

#include "matching/biology_rule.h"

namespace trialmatch {
namespace {

// More days than anybody has lived.
constexpr int64_t kOldestDays = 200 * 366;

const std::optional<Decimal>& SideOf(const ReferenceRange& range, NormalLimitSide side) {
  return side == NormalLimitSide::kUpper ? range.high : range.low;
}
const std::optional<Decimal>& SideOf(const NormalLimit& limit, NormalLimitSide side) {
  return side == NormalLimitSide::kUpper ? limit.high : limit.low;
}

// The completed days of the patient's age at some time in `taken`; empty before birth.
std::optional<DayRange> AgeWhen(const InstantSpan& taken, const PatientView& patient) {
  if (!patient.birth()) return DayRange{0, kOldestDays};
  const DaySpan& birth = patient.birth()->span.days;
  const absl::TimeZone& zone = patient.as_of().zone;
  DayRange age{0, absl::ToCivilDay(taken.latest, zone) - birth.first};
  if (taken.earliest != absl::InfinitePast()) {
    age.first = std::max<int64_t>(0, absl::ToCivilDay(taken.earliest, zone) - birth.last);
  }
  if (age.last < age.first) return std::nullopt;
  return age;
}

LimitSex ToLimitSex(Sex sex) {
  if (sex == Sex::kMale) return LimitSex::kMale;
  return sex == Sex::kFemale ? LimitSex::kFemale : LimitSex::kAny;
}

std::optional<LimitOfNormal> FromTable(const Fact& fact, NormalLimitSide side, const InstantSpan& taken,
                                       const PatientView& patient) {
  const std::string& table = patient.options().normal_limit_table;
  if (table.empty()) return std::nullopt;
  const bool own = fact.person == Person{};
  const LimitSex sex = own ? ToLimitSex(SexAtBirthOf(patient)) : LimitSex::kAny;
  const std::optional<DayRange> age = own ? AgeWhen(taken, patient) : DayRange{0, kOldestDays};
  if (!age) return std::nullopt;
  const auto limit = patient.terminology().NormalLimitOf(table, fact.code, sex, *age);
  if (!limit || !SideOf(*limit, side)) return std::nullopt;
  const bool by_gender = sex != LimitSex::kAny && patient.patient().sex_at_birth == Sex::kUnrecorded &&
                         patient.terminology().NormalLimitOf(table, fact.code, LimitSex::kAny, *age) != limit;
  return LimitOfNormal{*SideOf(*limit, side), limit->unit, true, by_gender};
}

}  // namespace

std::optional<LimitOfNormal> FindLimitOfNormal(const Fact& fact, NormalLimitSide side,
                                               const InstantSpan& taken, const PatientView& patient) {
  const auto* quantity = std::get_if<Quantity>(&fact.value);
  if (quantity == nullptr) return std::nullopt;
  if (fact.reference_range && SideOf(*fact.reference_range, side)) {
    const std::string& unit = fact.reference_range->unit;
    return LimitOfNormal{*SideOf(*fact.reference_range, side), unit.empty() ? quantity->unit : unit};
  }
  return FromTable(fact, side, taken, patient);
}

}  // namespace trialmatch
