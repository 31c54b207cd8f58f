// Short ways to write patients and criteria about measurements and medications.
#ifndef TRIALMATCH_TESTS_MATCHING_MEASURED_H_
#define TRIALMATCH_TESTS_MATCHING_MEASURED_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "domain/criterion.h"
#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "matching/patient_view.h"
#include "tests/matching/measurements.h"

namespace trialmatch {

inline std::optional<RecordedTime> At(absl::string_view text) {
  if (text.empty()) return std::nullopt;
  return RecordedTime::Parse(text).value();
}

// "1.249 kg", "<0.1 mg/dL", ">=5 g", or "18" for a plain number.
inline Quantity Amount(absl::string_view text) {
  Comparator comparator = Comparator::kNone;
  const auto strip = [&](absl::string_view sign, Comparator meaning) {
    if (comparator == Comparator::kNone && text.substr(0, sign.size()) == sign) {
      comparator = meaning;
      text.remove_prefix(sign.size());
    }
  };
  strip("<=", Comparator::kLessOrEqual);
  strip(">=", Comparator::kGreaterOrEqual);
  strip("<", Comparator::kLess);
  strip(">", Comparator::kGreater);
  const size_t space = text.find(' ');
  const absl::string_view unit = space == absl::string_view::npos ? "1" : text.substr(space + 1);
  return MakeQuantity(Decimal::Parse(text.substr(0, space)).value(), comparator, unit).value();
}

// A patient whose facts get the ids "f0", "f1", …
class PatientBuilder {
 public:
  PatientBuilder() {
    options.as_of =
        MakeAsOf(absl::FromCivil(absl::CivilSecond(2024, 6, 15, 12), absl::UTCTimeZone()), "UTC").value();
  }

  Fact& Add(FactCategory category, absl::string_view code, absl::string_view start) {
    Fact fact;
    fact.id = absl::StrCat("f", patient.facts.size());
    fact.category = category;
    fact.code = M(code);
    fact.start = At(start);
    patient.facts.push_back(std::move(fact));
    return patient.facts.back();
  }
  // `value`: as Amount; "" for none.
  Fact& Measure(absl::string_view code, absl::string_view value, absl::string_view start = "") {
    Fact& fact = Add(FactCategory::kObservation, code, start);
    if (!value.empty()) fact.value = Amount(value);
    return fact;
  }
  Fact& Take(absl::string_view code, absl::string_view dose, absl::string_view start,
             absl::string_view end = "") {
    Fact& fact = Add(FactCategory::kMedication, code, start);
    if (!dose.empty()) fact.dose = Amount(dose);
    fact.end = At(end);
    fact.status = ClinicalStatus::kActive;
    return fact;
  }

  PatientView View() const { return PatientView(patient, options, Measurements()); }

  Patient patient;
  EvaluationOptions options;
};

// "401..1249 g", "(60.. %" (exclusive), "..5)" without a unit.
inline QuantityRange Range(absl::string_view text) {
  QuantityRange range;
  const size_t space = text.find(' ');
  range.unit = space == absl::string_view::npos ? "1" : std::string(text.substr(space + 1));
  absl::string_view bounds = text.substr(0, space);
  const size_t dots = bounds.find("..");
  absl::string_view min = bounds.substr(0, dots), max = bounds.substr(dots + 2);
  const bool open_min = !min.empty() && min.front() == '(', open_max = !max.empty() && max.back() == ')';
  if (open_min) min.remove_prefix(1);
  if (open_max) max.remove_suffix(1);
  if (!min.empty()) range.min = Bound{Decimal::Parse(min).value(), open_min};
  if (!max.empty()) range.max = Bound{Decimal::Parse(max).value(), open_max};
  return range;
}

inline ObservationCriterion Asked(absl::string_view code, absl::string_view range,
                                  Selection selection = Selection::kLatest) {
  ObservationCriterion criterion;
  criterion.concepts = SetOf(code);
  criterion.expected = Range(range);
  criterion.selection = selection;
  return criterion;
}

inline AnchoredWindow LastDays(int64_t days) {
  AnchoredWindow window;
  window.window.start = CalendarOffset{-days, TimeUnit::kDay};
  window.window.end = CalendarOffset{0, TimeUnit::kDay};
  return window;
}

inline std::string Name(Truth truth) {
  return truth == Truth::kTrue ? "TRUE" : truth == Truth::kFalse ? "FALSE" : "UNKNOWN";
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_MATCHING_MEASURED_H_
