#include "matching/observation_evidence.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "matching/evidence_text.h"
#include "matching/value_text.h"

namespace trialmatch {
namespace {

using Values = absl::Span<const ObservedValue>;

std::string NameOfMeasured(const ObservationCriterion& criterion, const Person& person,
                           const PatientView& patient) {
  return absl::StrCat(NameOf(criterion.concepts, patient.terminology()), OfWhom(person));
}

// " in the last 4 weeks"; empty without a window.
std::string InWindow(const ObservationCriterion& criterion, const PatientView& patient) {
  if (!criterion.window) return "";
  const std::string window = FormatWindow(*criterion.window, patient.terminology());
  return window.empty() ? "" : absl::StrCat(" ", window);
}

// Why one value of a selection does not decide it; kSatisfies or kDoesNotSatisfy where it does.
Reasoned WhyOpen(const ObservationCriterion& criterion, Values values, const Selected& selected,
                 size_t index) {
  const ObservedValue& value = values[index];
  const Reasoned judged{value.judgement.truth, value.judgement.reason};
  if (selected.truth != Truth::kUnknown) return judged;
  if (value.counts.truth == Truth::kUnknown) return value.counts;
  if (judged.truth == Truth::kUnknown || criterion.selection != Selection::kLatest) return judged;
  bool disputed = false;
  for (const size_t other : selected.deciding) {
    const ObservedValue& rival = values[other];
    const bool differs = rival.counts.truth == Truth::kTrue && rival.judgement.truth == Not(judged.truth);
    if (differs && rival.taken == value.taken) return {Truth::kUnknown, EvidenceReason::kConflicting};
    disputed = disputed || differs;
  }
  return disputed ? Reasoned{Truth::kUnknown, EvidenceReason::kDateImprecise} : judged;
}

void AppendLimitAssumptions(const ObservedValue& value, NormalLimitSide side, const PatientView& patient,
                            std::vector<Evidence>& evidence) {
  const std::optional<LimitOfNormal>& limit = value.judgement.limit;
  if (!limit || !limit->from_table) return;
  Evidence table;
  table.kind = EvidenceKind::kAssumption;
  table.reason = EvidenceReason::kNormalLimitTable;
  table.fact = Refer(*value.fact->fact);
  table.text = absl::StrCat("the ", side == NormalLimitSide::kUpper ? "upper" : "lower",
                            " limit of normal of ", NameOf(value.fact->fact->code, patient.terminology()),
                            ", ", FormatAmount(limit->value.ToString(), limit->unit),
                            ", is taken from the table ", patient.options().normal_limit_table);
  evidence.push_back(std::move(table));
  if (limit->by_administrative_gender) evidence.push_back(GenderAssumption());
}

// Both ends of a change; `truth` is that of the whole criterion.
void AppendPair(const ObservationCriterion& criterion, Values values, const SelectedChange::Pair& pair,
                const PatientView& patient, std::vector<Evidence>& evidence) {
  const Fact& later = *values[pair.later].fact->fact;
  const Fact& earlier = *values[pair.earlier].fact->fact;
  const Reasoned judged{pair.change.truth, pair.change.reason};
  evidence.push_back(DescribeChange(criterion, later, earlier, pair.change, judged, patient));
  Evidence first;
  first.kind = judged.truth == Truth::kUnknown ? EvidenceKind::kUndecided : EvidenceKind::kFact;
  first.reason = judged.reason;
  first.fact = Refer(earlier);
  first.recorded_value = FormatResult(earlier, patient.terminology());
  first.text = absl::StrCat(NameOf(earlier.code, patient.terminology()), OfWhom(earlier.person), " was ",
                            first.recorded_value, " at the beginning");
  evidence.push_back(std::move(first));
}

}  // namespace

Evidence NoValueEvidence(const ObservationCriterion& criterion, const Person& person, Truth truth,
                         const PatientView& patient) {
  Evidence entry;
  entry.kind = truth == Truth::kUnknown ? EvidenceKind::kMissing : EvidenceKind::kAssumption;
  entry.reason = truth == Truth::kUnknown ? EvidenceReason::kNotRecorded : EvidenceReason::kCriterionPolicy;
  entry.threshold = FormatExpected(criterion, nullptr, patient.terminology());
  entry.text = absl::StrCat(NameOfMeasured(criterion, person, patient), " is not recorded",
                            InWindow(criterion, patient));
  if (truth != Truth::kUnknown) {
    absl::StrAppend(&entry.text, " and is taken as ", truth == Truth::kTrue ? "" : "not ",
                    "satisfying by the criterion's policy");
  }
  return entry;
}

void AppendValueEvidence(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                         const Selected& selected, const PatientView& patient,
                         std::vector<Evidence>& evidence) {
  const auto* normal = std::get_if<NormalLimitRange>(&*criterion.expected);
  for (const size_t i : selected.deciding) {
    const Reasoned why = WhyOpen(criterion, values, selected, i);
    evidence.push_back(DescribeValue(criterion, values[i], why, patient));
    if (normal != nullptr) AppendLimitAssumptions(values[i], normal->side, patient, evidence);
  }
}

void AppendChangeEvidence(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                          const SelectedChange& selected, const PatientView& patient,
                          std::vector<Evidence>& evidence) {
  if (selected.truth != Truth::kUnknown) {
    AppendPair(criterion, values, selected.pairs.front(), patient, evidence);
    return;
  }
  if (selected.pairs.size() == 1 && !selected.may_be_one_time) {
    AppendPair(criterion, values, selected.pairs.front(), patient, evidence);
  }
  // What is open about each value; one that is sure is open by its date alone.
  for (const ObservedValue& value : values) {
    Reasoned why = value.counts;
    if (why.truth == Truth::kTrue) {
      if (values.size() == 1 || (selected.pairs.size() == 1 && !selected.may_be_one_time)) continue;
      why = {Truth::kUnknown, EvidenceReason::kDateImprecise};
    }
    evidence.push_back(DescribeValue(criterion, value, why, patient));
  }
  if (values.size() > 1) return;
  Evidence missing;
  missing.kind = EvidenceKind::kMissing;
  missing.reason = EvidenceReason::kNotRecorded;
  missing.text =
      absl::StrCat("a second value of ", NameOfMeasured(criterion, values[0].fact->fact->person, patient),
                   ", of another time, is not recorded", InWindow(criterion, patient));
  evidence.push_back(std::move(missing));
}

}  // namespace trialmatch
