#include "matching/scope_lints.h"

#include <algorithm>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "domain/quantity.h"
#include "domain/time_order.h"
#include "matching/predicate_key.h"

namespace trialmatch {
namespace {

constexpr char kNobody[] = ": nobody can qualify";

void Warn(const LintPlace& place, std::string description, Issues& issues) {
  issues.push_back({place.field, std::move(description), Severity::kWarning, place.criterion->id});
}

// The range of all readings outside a range with one bound; nothing where bounds cannot say it.
std::optional<ClockRange> Outside(const ClockRange& limit) {
  if (limit.min && !limit.max && !limit.min->exclusive) {
    ClockBound below = *limit.min;
    below.exclusive = true;
    return ClockRange{std::nullopt, below};
  }
  if (limit.max && !limit.min) {
    ClockBound above = *limit.max;
    // 28 completed days are within "at most 28 days", 29 are not.
    if (!above.exclusive) above.extra_days ? ++*above.extra_days : ++above.value;
    above.exclusive = false;
    return ClockRange{above, std::nullopt};
  }
  return std::nullopt;
}

// Whether whatever keeps `narrow` keeps `wide` too; both have one bound, on the same side.
bool Implies(const ClockRange& narrow, const ClockRange& wide) {
  const std::optional<ClockRange> outside = Outside(wide);
  if (!outside || narrow.min.has_value() != wide.min.has_value()) return false;
  return CertainlyEmpty({narrow.min ? narrow.min : outside->min, narrow.max ? narrow.max : outside->max});
}

std::optional<QuantityRange> Outside(const QuantityRange& range) {
  if (range.min && range.max) return std::nullopt;
  if (range.min)
    return QuantityRange{std::nullopt, Bound{range.min->value, !range.min->exclusive}, range.unit};
  return QuantityRange{Bound{range.max->value, !range.max->exclusive}, std::nullopt, range.unit};
}

bool IsLower(const ValueInterval::End& a, const ValueInterval::End& b) {
  return a.value < b.value || (a.value == b.value && a.closed && !b.closed);
}

bool IsFemaleState(const FactCriterion& fact) {
  const auto female = [](const ConceptEntry& entry) {
    const std::string& code = entry.code.code();
    return entry.code.system() == kBuiltinSystem &&
           (code == "PREGNANT" || code == "LACTATING" || code == "CHILDBEARING_POTENTIAL" ||
            code == "POSTMENOPAUSAL");
  };
  return fact.category == FactCategory::kReproductiveState && fact.subjects == Subjects{Subject::kPatient} &&
         fact.occurrences.min.value_or(0) > 0 && !fact.concepts.include.empty() &&
         std::all_of(fact.concepts.include.begin(), fact.concepts.include.end(), female);
}

}  // namespace

void ScopeLints::Add(const LintPlace& place, Issues& issues) {
  const Criterion& criterion = *place.criterion;
  if (!place.required || std::holds_alternative<Combination>(criterion.kind)) return;
  if (!AddLeaf(place, issues)) return;
  if (const auto* clock = std::get_if<ClockCriterion>(&criterion.kind)) AddClock(place, *clock, issues);
  if (const auto* sex = std::get_if<SexCriterion>(&criterion.kind)) AddSex(place, *sex, issues);
  if (const auto* fact = std::get_if<FactCriterion>(&criterion.kind)) AddState(place, *fact, issues);
  if (const auto* observation = std::get_if<ObservationCriterion>(&criterion.kind)) {
    AddMeasured(place, *observation, issues);
  }
}

bool ScopeLints::AddLeaf(const LintPlace& place, Issues& issues) {
  const auto [first, is_new] = leaves_.emplace(PredicateKey(*place.criterion, trial_id_),
                                               Leaf{place.field, place.wanted, place.implied});
  if (is_new) return true;
  if (first->second.wanted != place.wanted) {
    Warn(place, absl::StrCat("contradicts ", first->second.field, kNobody), issues);
  } else if (!first->second.implied) {
    // That a criterion says once more what the trial's sex or age says is common and does no harm.
    Warn(place, absl::StrCat("repeats ", first->second.field), issues);
  }
  return false;
}

void ScopeLints::AddClock(const LintPlace& place, const ClockCriterion& clock, Issues& issues) {
  if (place.wanted) {
    if (clock.range.min) AddLimit(place, clock.clock, {clock.range.min, std::nullopt}, issues);
    if (clock.range.max) AddLimit(place, clock.clock, {std::nullopt, clock.range.max}, issues);
  } else if (const std::optional<ClockRange> outside = Outside(clock.range)) {
    AddLimit(place, clock.clock, *outside, issues);
  }
}

void ScopeLints::AddLimit(const LintPlace& place, Clock clock, const ClockRange& limit, Issues& issues) {
  std::vector<ClockLimit>& limits = limits_[clock];
  for (const ClockLimit& other : limits) {
    const ClockRange both{limit.min ? limit.min : other.range.min, limit.max ? limit.max : other.range.max};
    if (limit.min.has_value() != other.range.min.has_value() && CertainlyEmpty(both)) {
      Warn(place, absl::StrCat("leaves nothing together with ", other.field, kNobody), issues);
      break;
    }
    if (other.implied && Implies(other.range, limit) && !Implies(limit, other.range)) {
      Warn(place, absl::StrCat("goes beyond ", other.field, ", and so decides nothing"), issues);
      break;
    }
  }
  limits.push_back({limit, place.field, place.implied});
}

void ScopeLints::AddMeasured(const LintPlace& place, const ObservationCriterion& observation,
                             Issues& issues) {
  const auto* range = std::get_if<QuantityRange>(&*observation.expected);
  // Two of "any value" may be two values; the units of a change are not those of a value.
  const bool one_value = observation.selection == Selection::kLatest ||
                         observation.selection == Selection::kMinimum ||
                         observation.selection == Selection::kMaximum;
  if (range == nullptr || !one_value) return;
  const std::optional<QuantityRange> kept = place.wanted ? *range : Outside(*range);
  if (!kept) return;
  Criterion same = *place.criterion;  // the key of what is measured: the leaf without its range
  same.absence_policy = AbsencePolicy::kInherit;
  std::get<ObservationCriterion>(same.kind).expected = QuantityRange{{}, {}, "1"};
  Measured& measured = measured_[PredicateKey(same, trial_id_)];
  if (measured.unit.empty()) measured.unit = kept->unit;
  const absl::StatusOr<ValueInterval> interval = ConvertRange(*kept, measured.unit, nullptr);
  if (!interval.ok()) return;  // comparable only by what the analyte's entry says
  std::optional<ValueInterval::End> lower = measured.left.lower(), upper = measured.left.upper();
  std::string lower_field = measured.lower_field, upper_field = measured.upper_field;
  if (interval->lower() && (!lower || IsLower(*lower, *interval->lower()))) {
    lower = interval->lower();
    lower_field = place.field;
  }
  const bool is_lower = interval->upper() && (!upper || interval->upper()->value < upper->value ||
                                              (interval->upper()->value == upper->value && upper->closed));
  if (is_lower) {
    upper = interval->upper();
    upper_field = place.field;
  }
  const absl::StatusOr<ValueInterval> left = ValueInterval::Make(lower, upper);
  if (left.ok()) {
    measured = {measured.unit, *left, lower_field, upper_field};
    return;
  }
  const std::string& other = lower_field == place.field ? upper_field : lower_field;
  Warn(place, absl::StrCat("leaves no value together with ", other, kNobody), issues);
}

void ScopeLints::AddSex(const LintPlace& place, const SexCriterion& sex, Issues& issues) {
  if (!place.wanted) return;
  const auto [first, is_new] = sexes_.emplace(sex.attribute, std::pair(sex.sex, place.field));
  if (!is_new && first->second.first != sex.sex) {
    Warn(place, absl::StrCat("contradicts ", first->second.second, kNobody), issues);
  }
  const bool male = sex.attribute == SexAttribute::kSexAtBirth && sex.sex == Sex::kMale;
  if (is_new && male && !female_state_field_.empty()) {
    Warn(place, absl::StrCat("contradicts ", female_state_field_, ", a state of females", kNobody), issues);
  }
}

void ScopeLints::AddState(const LintPlace& place, const FactCriterion& fact, Issues& issues) {
  if (!place.wanted || !IsFemaleState(fact)) return;
  female_state_field_ = place.field;
  const auto sex = sexes_.find(SexAttribute::kSexAtBirth);
  if (sex == sexes_.end() || sex->second.first != Sex::kMale) return;
  Warn(place, absl::StrCat("asks for a state of females, against ", sex->second.second, kNobody), issues);
}

}  // namespace trialmatch
