#include "ingest/criteria/item_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/criteria/text_reader.h"
#include "terminology/plain_table.h"

namespace trialmatch::criteria {
namespace {

constexpr char kTables[] =
    "system\tloinc\thttp://loinc.org\tLOINC\t2.77\n"
    "system\ticd10cm\thttp://hl7.org/fhir/sid/icd-10-cm\tICD-10-CM\n"
    "concept\tloinc:8636-3\tQTc\nunit\tloinc:8636-3\tms\n"
    "concept\tloinc:6768-6\tAlkaline phosphatase\nunit\tloinc:6768-6\tU/L\n"
    "concept\tloinc:2164-2\tCreatinine clearance\nunit\tloinc:2164-2\tmL/min\n"
    "concept\tloinc:2160-0\tCreatinine\nunit\tloinc:2160-0\tmg/dL\n"
    "concept\ticd10cm:J45\tAsthma\n";

v1::Criterion Read(const std::string& heading, const std::string& item) {
  v1::Trial trial;
  trial.set_eligibility_text(heading + " Criteria:\n\n- " + item + "\n");
  const LoadedTables tables = LoadPlainTables({{"tables.tsv", kTables}});
  const Concepts concepts(*tables.terminology);
  ReadEligibilityText(concepts, trial);
  return heading == "Exclusion" ? trial.exclusion_criteria(0) : trial.inclusion_criteria(0);
}

v1::Criterion Inclusion(const std::string& item) { return Read("Inclusion", item); }

TEST(ItemReader, WhatNegatesWordsNobodyReadsMayNegateWhatIsBehindThem) {
  for (const char* item : {"No fever or QTc > 450 ms", "No uncontrolled fever and QTc > 450 ms",
                           "Patients may not have a fever or alkaline phosphatase > 5 x ULN",
                           "Must not have these findings: a fever; alkaline phosphatase > 5 x ULN",
                           "If a fever was seen or QTc > 450 ms"}) {
    EXPECT_TRUE(Inclusion(item).has_unstructured()) << item;
    EXPECT_TRUE(Read("Exclusion", item).has_unstructured()) << item;
  }
}

TEST(ItemReader, WhatNegatesTheFirstOfTwoMayNegateBoth) {
  for (const char* item :
       {"Not pregnant or QTc > 450 ms", "Not pregnant or planning it", "Not pregnant and QTc > 450 ms"}) {
    EXPECT_TRUE(Inclusion(item).has_unstructured()) << item;
  }
  EXPECT_EQ(Inclusion("Not pregnant, and QTc < 450 ms").all_of().criteria_size(), 2);
  EXPECT_EQ(Inclusion("QTc < 450 ms and not pregnant").all_of().criteria_size(), 2);
}

TEST(ItemReader, AnAlternativeOfTheLastSentenceIsNoneOfTheFirst) {
  EXPECT_TRUE(Inclusion("Measurable disease. Serum tests done or creatinine clearance > 50 mL/min")
                  .has_unstructured());
  EXPECT_TRUE(Inclusion("Disease: measurable Renal: tests done or creatinine clearance > 50 mL/min")
                  .has_unstructured());
}

TEST(ItemReader, AlternativesWithoutAnythingThatGovernsThemAreRead) {
  EXPECT_EQ(Inclusion("Creatinine < 2 mg/dL or creatinine clearance > 60 mL/min").any_of().criteria_size(),
            2);
  const v1::Criterion half = Inclusion("Normal urine tests or creatinine clearance > 60 mL/min");
  ASSERT_EQ(half.any_of().criteria_size(), 2);
  EXPECT_TRUE(half.any_of().criteria(0).has_unstructured());
  EXPECT_TRUE(half.any_of().criteria(1).has_observation());
}

TEST(ItemReader, ANegationAmongTheExclusionsIsNoReasonToExcludeTheOthers) {
  for (const char* item : {"Must not be pregnant", "Not pregnant or nursing", "Patients cannot be pregnant",
                           "No asthma", "Patients must not have asthma"}) {
    EXPECT_TRUE(Read("Exclusion", item).has_unstructured()) << item;
    EXPECT_TRUE(Inclusion(item).has_not_()) << item;
  }
  EXPECT_TRUE(Read("Exclusion", "Pregnant or nursing").has_reproductive_state());
  EXPECT_TRUE(Read("Exclusion", "Asthma").has_condition());
  EXPECT_TRUE(Read("Exclusion", "Unwilling to sign informed consent").not_().has_consent());
}

TEST(ItemReader, WhatMustBeExcludesNobodyOfWhomItIs) {
  for (const char* item : {"Informed consent must be obtained", "Must be at least 18 years old",
                           "Creatinine clearance must be greater than 50 mL/min",
                           "Females > 13 years of age or those who menstruate must have a negative test"}) {
    EXPECT_TRUE(Read("Exclusion", item).has_unstructured()) << item;
  }
  EXPECT_TRUE(Inclusion("Informed consent must be obtained").has_consent());
  const v1::Criterion read =
      Read("Exclusion", "Pregnant or nursing. Fertile patients must use contraception");
  EXPECT_FALSE(read.has_unstructured());
}

}  // namespace
}  // namespace trialmatch::criteria
