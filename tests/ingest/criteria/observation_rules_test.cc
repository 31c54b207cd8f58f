#include "ingest/criteria/observation_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/criteria/text_reader.h"
#include "terminology/plain_table.h"

namespace trialmatch::criteria {
namespace {

constexpr char kTable[] =
    "system\tloinc\thttp://loinc.org\tLOINC\t2.77\n"
    "concept\tloinc:26515-7\tPlatelets\nunit\tloinc:26515-7\t10*9/L\n"
    "concept\tloinc:751-8\tNeutrophils\nunit\tloinc:751-8\t10*9/L\n"
    "concept\tloinc:1742-6\tALT\nunit\tloinc:1742-6\tU/L\n"
    "concept\tloinc:29463-7\tWeight\nunit\tloinc:29463-7\tkg\n"
    "concept\tloinc:8310-5\tTemperature\nunit\tloinc:8310-5\tCel\n"
    "concept\tloinc:8636-3\tQTc\nunit\tloinc:8636-3\tms\n"
    "concept\tloinc:4548-4\tHemoglobin A1c\nunit\tloinc:4548-4\t%\n"
    "concept\tloinc:39156-5\tBMI\nunit\tloinc:39156-5\tkg/m2\n";

// What is read of one inclusion; without a kind where nothing is.
v1::Criterion Read(const std::string& item) {
  v1::Trial trial;
  trial.set_eligibility_text("Inclusion Criteria:\n\n- " + item + "\n");
  const LoadedTables tables = LoadPlainTables({{"tables.tsv", kTable}});
  const Concepts concepts(*tables.terminology);
  ReadEligibilityText(concepts, trial);
  return trial.inclusion_criteria(0);
}

TEST(ObservationRules, APointOfThousandsInACountIsNeverGuessed) {
  EXPECT_TRUE(Read("Platelets > 100.000/mm3").has_unstructured());
  EXPECT_TRUE(Read("Neutrophils between 1.500 and 3.000 cells/mm3").has_unstructured());
  EXPECT_EQ(Read("Platelets > 100,000/mm3").observation().quantity().min().value(), "100000");
  EXPECT_EQ(Read("Neutrophils > 1.5 x 10^9/L").observation().quantity().min().value(), "1.5");
  EXPECT_EQ(Read("Weight > 1.250 kg").observation().quantity().min().value(), "1.250");
}

TEST(ObservationRules, LimitsOfNormalHaveManyNames) {
  for (const char* item : {"ALT <= 2.5xULN", "ALT <= 2.5 times the upper normal range",
                           "GPT <= 2.5 times the upper limit of the norm", "ALT <= 2.5 normal limit (ULN)"}) {
    const v1::NormalLimitRange limits = Read(item).observation().normal_limit();
    EXPECT_EQ(limits.limit(), v1::NORMAL_LIMIT_UPPER) << item;
    EXPECT_EQ(limits.max().value(), "2.5") << item;
  }
}

TEST(ObservationRules, UnitsAndAnalytesHaveManySpellings) {
  EXPECT_EQ(Read("Neutrophils > 500 /mmc").observation().quantity().unit(), "/uL");
  EXPECT_EQ(Read("Axillary temperature <= 37.0°C").observation().quantity().unit(), "Cel");
  EXPECT_EQ(Read("HbA1c < 9.0％").observation().quantity().unit(), "%");
  EXPECT_EQ(Read("QTc greater than 450 ms on screening ECG").observation().quantity().unit(), "ms");
  EXPECT_EQ(Read("BMI index is 18.5-30.0").observation().quantity().unit(), "kg/m2");
}

TEST(ObservationRules, AMeasurementKeepsItsValueBesideItsWindow) {
  const v1::ObservationCriterion one =
      Read("Platelets > 100,000/mm3 within 14 days before enrollment").observation();
  EXPECT_EQ(one.quantity().min().value(), "100000");
  EXPECT_EQ(one.window().start().count(), -14);
  const v1::Criterion two = Read("Platelets and neutrophils > 100,000/mm3 within 14 days before enrollment");
  ASSERT_EQ(two.all_of().criteria_size(), 2);
  for (const v1::Criterion& part : two.all_of().criteria()) {
    EXPECT_EQ(part.observation().window().start().count(), -14);
  }
}

}  // namespace
}  // namespace trialmatch::criteria
