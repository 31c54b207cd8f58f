// Texts with their headings, lists and cohorts.
#include "ingest/criteria/text_reader.h"

#include "gmock/gmock.h"
#include "tests/ingest/criteria/reading_words.h"

namespace trialmatch::criteria {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> Inclusions(const v1::Trial& trial) {
  std::vector<std::string> words;
  for (const v1::Criterion& criterion : trial.inclusion_criteria()) words.push_back(WordsOf(criterion));
  return words;
}

std::vector<std::string> Exclusions(const v1::Trial& trial) {
  std::vector<std::string> words;
  for (const v1::Criterion& criterion : trial.exclusion_criteria()) words.push_back(WordsOf(criterion));
  return words;
}

int Count(const v1::Trial& trial, v1::PassageUse use) {
  int count = 0;
  for (const v1::Passage& passage : trial.eligibility_reading().passages()) count += passage.use() == use;
  return count;
}

TEST(TextReader, AttributesItemsToTheirSections) {
  const v1::Trial trial =
      ReadSample("Key Inclusion Criteria:\n\n1. Gout\n2. Be well\n\nExclusion criteria\n\n- Stroke\n");
  EXPECT_THAT(Inclusions(trial), ElementsAre("condition Gout now", "text \"Be well\""));
  EXPECT_THAT(Exclusions(trial), ElementsAre("condition Stroke now"));
  EXPECT_EQ(Count(trial, v1::PASSAGE_USE_HEADING), 2);
}

TEST(TextReader, EveryPassageIsAPieceOfTheTextInOrder) {
  const std::string text =
      "Inclusion Criteria:\n\n- Gout\n- Age 18 to 65 years;\n\nExclusion Criteria:\n\n- Stroke\n";
  const v1::Trial trial = ReadSample(text);
  int last = 0;
  for (const v1::Passage& passage : trial.eligibility_reading().passages()) {
    EXPECT_GE(passage.start(), last);
    EXPECT_GT(passage.end(), passage.start());
    EXPECT_LE(passage.end(), static_cast<int>(text.size()));
    last = passage.end();
  }
  const v1::TextSource& source = trial.inclusion_criteria(1).source();
  EXPECT_EQ(text.substr(source.start(), source.end() - source.start()), "Age 18 to 65 years");
  EXPECT_EQ(source.rule(), "age");
  EXPECT_GT(source.confidence_percent(), 50);
}

TEST(TextReader, WhatRestrictsNothingIsANote) {
  const v1::Trial trial =
      ReadSample("Inclusion Criteria:\n\n- Gout\n- Prior radiotherapy allowed\n- Not specified\n");
  EXPECT_THAT(Inclusions(trial), ElementsAre("condition Gout now"));
  EXPECT_EQ(Count(trial, v1::PASSAGE_USE_NOTE), 2);
}

TEST(TextReader, CriteriaThatAreNotDisclosedStayOpen) {
  EXPECT_THAT(Inclusions(ReadSample("Inclusion Criteria:\n\n- Other protocol-defined criteria may apply\n")),
              ElementsAre("text \"Other protocol-defined criteria may apply\""));
}

TEST(TextReader, AListUnderOneOfTheFollowingIsAlternatives) {
  const v1::Trial trial =
      ReadSample("Inclusion Criteria:\n\n- At least one of the following:\n    - Gout\n    - Stroke\n");
  EXPECT_THAT(Inclusions(trial), ElementsAre("any(condition Gout now; condition Stroke now)"));
}

TEST(TextReader, ALeadSaysWhenOfAllBeneathIt) {
  const v1::Trial trial = ReadSample(
      "Exclusion Criteria:\n\n- Any of the following within 6 months:\n    - Stroke\n    - Myocardial "
      "infarction\n");
  EXPECT_THAT(Exclusions(trial),
              ElementsAre("condition Stroke from -6 MONTH", "condition Myocardial Infarction from -6 MONTH"));
}

TEST(TextReader, ALeadThatNobodyUnderstandsKeepsItsListUnread) {
  const v1::Trial trial =
      ReadSample("Exclusion Criteria:\n\n- Uncontrolled diseases such as:\n    - Stroke\n    - Gout\n");
  ASSERT_EQ(trial.exclusion_criteria_size(), 1);
  EXPECT_TRUE(trial.exclusion_criteria(0).has_unstructured());
}

TEST(TextReader, DrugsBeneathConcurrentMedicationAreTaken) {
  const v1::Trial trial = ReadSample(
      "Exclusion Criteria\n\nConcurrent Medication:\n\nExcluded:\n\n  -  Fluconazole.\n\nPrior "
      "Medication:\n\nExcluded:\n\n"
      "  -  Fluconazole.\n");
  EXPECT_THAT(Exclusions(trial), ElementsAre("medication Fluconazole now", "medication Fluconazole ever"));
}

TEST(TextReader, WhatIsAllowedKeepsNobodyOut) {
  const v1::Trial trial = ReadSample(
      "Inclusion Criteria\n\nConcurrent Medication:\n\nAllowed:\n\n  -  Fluconazole.\n\nPatients must "
      "have:\n\n  -  Gout.\n");
  EXPECT_THAT(Inclusions(trial), ElementsAre("condition Gout now"));
}

TEST(TextReader, ReadsTheParagraphsOfPdq) {
  const v1::Trial trial = ReadSample(
      "PATIENT CHARACTERISTICS: Age: 18 years and over Performance status: ECOG 0-2 Life expectancy: At "
      "least 3 months "
      "Hepatic: Bilirubin no greater than 2 mg/dL Renal: Not specified Other: No history of stroke Not "
      "pregnant\n");
  EXPECT_THAT(Inclusions(trial),
              ElementsAre("clock", "performance_status", "observation life-expectancy >=3 mo",
                          "observation 1975-2 <=2 mg/dL", "not condition Stroke ever", "not state PREGNANT"));
}

TEST(TextReader, GroupsBecomeCohorts) {
  const v1::Trial trial = ReadSample(
      "Inclusion criteria:\n\nFor patients with gout:\n1) Age 18 years or older\nFor patients with "
      "stroke:\n1) Age 65 years or older\n"
      "Exclusion criteria:\nFor patients with stroke:\n1) Pregnant\n");
  ASSERT_EQ(trial.cohorts_size(), 2);
  EXPECT_EQ(trial.cohorts(0).inclusion_criteria_size(), 1);
  EXPECT_EQ(trial.cohorts(1).inclusion_criteria_size(), 1);
  EXPECT_EQ(trial.cohorts(1).exclusion_criteria_size(), 1);
}

TEST(TextReader, ACohortOfWhichNothingIsReadStaysOpen) {
  const v1::Trial trial =
      ReadSample("Inclusion criteria:\n\nCohort A: Gout\n\n- Mostly one of these:\n    - Cohort B: stroke\n");
  ASSERT_EQ(trial.cohorts_size(), 2);
  EXPECT_EQ(WordsOf(trial.cohorts(0).inclusion_criteria(0)), "condition Gout now");
  ASSERT_EQ(trial.cohorts(1).inclusion_criteria_size(), 1);
  EXPECT_TRUE(trial.cohorts(1).inclusion_criteria(0).has_unstructured()) << "else it would take everybody";
}

TEST(TextReader, TheSameTextIsReadTheSameWay) {
  const std::string text = "Inclusion Criteria:\n\n- Gout\n- Stroke or gout\n- Be well\n";
  EXPECT_EQ(ReadSample(text).SerializeAsString(), ReadSample(text).SerializeAsString());
}

TEST(TextReader, AnAgeWithoutAUnitIsNeverGuessed) {
  const v1::Trial trial = ReadSample("Inclusion Criteria:\n\n- Aged 1 to 28\n");
  ASSERT_TRUE(trial.inclusion_criteria(0).has_unstructured());
  EXPECT_EQ(trial.inclusion_criteria(0).unstructured().reason(), "an age without a unit is never guessed");
}

TEST(TextReader, ReadsAnything) {
  EXPECT_THAT(Inclusions(ReadSample("")), IsEmpty());
  for (const char* text :
       {"\n\n", "-", ":", "((((", "Inclusion Criteria:", "Exclusion: Exclusion: Exclusion:"}) {
    ReadSample(text);
  }
}

}  // namespace
}  // namespace trialmatch::criteria
