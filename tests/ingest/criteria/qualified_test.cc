#include "ingest/criteria/qualified.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/criteria/text_reader.h"
#include "terminology/plain_table.h"

namespace trialmatch::criteria {
namespace {

constexpr char kTable[] =
    "system\tloinc\thttp://loinc.org\tLOINC\t2.77\n"
    "concept\tloinc:718-7\tHemoglobin\nunit\tloinc:718-7\tg/dL\n"
    "concept\tloinc:8480-6\tSystolic\nunit\tloinc:8480-6\tmm[Hg]\n"
    "concept\tloinc:8462-4\tDiastolic\nunit\tloinc:8462-4\tmm[Hg]\n"
    "concept\tloinc:50984-4\tHorowitz index\nunit\tloinc:50984-4\tmm[Hg]\n"
    "concept\tloinc:2164-2\tCreatinine clearance\nunit\tloinc:2164-2\tmL/min\n";

v1::Criterion Read(const std::string& heading, const std::string& item) {
  v1::Trial trial;
  trial.set_eligibility_text(heading + " Criteria:\n\n- " + item + "\n");
  const LoadedTables tables = LoadPlainTables({{"tables.tsv", kTable}});
  const Concepts concepts(*tables.terminology);
  ReadEligibilityText(concepts, trial);
  return heading == "Exclusion" ? trial.exclusion_criteria(0) : trial.inclusion_criteria(0);
}

// Both must hold, the words and the measurement, of which this is one.
v1::ObservationCriterion Measured(const v1::Criterion& criterion) {
  if (criterion.all_of().criteria_size() != 2 || !criterion.all_of().criteria(0).has_unstructured())
    return {};
  return criterion.all_of().criteria(1).observation();
}

TEST(Qualified, AMeasurementMustHoldBesideTheWordsBeforeIt) {
  for (const char* item : {"Severe renal impairment: creatinine clearance of <= 25 ml/min",
                           "Renal disease with creatinine clearance <= 25 mL/min or"}) {
    EXPECT_EQ(Measured(Read("Exclusion", item)).quantity().max().value(), "25") << item;
  }
  const auto ratio = Measured(
      Read("Inclusion", "Acute respiratory distress syndrome with PaO2 / FiO2 between 200 and 300 mm/Hg"));
  EXPECT_EQ(ratio.quantity().min().value(), "200");
}

TEST(Qualified, AlternativesInTheBracketStayTogether) {
  const v1::Criterion read =
      Read("Exclusion", "Uncontrolled hypertension (SBP > 160 mmHg or DBP > 100 mmHg)");
  ASSERT_EQ(read.all_of().criteria_size(), 2);
  EXPECT_EQ(read.all_of().criteria(1).any_of().criteria_size(), 2);
}

TEST(Qualified, WordsThatMayChangeItsMeaningKeepTheWholeUnread) {
  for (const char* item :
       {"No anemia (hemoglobin < 9 g/dL)", "History of anemia with hemoglobin < 9 g/dL",
        "Anemia or bleeding with hemoglobin < 9 g/dL", "Bleeding, anemia with hemoglobin < 9 g/dL",
        "Women with hemoglobin < 11 g/dL", "Track II: hemoglobin < 11 g/dL",
        "CMV retinitis diagnosed with hemoglobin < 9 g/dL", "Age over 5 years: hemoglobin < 9 g/dL",
        "Mother with anemia (hemoglobin < 11 g/dL)", "Anemia (hemoglobin < 9 g/dL or bleeding)"}) {
    EXPECT_TRUE(Read("Inclusion", item).has_unstructured()) << item;
    EXPECT_TRUE(Read("Exclusion", item).has_unstructured()) << item;
  }
}

TEST(Qualified, AColonInAnInclusionMayNameThoseOfWhomItIsAsked) {
  EXPECT_TRUE(Read("Inclusion", "Patients with renal disease: hemoglobin > 9 g/dL").has_unstructured());
  EXPECT_FALSE(Read("Exclusion", "Patients with renal disease: hemoglobin > 9 g/dL").has_unstructured());
}

}  // namespace
}  // namespace trialmatch::criteria
