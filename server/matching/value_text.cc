#include "matching/value_text.h"

#include "absl/strings/str_cat.h"
#include "matching/evidence_text.h"

namespace trialmatch {
namespace {

// "within 401 to 1249 g" where the range has two inclusive ends, else "which is > 60 %".
std::string Inside(const ValueInterval& range, const std::string& threshold) {
  const auto& lower = range.lower();
  const auto& upper = range.upper();
  const bool closed = lower && upper && lower->closed && upper->closed && lower->value != upper->value;
  return absl::StrCat(closed ? "within " : "which is ", threshold);
}

std::string Outside(const ValueJudgement& judgement, const std::string& threshold) {
  const ValueInterval& value = *judgement.value;
  if (!value.IsPoint()) return absl::StrCat("which is not ", threshold);
  const Rational point = value.lower()->value;
  const std::optional<Rational> distance = SignedDistance(point, judgement.range);
  if (!distance || *distance >= 0) return absl::StrCat("which is not ", threshold);
  const auto& lower = judgement.range.lower();
  const bool below = lower && point < lower->value;
  return absl::StrCat(FormatAmount(Rational(-*distance), judgement.unit), below ? " below " : " above ",
                      threshold);
}

std::string WhyUndecided(const Reasoned& why, const ValueJudgement& judgement, const std::string& threshold) {
  switch (why.reason) {
    case EvidenceReason::kBroaderCode:
      return "recorded with a code that is broader than what is asked";
    case EvidenceReason::kCodeNotLoaded:
      return "recorded with a code that the loaded terminologies cannot compare";
    case EvidenceReason::kNotConfirmed:
      return "which is not confirmed";
    case EvidenceReason::kDateImprecise:
      return "whose date (or that of what it is measured from) is missing or too coarse";
    case EvidenceReason::kQualifierUnknown:
      return "and how it was measured is missing or too coarse";
    case EvidenceReason::kValueImprecise:
      return absl::StrCat("which may or may not be ", threshold);
    case EvidenceReason::kConflicting:
      return "and another value of the same time decides differently";
    default:
      break;
  }
  if (judgement.problem.ok()) return absl::StrCat("which cannot be compared with ", threshold);
  const absl::string_view problem = judgement.problem.message();
  return absl::StrCat("which cannot be compared with ", threshold, ": ", problem);
}

std::string HowItFares(const Reasoned& why, const ValueJudgement& judgement, const std::string& threshold) {
  if (why.truth == Truth::kUnknown) return WhyUndecided(why, judgement, threshold);
  if (!judgement.value) return absl::StrCat(why.truth == Truth::kTrue ? "as asked: " : "not ", threshold);
  return why.truth == Truth::kTrue ? Inside(judgement.range, threshold) : Outside(judgement, threshold);
}

Evidence Held(const Reasoned& why, const ValueJudgement& judgement, std::string threshold) {
  Evidence entry;
  entry.kind = why.truth != Truth::kUnknown                 ? EvidenceKind::kFact
               : why.reason == EvidenceReason::kConflicting ? EvidenceKind::kConflict
                                                            : EvidenceKind::kUndecided;
  entry.reason = why.reason;
  entry.threshold = std::move(threshold);
  if (!judgement.value) return entry;
  entry.converted_value = FormatInterval(*judgement.value, judgement.unit);
  if (!judgement.value->IsPoint()) return entry;
  if (const auto distance = SignedDistance(judgement.value->lower()->value, judgement.range)) {
    entry.distance = Distance{FormatRational(*distance), judgement.unit};
  }
  return entry;
}

}  // namespace

std::string FormatResult(const Fact& fact, const Terminology& terminology) {
  if (const auto* quantity = std::get_if<Quantity>(&fact.value)) return FormatQuantity(*quantity);
  if (const auto* code = std::get_if<Code>(&fact.value)) return NameOf(*code, terminology);
  return "without a result";
}

std::string FormatExpected(const ObservationCriterion& criterion, const LimitOfNormal* limit,
                           const Terminology& terminology) {
  if (const auto* range = std::get_if<QuantityRange>(&*criterion.expected)) return FormatRange(*range);
  if (const auto* coded = std::get_if<ConceptSet>(&*criterion.expected)) return NameOf(*coded, terminology);
  const auto& normal = std::get<NormalLimitRange>(*criterion.expected);
  const std::string text =
      FormatBounds(normal.min, normal.max, normal.side == NormalLimitSide::kUpper ? "× ULN" : "× LLN");
  return limit == nullptr ? text
                          : absl::StrCat(text, " (", FormatAmount(limit->value.ToString(), limit->unit), ")");
}

Evidence DescribeValue(const ObservationCriterion& criterion, const ObservedValue& value, const Reasoned& why,
                       const PatientView& patient) {
  const Fact& fact = *value.fact->fact;
  const Terminology& terminology = patient.terminology();
  const ValueJudgement& judgement = value.judgement;
  const LimitOfNormal* limit = judgement.limit ? &*judgement.limit : nullptr;
  Evidence entry = Held(why, judgement, FormatExpected(criterion, limit, terminology));
  entry.fact = Refer(fact);
  entry.recorded_value = FormatResult(fact, terminology);
  entry.text =
      absl::StrCat(NameOf(fact.code, terminology), OfWhom(fact.person), " is ", entry.recorded_value);
  if (!entry.converted_value.empty() && entry.converted_value != entry.recorded_value) {
    absl::StrAppend(&entry.text, " (", entry.converted_value, ")");
  }
  absl::StrAppend(&entry.text, ", ", HowItFares(why, judgement, entry.threshold));
  return entry;
}

Evidence DescribeChange(const ObservationCriterion& criterion, const Fact& later, const Fact& earlier,
                        const ValueJudgement& change, const Reasoned& why, const PatientView& patient) {
  const Terminology& terminology = patient.terminology();
  Evidence entry = Held(why, change, FormatExpected(criterion, nullptr, terminology));
  entry.fact = Refer(later);
  entry.recorded_value = FormatResult(later, terminology);
  const std::string by = entry.converted_value.empty() ? "" : absl::StrCat(" by ", entry.converted_value);
  entry.text = absl::StrCat(NameOf(later.code, terminology), OfWhom(later.person), " changed", by, " from ",
                            FormatResult(earlier, terminology), " to ", entry.recorded_value, ", ",
                            HowItFares(why, change, entry.threshold));
  return entry;
}

}  // namespace trialmatch
