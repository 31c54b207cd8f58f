// A small terminology of measurements and medications, and short ways to write patients and criteria.
#ifndef TRIALMATCH_TESTS_MATCHING_MEASURED_H_
#define TRIALMATCH_TESTS_MATCHING_MEASURED_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "domain/criterion.h"
#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "matching/patient_view.h"
#include "terminology/plain_table.h"

namespace trialmatch {

inline Code M(absl::string_view code) { return {"urn:m", std::string(code)}; }
inline ConceptSet SetOf(absl::string_view code) { return ConceptSet{{{M(code), true}}, {}}; }

inline const Terminology& Measurements() {
  static const LoadedTables& tables = *new LoadedTables([] {
    const char* rows =
        "system;m;urn:m;Measurements;1;one\n"
        "system;other;urn:other;Another publisher;1\n"
        "concept;m:size;size\n"
        "concept;m:weight;birth weight;m:size\n"
        "concept;m:risk;risk of death\n"
        "concept;m:alt;ALT\n"
        "concept;m:glucose;glucose\n"
        "concept;m:hba1c;HbA1c\n"
        "concept;m:temperature;temperature\n"
        "concept;m:serology;serology\n"
        "concept;m:result;result\n"
        "concept;m:positive;positive;m:result\n"
        "concept;m:weakly;weakly positive;m:positive\n"
        "concept;m:negative;negative;m:result\n"
        "concept;m:method;method\n"
        "concept;m:scale;scale;m:method\n"
        "concept;m:estimate;estimate;m:method\n"
        "concept;m:surgery;surgery\n"
        "concept;m:steroid;corticosteroid\n"
        "concept;m:prednisone;prednisone;m:steroid\n"
        "concept;m:prednisone-tablet;prednisone tablet;m:prednisone\n"
        "concept;m:dexamethasone;dexamethasone;m:steroid\n"
        "concept;m:drug;drug\n"
        "concept;other:7;something else\n"
        "analyte;m:glucose;180\n"
        "conversion;m:hba1c;mmol/mol;%;0.09148;2.152\n"
        "limit;adult;m:alt;male;6570..;;50;U/L\n"
        "limit;adult;m:alt;female;6570..;;35;U/L\n"
        "limit;adult;m:glucose;any;;70;100;mg/dL\n";
    std::vector<TableFile> files;
    files.push_back({"measured.tsv", absl::StrReplaceAll(rows, {{";", "\t"}})});
    return LoadPlainTables(std::move(files));
  }());
  return *tables.terminology;
}

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
