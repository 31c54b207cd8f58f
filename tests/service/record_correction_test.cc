// What people made of a record's criteria, when the record is imported again.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kText[] =
    R"(Inclusion Criteria:\n\n* Age at least 18 years\n* Weight over the moon\n\nExclusion Criteria:\n\n* Pregnant)";

class RecordCorrectionTest : public ::testing::Test {
 protected:
  v1::ImportTrialsResponse Import(const std::string& text, const std::string& condition = "Gout") {
    grpc::ClientContext context;
    v1::ImportTrialsResponse response;
    const auto stream = server_.stub<TrialStub>().ImportTrials(&context, &response);
    v1::ImportTrialsRequest request;
    request.mutable_record()->set_content(absl::StrCat(
        R"({"protocolSection": {"identificationModule": {"briefTitle": "T", "nctId": "NCT1"},
            "conditionsModule": {"conditions": [")",
        condition, R"("]}, "eligibilityModule": {"eligibilityCriteria": ")", text, R"("}}})"));
    stream->Write(request);
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.failed(), 0) << response.DebugString();
    return response;
  }

  v1::Trial Get() {
    v1::GetTrialRequest request;
    request.set_name("trials/NCT1");
    return server_.Ok(&TrialStub::GetTrial, request).trial();
  }

  void Apply(const v1::Trial& trial) {
    v1::UpdateTrialRequest request;
    *request.mutable_trial() = trial;
    server_.Ok(&TrialStub::UpdateTrial, request);
  }

  // Makes of the unread inclusion one of body weight, and stores it.
  void CorrectWeight() {
    v1::Trial trial = Get();
    ASSERT_TRUE(trial.inclusion_criteria(1).has_unstructured());
    auto& observation = *trial.mutable_inclusion_criteria(1)->mutable_observation();
    *observation.mutable_concepts()->add_include()->mutable_code() = Weight();
    observation.mutable_quantity()->mutable_min()->set_value("50");
    observation.mutable_quantity()->set_unit("kg");
    Apply(trial);
  }

  static v1::Code Weight() {
    v1::Code code;
    code.set_system("http://loinc.org");
    code.set_code("29463-7");
    return code;
  }

  static std::vector<std::string> Inclusions(const v1::Trial& trial) {
    std::vector<std::string> kinds;
    for (const v1::Criterion& criterion : trial.inclusion_criteria()) {
      kinds.push_back(criterion.has_clock()          ? "clock"
                      : criterion.has_observation()  ? "observation"
                      : criterion.has_unstructured() ? "text"
                                                     : criterion.id());
    }
    return kinds;
  }

  TestServer server_{ServerOptions()};
};

TEST_F(RecordCorrectionTest, ARecordWithoutCorrectionsIsUnchanged) {
  Import(kText);
  EXPECT_THAT(Inclusions(Get()), ElementsAre("clock", "text", "trial-condition"));
  EXPECT_EQ(Import(kText).unchanged(), 1);
}

TEST_F(RecordCorrectionTest, CohortsThatWereReadAreNotTakenForSomebodysOwn) {
  const std::string text =
      R"(Inclusion Criteria:\n\nCohort A: Be well\n\n- Mostly one of these:\n    - Cohort B: be ill\n)";
  Import(text);
  EXPECT_EQ(Get().cohorts_size(), 2);
  EXPECT_EQ(Import(text).unchanged(), 1);
}

TEST_F(RecordCorrectionTest, ACorrectionSurvivesWhileItsTextIsTheSame) {
  Import(kText);
  CorrectWeight();
  EXPECT_EQ(Import(kText).unchanged(), 1);
  const std::string other =
      absl::StrReplaceAll(kText, {{"18 years", "21 years"}, {"Age at", "* Be well\\n* Age at"}});
  const v1::ImportTrialsResponse changed = Import(other);
  EXPECT_EQ(changed.updated(), 1);
  EXPECT_EQ(changed.warned(), 0);
  const v1::Trial trial = Get();
  EXPECT_THAT(trial.inclusion_criteria(1).clock().min().value(), 21);
  ASSERT_THAT(Inclusions(trial), ElementsAre("text", "clock", "observation", "trial-condition"));
  const v1::TextSource& source = trial.inclusion_criteria(2).source();
  EXPECT_EQ(trial.eligibility_text().substr(source.start(), source.end() - source.start()),
            "Weight over the moon");
  EXPECT_EQ(Import(other).unchanged(), 1) << "it is known as a correction later, too";
}

