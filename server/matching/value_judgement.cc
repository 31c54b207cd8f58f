#include "matching/value_judgement.h"

#include <utility>

namespace trialmatch {
namespace {

constexpr char kPercent[] = "%";

ValueJudgement NotComparable(absl::Status problem) {
  ValueJudgement judgement;
  judgement.problem = std::move(problem);
  return judgement;
}

ValueJudgement NotAnAmount() {
  return NotComparable(absl::FailedPreconditionError("an amount is asked and none is recorded"));
}

ValueJudgement Judge(const absl::StatusOr<ValueInterval>& value, const absl::StatusOr<ValueInterval>& range,
                     std::string unit) {
  if (!value.ok()) return NotComparable(value.status());
  if (!range.ok()) return NotComparable(range.status());
  ValueJudgement judgement;
  judgement.reaches_min = ReachesLowerOf(*range, *value);
  judgement.keeps_max = KeepsUpperOf(*range, *value);
  judgement.truth = And(judgement.reaches_min, judgement.keeps_max);
  judgement.reason = judgement.truth == Truth::kTrue    ? EvidenceReason::kSatisfies
                     : judgement.truth == Truth::kFalse ? EvidenceReason::kDoesNotSatisfy
                                                        : EvidenceReason::kValueImprecise;
  judgement.value = *value;
  judgement.range = *range;
  judgement.unit = std::move(unit);
  return judgement;
}

// [min × limit, max × limit].
absl::StatusOr<ValueInterval> Multiples(const NormalLimitRange& range, const Decimal& limit) {
  const auto times = [&](const std::optional<Bound>& bound) -> std::optional<ValueInterval::End> {
    if (!bound) return std::nullopt;
    return ValueInterval::End{bound->value.ToRational() * limit.ToRational(), !bound->exclusive};
  };
  return ValueInterval::Make(times(range.min), times(range.max));
}

ValueJudgement JudgeAgainst(const QuantityRange& range, const Fact& fact, const InstantSpan&,
                            const PatientView& patient) {
  const auto* quantity = std::get_if<Quantity>(&fact.value);
  if (quantity == nullptr) return NotAnAmount();
  return Judge(ConvertValue(*quantity, range.unit, patient.terminology().Analyte(fact.code)),
               ToInterval(range.min, range.max), range.unit);
}

// In the limit's unit: a multiple of 37 Cel is none in [degF].
ValueJudgement JudgeAgainst(const NormalLimitRange& range, const Fact& fact, const InstantSpan& taken,
                            const PatientView& patient) {
  const auto* quantity = std::get_if<Quantity>(&fact.value);
  if (quantity == nullptr) return NotAnAmount();
  const std::optional<LimitOfNormal> limit = FindLimitOfNormal(fact, range.side, taken, patient);
  if (!limit) return NotComparable(absl::FailedPreconditionError("no reference range is known"));
  ValueJudgement judgement =
      Judge(ConvertValue(*quantity, limit->unit, patient.terminology().Analyte(fact.code)),
            Multiples(range, limit->value), limit->unit);
  judgement.limit = limit;
  return judgement;
}

ValueJudgement JudgeAgainst(const ConceptSet& expected, const Fact& fact, const InstantSpan&,
                            const PatientView& patient) {
  const Code* code = std::get_if<Code>(&fact.value);
  if (code == nullptr) {
    return NotComparable(absl::FailedPreconditionError("a coded result is asked and none is recorded"));
  }
  const Reasoned match = MatchConcept(*code, expected, patient.terminology());
  ValueJudgement judgement;
  judgement.truth = match.truth;
  judgement.reason = match.reason;
  return judgement;
}

// Whether the criterion has that bound, or is about something without bounds.
bool HasBound(const ObservationCriterion& criterion, bool lower) {
  if (const auto* range = std::get_if<QuantityRange>(&*criterion.expected)) {
    return lower ? range->min.has_value() : range->max.has_value();
  }
  if (const auto* range = std::get_if<NormalLimitRange>(&*criterion.expected)) {
    return lower ? range->min.has_value() : range->max.has_value();
  }
  return true;
}

}  // namespace

ValueJudgement JudgeValue(const ObservationCriterion& criterion, const Fact& fact, const InstantSpan& taken,
                          const PatientView& patient) {
  const bool extreme =
      criterion.selection == Selection::kMinimum || criterion.selection == Selection::kMaximum;
  if (extreme && std::holds_alternative<ConceptSet>(*criterion.expected)) {
    return NotComparable(absl::FailedPreconditionError("coded results have neither a least nor a greatest"));
  }
  ValueJudgement judgement =
      std::visit([&](const auto& expected) { return JudgeAgainst(expected, fact, taken, patient); },
                 *criterion.expected);
  if (!HasBound(criterion, true)) judgement.reaches_min = Truth::kTrue;
  if (!HasBound(criterion, false)) judgement.keeps_max = Truth::kTrue;
  return judgement;
}

ValueJudgement JudgeChange(const ObservationCriterion& criterion, const Fact& later, const Fact& earlier,
                           const PatientView& patient) {
  const auto* range = std::get_if<QuantityRange>(&*criterion.expected);
  const auto* last = std::get_if<Quantity>(&later.value);
  const auto* first = std::get_if<Quantity>(&earlier.value);
  if (range == nullptr || last == nullptr || first == nullptr) return NotAnAmount();
  const bool percent = criterion.selection == Selection::kPercentChange;
  // A percentage needs no unit but a common one.
  const std::string& unit = percent ? first->unit : range->unit;
  const Terminology& terminology = patient.terminology();
  const absl::StatusOr<ValueInterval> to = ConvertValue(*last, unit, terminology.Analyte(later.code));
  const absl::StatusOr<ValueInterval> from = ConvertValue(*first, unit, terminology.Analyte(earlier.code));
  if (!to.ok()) return NotComparable(to.status());
  if (!from.ok()) return NotComparable(from.status());
  if (percent) return Judge(PercentChange(*to, *from), ConvertRange(*range, kPercent, nullptr), kPercent);
  return Judge(Difference(*to, *from), ToInterval(range->min, range->max), unit);
}

}  // namespace trialmatch
