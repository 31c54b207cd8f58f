#include "ingest/criteria/plausible.h"

#include <gtest/gtest.h>

#include <string>

#include "domain/decimal.h"
#include "ingest/criteria/text_reader.h"
#include "terminology/plain_table.h"

namespace trialmatch::criteria {
namespace {

bool Plausible(absl::string_view analyte, absl::string_view value, absl::string_view unit,
               const AnalyteConversions* conversions = nullptr) {
  return IsPlausible(analyte, value, *Unit::Parse(unit), conversions);
}

TEST(IsPlausible, TellsASlipOfTheUnit) {
  EXPECT_TRUE(Plausible("hemoglobin", "9", "g/dL"));
  EXPECT_TRUE(Plausible("hemoglobin", "90", "g/L"));
  EXPECT_FALSE(Plausible("hemoglobin", "9", "mg/dL"));
  EXPECT_TRUE(Plausible("platelets", "100000", "/uL"));
  EXPECT_FALSE(Plausible("platelets", "100000", "/mL"));
  EXPECT_FALSE(Plausible("leukocytes", "3.5", "/uL"));
  EXPECT_FALSE(Plausible("creatinine", "2.5", "mg/mL"));
}

TEST(IsPlausible, ConvertsByMolarMassWhereItIsKnown) {
  AnalyteConversions creatinine;
  creatinine.molar_mass_g_per_mol = *Decimal::Parse("113.12");
  EXPECT_TRUE(Plausible("creatinine", "176.8", "umol/L", &creatinine));
  EXPECT_FALSE(Plausible("creatinine", "176.8", "mmol/L", &creatinine));
}

TEST(IsPlausible, SaysNothingAgainstWhatItDoesNotKnow) {
  EXPECT_TRUE(Plausible("lipase", "1000000", "U/L"));
  EXPECT_TRUE(Plausible("hemoglobin", "9", "kg"));
}

TEST(IsPlausible, ASlipStaysText) {
  const LoadedTables tables =
      LoadPlainTables({{"tables.tsv",
                        "system\tloinc\thttp://loinc.org\tLOINC\t2.77\nconcept\tloinc:718-7\tHemoglobin\n"
                        "unit\tloinc:718-7\tg/dL\n"}});
  v1::Trial trial;
  trial.set_eligibility_text("Inclusion Criteria:\n\n- Hemoglobin > 9 mg/dL\n\n- Hemoglobin > 9 g/dL\n");
  const Concepts concepts(*tables.terminology);
  ReadEligibilityText(concepts, trial);
  ASSERT_EQ(trial.inclusion_criteria_size(), 2);
  EXPECT_TRUE(trial.inclusion_criteria(0).has_unstructured());
  EXPECT_TRUE(trial.inclusion_criteria(1).has_observation());
}

}  // namespace
}  // namespace trialmatch::criteria