TEST_F(RecordCorrectionTest, ACorrectionWhoseTextChangedIsKeptAside) {
  Import(kText);
  CorrectWeight();
  const std::string other = absl::StrReplaceAll(kText, {{"the moon", "the sun"}});
  EXPECT_EQ(Import(other).warned(), 1);
  const v1::Trial trial = Get();
  EXPECT_THAT(Inclusions(trial), ElementsAre("clock", "text", "trial-condition"));
  ASSERT_EQ(trial.eligibility_reading().stale_corrections_size(), 1);
  const v1::StaleCorrection& stale = trial.eligibility_reading().stale_corrections(0);
  EXPECT_EQ(stale.text(), "Weight over the moon");
  EXPECT_TRUE(stale.criteria(0).has_observation());
  EXPECT_EQ(Import(other).unchanged(), 1) << "until somebody has looked at it";
}

TEST_F(RecordCorrectionTest, WhatWasTakenOutAndWhatWasAddedStays) {
  Import(kText);
  v1::Trial trial = Get();
  trial.mutable_inclusion_criteria()->DeleteSubrange(1, 1);
  v1::Criterion& added = *trial.add_exclusion_criteria();
  added.set_text("Lives abroad");
  added.mutable_unstructured();
  v1::Cohort& cohort = *trial.add_cohorts();
  cohort.set_id("arm");
  Apply(trial);
  EXPECT_EQ(Import(kText).unchanged(), 1);
  Import(absl::StrReplaceAll(kText, {{"18", "19"}}));
  trial = Get();
  EXPECT_THAT(Inclusions(trial), ElementsAre("clock", "trial-condition"));
  ASSERT_EQ(trial.exclusion_criteria_size(), 2);
  EXPECT_EQ(trial.exclusion_criteria(1).text(), "Lives abroad");
  EXPECT_EQ(trial.cohorts_size(), 1);
}

TEST_F(RecordCorrectionTest, OneOfTwoEqualLinesIsCorrectedAlone) {
  const std::string twice = absl::StrReplaceAll(kText, {{"Weight", "Weight over the moon\\n* Weight"}});
  Import(twice);
  v1::Trial trial = Get();
  ASSERT_THAT(Inclusions(trial), ElementsAre("clock", "text", "text", "trial-condition"));
  trial.mutable_inclusion_criteria()->DeleteSubrange(2, 1);
  Apply(trial);
  EXPECT_EQ(Import(twice).unchanged(), 1);
}

TEST_F(RecordCorrectionTest, TheTrialConditionIsCorrectedTooUntilTheConditionsChange) {
  Import(kText);
  v1::Trial trial = Get();
  trial.mutable_inclusion_criteria()->DeleteSubrange(2, 1);
  Apply(trial);
  EXPECT_EQ(Import(kText).unchanged(), 1);
  EXPECT_THAT(Inclusions(Get()), ElementsAre("clock", "text"));
  EXPECT_EQ(Import(kText, "Cough").warned(), 1);
  EXPECT_THAT(Inclusions(Get()), ElementsAre("clock", "text", "trial-condition"));
}

TEST_F(RecordCorrectionTest, CriteriaThatPeopleWroteAsAWholeStay) {
  v1::CreateTrialRequest request;
  request.mutable_trial()->set_name("trials/NCT1");
  request.mutable_trial()->set_title("By hand");
  request.mutable_trial()->set_eligibility_text("Be well");
  v1::Criterion& criterion = *request.mutable_trial()->add_inclusion_criteria();
  criterion.set_text("Be well");
  criterion.mutable_unstructured();
  server_.Ok(&TrialStub::CreateTrial, request);
  EXPECT_EQ(Import(kText).warned(), 1);
  const v1::Trial trial = Get();
  EXPECT_EQ(trial.title(), "T");
  EXPECT_EQ(trial.inclusion_criteria_size(), 1);
  EXPECT_THAT(trial.exclusion_criteria(), IsEmpty());
}

TEST_F(RecordCorrectionTest, AReadingThatTheContractRefusesIsLeftOut) {
  std::string text = "Inclusion Criteria:";
  for (int i = 0; i < 10'001; ++i) absl::StrAppend(&text, "\\n* Line ", i);
  const v1::ImportTrialsResponse response = Import(text);
  EXPECT_EQ(response.created(), 1);
  EXPECT_EQ(response.warned(), 1);
  EXPECT_EQ(Get().inclusion_criteria_size(), 0);
}

}  // namespace
}  // namespace trialmatch
