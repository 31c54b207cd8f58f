#include "ingest/criteria/plausible.h"

#include "domain/decimal.h"
#include "domain/unit_conversion.h"

namespace trialmatch::criteria {
namespace {

// Wide: a third of what the sickest have, and three times that, but never so wide that a factor of a thousand
// fits.
struct Range {
  absl::string_view analyte, unit, least, most;
};
constexpr Range kRanges[] = {
    {"hemoglobin", "g/dL", "1", "30"},
    {"hematocrit", "%", "3", "90"},
    {"platelets", "10*9/L", "1", "5000"},
    {"leukocytes", "10*9/L", "0.05", "500"},
    {"neutrophils", "10*9/L", "0.05", "200"},
    {"lymphocytes", "10*9/L", "0.05", "500"},
    {"eosinophils", "10*9/L", "0.01", "100"},
    {"CD4 cells", "/uL", "5", "5000"},
    {"creatinine", "mg/dL", "0.1", "30"},
    {"total bilirubin", "mg/dL", "0.1", "60"},
    {"direct bilirubin", "mg/dL", "0.05", "60"},
    {"albumin", "g/dL", "0.5", "10"},
    {"total protein", "g/dL", "1", "20"},
    {"fibrinogen", "mg/dL", "10", "2000"},
    {"hemoglobin A1c", "%", "2", "25"},
    {"fasting glucose", "mg/dL", "10", "2000"},
    {"glucose", "mg/dL", "10", "2000"},
    {"total cholesterol", "mg/dL", "20", "2000"},
    {"LDL cholesterol", "mg/dL", "5", "2000"},
    {"HDL cholesterol", "mg/dL", "2", "300"},
    {"triglycerides", "mg/dL", "10", "10000"},
    {"potassium", "mmol/L", "1", "12"},
    {"sodium", "mmol/L", "80", "220"},
    {"calcium", "mg/dL", "2", "25"},
    {"magnesium", "mg/dL", "0.2", "15"},
    {"uric acid", "mg/dL", "0.5", "50"},
    {"urea nitrogen", "mg/dL", "1", "300"},
    {"C-peptide", "ng/mL", "0.01", "50"},
    {"body temperature", "Cel", "25", "45"},
    {"systolic blood pressure", "mm[Hg]", "30", "350"},
    {"diastolic blood pressure", "mm[Hg]", "15", "250"},
    {"birth weight", "g", "200", "8000"},
    {"body weight", "kg", "0.2", "500"},
    {"body mass index", "kg/m2", "5", "120"},
    {"left ventricular ejection fraction", "%", "5", "95"},
    {"QTc interval", "ms", "200", "800"},
};

}  // namespace

bool IsPlausible(absl::string_view analyte, absl::string_view value, const Unit& unit,
                 const AnalyteConversions* conversions) {
  const absl::StatusOr<Decimal> number = Decimal::Parse(value);
  if (!number.ok()) return false;
  for (const Range& range : kRanges) {
    if (range.analyte != analyte) continue;
    const absl::StatusOr<Unit> usual = Unit::Parse(range.unit);
    const absl::StatusOr<Rational> converted =
        ConvertClinical(number->ToRational(), unit, *usual, conversions);
    // What does not convert is refused by others.
    if (!converted.ok()) return true;
    return *converted >= Decimal::Parse(range.least)->ToRational() &&
           *converted <= Decimal::Parse(range.most)->ToRational();
  }
  return true;
}

}  // namespace trialmatch::criteria
