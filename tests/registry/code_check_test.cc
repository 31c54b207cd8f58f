#include "registry/code_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/registry/registry_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> Found(const v1::Trial& trial) {
  IssueSink sink("trial");
  CheckCodes(trial, "trial", *TestTerminology(), sink);
  std::vector<std::string> found;
  for (const Issue& issue : sink.issues()) {
    found.push_back(absl::StrCat(issue.severity == Severity::kError ? "error " : "warning ", issue.field,
                                 ": ", issue.description));
    EXPECT_EQ(issue.criterion_id.empty(), issue.field.find("conditions[") != std::string::npos);
  }
  return found;
}

std::vector<std::string> OfCriterion(const std::string& text) {
  return Found(TrialFromText(absl::StrCat("inclusion_criteria { id: \"c\" ", text, " }")));
}

std::vector<std::string> OfConcepts(const std::string& text) {
  return OfCriterion(absl::StrCat("condition { concepts { ", text, " } }"));
}

std::vector<std::string> OfBound(const std::string& code, const std::string& unit) {
  return OfCriterion(absl::StrCat("observation { concepts { include { code { system: \"urn:s\" code: \"",
                                  code, "\" } } } quantity { max { value: \"5\" } unit: \"", unit, "\" } }"));
}

std::vector<std::string> OfGrade(const std::string& text) {
  return OfCriterion(absl::StrCat(
      R"(condition { concepts { include { code { system: "urn:s" code: "disease" } } } grade { )", text,
      "} }"));
}

constexpr char kDisease[] = R"(include { code { system: "urn:s" code: "disease" } })";

TEST(CodeCheck, KnownCodesAreSound) {
  EXPECT_THAT(OfConcepts(kDisease), IsEmpty());
  EXPECT_THAT(Found(SoundTrial("NCT1")), IsEmpty());
}

TEST(CodeCheck, ACodeThatItsLoadedSystemDoesNotHaveIsAnErrorEverywhere) {
  EXPECT_THAT(
      OfConcepts(R"(include { code { system: "urn:s" code: "none" } })"),
      ElementsAre("error trial.inclusion_criteria[0].condition.concepts.include[0].code: the code system "
                  "does not have this code"));
  EXPECT_THAT(Found(TrialFromText(R"(conditions { code { system: "urn:s" code: "none" } })")),
              ElementsAre("error trial.conditions[0].code: the code system does not have this code"));
}

TEST(CodeCheck, ASystemThatIsNotLoadedIsAnErrorInACriterionAndAWarningInALabel) {
  EXPECT_THAT(
      OfConcepts(absl::StrCat(kDisease, R"(exclude { code { system: "urn:none" code: "a" } })")),
      ElementsAre("error trial.inclusion_criteria[0].condition.concepts.exclude[0].code: the code system "
                  "is not loaded"));
  EXPECT_THAT(Found(TrialFromText(R"(cohorts { conditions { code { system: "urn:none" code: "a" } } })")),
              ElementsAre("warning trial.cohorts[0].conditions[0].code: the code system is not loaded"));
}

TEST(CodeCheck, ASetWithoutMembersIsAnError) {
  EXPECT_THAT(
      OfConcepts(R"(include { code { system: "urn:s" code: "rare-disease" } }
                            exclude { code { system: "urn:s" code: "disease" } })"),
      ElementsAre("error trial.inclusion_criteria[0].condition.concepts: has no member: everything that "
                  "is included is excluded again"));
  EXPECT_THAT(OfConcepts(R"(include { code { system: "urn:s" code: "disease" } }
                            exclude { code { system: "urn:s" code: "rare-disease" } })"),
              IsEmpty());
}

TEST(CodeCheck, GradesAreThoseOfTheirScale) {
  EXPECT_THAT(OfGrade(R"(scale: "stage" min: "I" max: "iiib")"), IsEmpty());
  EXPECT_THAT(OfGrade(R"(scale: "stage" min: "III" max: "IIIB")"), IsEmpty());
  EXPECT_THAT(
      OfGrade(R"(scale: "none" min: "I")"),
      ElementsAre("error trial.inclusion_criteria[0].condition.grade.scale: the scale is not loaded"));
  EXPECT_THAT(OfGrade(R"(scale: "stage" min: "V" max: "VI")"),
              ElementsAre(HasSubstr("grade.min: the scale does not have this grade"),
                          HasSubstr("grade.max: the scale does not have this grade")));
  EXPECT_THAT(OfGrade(R"(scale: "stage" min: "III" max: "II")"),
              ElementsAre("error trial.inclusion_criteria[0].condition.grade.min: is above max"));
}

TEST(CodeCheck, ABoundIsInAUnitThatConvertsToWhatIsMeasured) {
  EXPECT_THAT(OfBound("birth-weight", "kg"), IsEmpty());
  EXPECT_THAT(
      OfBound("birth-weight", "mmol/L"),
      ElementsAre("error trial.inclusion_criteria[0].observation.quantity.unit: is not comparable with g, "
                  "in which \"Birth weight\" is measured"));
  EXPECT_THAT(OfBound("weight-at-birth", "mmol/L"),
              ElementsAre(HasSubstr("\"Weight at birth\" is measured")));
  EXPECT_THAT(OfBound("glucose", "mg/dL"), IsEmpty()) << "by the molar mass";
  EXPECT_THAT(OfBound("sodium", "mg/dL"), ElementsAre(HasSubstr("is not comparable with mmol/L")));
  EXPECT_THAT(OfBound("fever", "Cel"), IsEmpty()) << "nothing is known of it";
}

TEST(CodeCheck, AChangeInPercentHasNoUnitOfWhatIsMeasured) {
  EXPECT_THAT(
      OfCriterion(R"(observation { concepts { include { code { system: "urn:s" code: "birth-weight" } } }
                                           selection: SELECTION_PERCENT_CHANGE
                                           quantity { max { value: "5" } unit: "%" } })"),
      IsEmpty());
}

TEST(CodeCheck, EveryFaultIsReportedWithItsInnermostCriterion) {
  const v1::Trial trial = TrialFromText(R"(
      exclusion_criteria { id: "outer" any_of {
        criteria { id: "first" condition { concepts { include { code { system: "urn:s" code: "a" } } } } }
        criteria { id: "second" condition { concepts { include { code { system: "urn:s" code: "b" } } } } } } })");
  IssueSink sink("trial");
  CheckCodes(trial, "trial", *TestTerminology(), sink);
  ASSERT_EQ(sink.issues().size(), 2u);
  EXPECT_EQ(sink.issues()[0].criterion_id, "first");
  EXPECT_EQ(sink.issues()[1].criterion_id, "second");
  EXPECT_EQ(sink.issues()[1].field,
            "trial.exclusion_criteria[0].any_of.criteria[1].condition.concepts.include[0].code");
}

}  // namespace
}  // namespace trialmatch
