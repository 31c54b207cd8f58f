// What each rule reads, and what it leaves alone.
#include "gmock/gmock.h"
#include "ingest/criteria/rule.h"
#include "tests/ingest/criteria/reading_words.h"

namespace trialmatch::criteria {
namespace {

using ::testing::StartsWith;

constexpr char kUnread[] = "text ";

TEST(JudgementRule, ReadsWhatTheInvestigatorDecides) {
  for (const char* line :
       {"Any condition that, in the opinion of the investigator, would put the patient at risk",
        "Unsuitable as judged by the investigator",
        "Other serious illness which in the investigator's judgment makes participation undesirable"}) {
    EXPECT_EQ(Exclusion(line), "judgement") << line;
  }
}

TEST(JudgementRule, LeavesListsAndNumbersAlone) {
  for (const char* line : {"Stroke, gout, or seizures that, in the opinion of the investigator, are severe",
                           "More than 3 seizures in the opinion of the investigator",
                           "Any condition that would put the patient at risk"}) {
    EXPECT_THAT(Exclusion(line), StartsWith(kUnread)) << line;
  }
}

TEST(AbilityRule, ReadsWhatPatientsCanAndWillDo) {
  EXPECT_EQ(Inclusion("Able to comply with the study procedures"),
            "ability Complying with the requirements of a protocol");
  EXPECT_EQ(Inclusion("Willing and able to comply with all study visits"),
            "all(willingness; ability Complying with the requirements of a protocol)");
  EXPECT_EQ(Exclusion("Unwilling or unable to comply with the protocol"),
            "any(not willingness; not ability Complying with the requirements of a protocol)");
  EXPECT_EQ(Exclusion("Inability to swallow tablets"), "not ability Swallowing tablets");
  EXPECT_EQ(Inclusion("Able to understand the study and comply with its requirements"),
            "all(ability Understanding that a study is investigational; ability Complying with the "
            "requirements of a protocol)");
  EXPECT_EQ(Exclusion("Does not speak English"), "not ability Understanding the language of a study");
}

TEST(AbilityRule, ReadsNothingWithWordsOfItsOwn) {
  for (const char* line :
       {"Able to comply with a diet of 1200 kcal", "Able to walk without help", "Willing to swallow tablets",
        "Able to comply with the study procedures unless hospitalized"}) {
    EXPECT_THAT(Inclusion(line), StartsWith(kUnread)) << line;
  }
}

TEST(TestResultRule, ReadsResultsInEitherOrder) {
  EXPECT_EQ(Exclusion("Positive for hepatitis B surface antigen"), "observation 5195-3 Positive");
  EXPECT_EQ(Exclusion("HBsAg positive"), "observation 5195-3 Positive");
  EXPECT_EQ(Inclusion("Negative serum pregnancy test within 7 days before randomization"),
            "observation 2106-3 Negative from -7 DAY");
  EXPECT_EQ(
      Inclusion("Women of childbearing potential must have a negative urine pregnancy test at screening"),
      "if state CHILDBEARING_POTENTIAL then observation 2106-3 Negative");
  EXPECT_EQ(Exclusion("Positive for HBsAg or hepatitis C antibody"),
            "any(observation 5195-3 Positive; observation 16128-1 Positive)");
}

TEST(TestResultRule, DoesNotGuessWhatNegativeForTwoMeans) {
  EXPECT_THAT(Inclusion("Negative for HBsAg or hepatitis C antibody"), StartsWith(kUnread));
}

TEST(ContraceptionRule, AsksItOfWomenWhoCouldBearAChild) {
  EXPECT_EQ(Inclusion("Women of childbearing potential must use effective contraception during the study"),
            "if state CHILDBEARING_POTENTIAL then state EFFECTIVE_CONTRACEPTION");
  EXPECT_EQ(
      Inclusion(
          "Females of childbearing potential must agree to use a highly effective method of contraception"),
      "if state CHILDBEARING_POTENTIAL then state HIGHLY_EFFECTIVE_CONTRACEPTION");
  EXPECT_THAT(Inclusion("Fertile patients must use effective contraception"), StartsWith(kUnread));
  EXPECT_THAT(Inclusion("Women of childbearing potential must use two methods of contraception"),
              StartsWith(kUnread));
}

TEST(LifeExpectancyRule, ReadsSpansOfLife) {
  EXPECT_EQ(Inclusion("Life expectancy of at least 3 months"), "observation life-expectancy >=3 mo");
  EXPECT_EQ(Inclusion("Life expectancy > twelve weeks"), "observation life-expectancy >12 wk");
  EXPECT_THAT(Inclusion("Life expectancy of at least 3"), StartsWith(kUnread));
}

TEST(HabitRule, ReadsSmoking) {
  EXPECT_EQ(Exclusion("Current smokers"), "lifestyle Smoking now");
  EXPECT_EQ(Inclusion("Non-smoker"), "not lifestyle Smoking now");
  EXPECT_EQ(Exclusion("History of smoking"), "lifestyle Smoking ever");
  EXPECT_EQ(Inclusion("Never smokers"), "not lifestyle Smoking ever");
  EXPECT_THAT(Exclusion("Smokers of more than 10 cigarettes a day"), StartsWith(kUnread));
}

TEST(ReproductiveRule, ReadsPlansBesideStates) {
  EXPECT_EQ(Exclusion("Pregnant or breastfeeding women"), "state PREGNANT/LACTATING");
  EXPECT_EQ(Exclusion("Women who are pregnant, nursing, or planning to become pregnant during the study"),
            "any(state PREGNANT/LACTATING; plan Pregnancy)");
  EXPECT_EQ(Inclusion("Not pregnant or nursing"), "not state PREGNANT/LACTATING");
}

TEST(FactRule, ReadsHistoryAndWindows) {
  EXPECT_EQ(Exclusion("History of stroke"), "condition Stroke ever");
  EXPECT_EQ(Exclusion("Stroke or myocardial infarction within the past 6 months"),
            "any(condition Stroke from -6 MONTH; condition Myocardial Infarction from -6 MONTH)");
  EXPECT_EQ(Exclusion("Recent history (within the 6 months prior to screening) of stroke"),
            "condition Stroke from -6 MONTH");
  EXPECT_EQ(Inclusion("No history of stroke"), "not condition Stroke ever");
  EXPECT_EQ(Inclusion("HIV negative"), "not condition HIV Infections now");
}

TEST(FactRule, ReadsTreatments) {
  EXPECT_EQ(Inclusion("No prior chemotherapy"), "not medication Cytotoxic chemotherapy ever");
  EXPECT_EQ(Inclusion("At least 4 weeks since prior radiotherapy"),
            "not procedure Radiotherapy from -4 WEEK");
  EXPECT_EQ(Exclusion("Use of any investigational drug within 30 days of study entry"),
            "medication Investigational agent from -30 DAY");
  EXPECT_EQ(Exclusion("Allergy to penicillin"), "allergy Penicillins ever");
  EXPECT_EQ(Exclusion("Current treatment with fluconazole"), "medication Fluconazole now");
  EXPECT_THAT(Exclusion("Fluconazole"), StartsWith(kUnread)) << "nobody says that it is taken";
}

TEST(FactRule, ReadsGradesAndTypes) {
  EXPECT_EQ(Exclusion("New York Heart Association class III or IV heart failure"),
            "condition Heart Failure NYHA III.. now");
  EXPECT_EQ(Exclusion("Heart failure (NYHA class > II)"), "condition Heart Failure NYHA III.. now");
  EXPECT_EQ(Inclusion("Type 1 or type 2 diabetes mellitus"),
            "any(condition Diabetes Mellitus, Type 1 now; condition Diabetes Mellitus, Type 2 now)");
}

TEST(FactRule, OtherIsNotWhatTheTrialIsFor) {
  EXPECT_EQ(Exclusion("Other active neoplasms"), "condition Neoplasms but not Gout now");
  EXPECT_EQ(Exclusion("Neoplasms except skin neoplasms"), "condition Neoplasms but not Skin Neoplasms now");
  EXPECT_THAT(Exclusion("Neoplasms except skin neoplasms or cured tumors"), StartsWith(kUnread))
      << "nobody knows where the exceptions end";
}

TEST(ObservationRule, ReadsOneAmountInTwoUnits) {
  EXPECT_EQ(Inclusion("Hemoglobin >= 9 g/dL (90 g/L)"), "observation 718-7 >=9 g/dL");
  EXPECT_EQ(Exclusion("Glucose > 140 mg/dL [7.8 mmol/L]"), "observation 2345-7 >140 mg/dL");
  EXPECT_THAT(Inclusion("Hemoglobin >= 9 g/dL (120 g/L)"), StartsWith(kUnread)) << "that is another amount";
}

}  // namespace
}  // namespace trialmatch::criteria
