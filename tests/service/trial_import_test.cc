// ImportTrials over the wire.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::IsEmpty;

v1::ImportTrialsRequest TrialMessage(const std::string& name, const std::string& title = "A trial") {
  v1::ImportTrialsRequest request;
  request.mutable_trial()->set_name(name);
  request.mutable_trial()->set_title(title);
  return request;
}

v1::ImportTrialsRequest RecordMessage(const std::string& id, const std::string& age = "18 Years",
                                      const std::string& status = "RECRUITING") {
  v1::ImportTrialsRequest request;
  request.mutable_record()->set_content(absl::StrCat(
      R"({"protocolSection": {"identificationModule": {"briefTitle": "T", "nctId": ")", id,
      R"("}, "statusModule": {"overallStatus": ")", status,
      R"("}, "eligibilityModule": {"eligibilityCriteria": "Be well", "minimumAge": ")", age, R"("}}})"));
  return request;
}

v1::ImportTrialsRequest OptionsMessage(bool dry_run) {
  v1::ImportTrialsRequest request;
  request.mutable_options()->set_dry_run(dry_run);
  return request;
}

class TrialImportTest : public ::testing::Test {
 protected:
  Answered<v1::ImportTrialsResponse> Import(const std::vector<v1::ImportTrialsRequest>& messages) {
    grpc::ClientContext context;
    Answered<v1::ImportTrialsResponse> answered;
    const auto stream = server_.stub<TrialStub>().ImportTrials(&context, &answered.response);
    for (const auto& message : messages) {
      if (!stream->Write(message)) break;
    }
    stream->WritesDone();
    answered.status = stream->Finish();
    return answered;
  }

  v1::ImportTrialsResponse Ok(const std::vector<v1::ImportTrialsRequest>& messages) {
    const auto answered = Import(messages);
    EXPECT_TRUE(answered.status.ok()) << answered.status.error_message();
    return answered.response;
  }

  int64_t Size() { return server_.Ok(&TrialStub::ListTrials, {}).total_size(); }

  TestServer server_{ServerOptions()};
};

TEST_F(TrialImportTest, CreatesUpdatesAndLeavesAlone) {
  const auto first = Ok({OptionsMessage(false), TrialMessage("trials/A"), TrialMessage("trials/B")});
  EXPECT_EQ(first.created(), 2);
  EXPECT_EQ(first.catalog_revision(), 1);
  const auto second =
      Ok({TrialMessage("trials/A"), TrialMessage("trials/B", "Changed"), TrialMessage("trials/C")});
  EXPECT_EQ(second.created(), 1);
  EXPECT_EQ(second.updated(), 1);
  EXPECT_EQ(second.unchanged(), 1);
  EXPECT_EQ(second.failed(), 0);
  EXPECT_EQ(second.catalog_revision(), 2);
  EXPECT_EQ(Size(), 3);
  const auto third = Ok({TrialMessage("trials/A")});
  EXPECT_EQ(third.unchanged(), 1);
  EXPECT_EQ(third.catalog_revision(), 2);
}

TEST_F(TrialImportTest, StoresTheGoodOnesBesideABadOne) {
  const auto response = Ok({TrialMessage("trials/A"), TrialMessage("trials/B", ""), TrialMessage("no name"),
                            TrialMessage("trials/C")});
  EXPECT_EQ(response.created(), 2);
  EXPECT_EQ(response.failed(), 2);
  ASSERT_EQ(response.failures_size(), 2);
  EXPECT_EQ(response.failures(0).position(), 1);
  EXPECT_EQ(response.failures(0).name(), "trials/B");
  ASSERT_EQ(response.failures(0).issues_size(), 1);
  EXPECT_EQ(response.failures(0).issues(0).field(), "trial.title");
  EXPECT_EQ(response.failures(1).position(), 2);
  EXPECT_EQ(response.failures(1).name(), "");
  EXPECT_EQ(Size(), 2);
}

TEST_F(TrialImportTest, StoresNothingOnADryRun) {
  const auto response = Ok({OptionsMessage(true), TrialMessage("trials/A"), TrialMessage("trials/B", "")});
  EXPECT_EQ(response.created(), 1);
  EXPECT_EQ(response.failed(), 1);
  EXPECT_EQ(response.catalog_revision(), 0);
  EXPECT_EQ(Size(), 0);
}

TEST_F(TrialImportTest, WritesMoreThanABatch) {
  std::vector<v1::ImportTrialsRequest> messages;
  for (int i = 0; i < 1203; ++i) {
    messages.push_back(TrialMessage("trials/T" + std::to_string(i), i % 3 == 0 ? "" : "A trial"));
  }
  const auto response = Ok(messages);
  EXPECT_EQ(response.created(), 802);
  EXPECT_EQ(response.failed(), 401);
  ASSERT_EQ(response.failures_size(), 401);
  EXPECT_EQ(response.failures(400).position(), 1200);
  EXPECT_EQ(Size(), 802);
}

TEST_F(TrialImportTest, TakesANameOnceWhereverItsBatchEnds) {
  std::vector<v1::ImportTrialsRequest> messages = {TrialMessage("trials/A", "First"),
                                                   TrialMessage("trials/A", "Second")};
  for (int i = 0; i < 600; ++i) messages.push_back(TrialMessage("trials/T" + std::to_string(i)));
  messages.push_back(TrialMessage("trials/A", "Third"));
  const auto response = Ok(messages);
  EXPECT_EQ(response.created(), 601);
  EXPECT_EQ(response.updated(), 0);
  ASSERT_EQ(response.failures_size(), 2);
  for (const auto& [failure, position] : std::map<int, int>{{0, 1}, {1, 602}}) {
    EXPECT_EQ(response.failures(failure).position(), position);
    EXPECT_EQ(response.failures(failure).name(), "trials/A");
    EXPECT_EQ(response.failures(failure).issues(0).field(), "trial.name");
  }
  EXPECT_EQ(
      server_.Ok(&TrialStub::GetTrial, Parse<v1::GetTrialRequest>(R"(name: "trials/A")")).trial().title(),
      "First");
}

TEST_F(TrialImportTest, RefusesAnEtagThatIsNotTheStoredOne) {
  Ok({TrialMessage("trials/A")});
  auto message = TrialMessage("trials/A", "Changed");
  message.mutable_trial()->set_etag("stale");
  const auto response = Ok({message});
  ASSERT_EQ(response.failures_size(), 1);
  EXPECT_EQ(response.failures(0).issues(0).field(), "trial.etag");
  EXPECT_EQ(response.updated(), 0);
}

TEST_F(TrialImportTest, ReportsTheFirstThousandFailures) {
  std::vector<v1::ImportTrialsRequest> messages(1001, TrialMessage("", ""));
  const auto response = Ok(messages);
  EXPECT_EQ(response.failed(), 1001);
  EXPECT_EQ(response.failures_size(), 1000);
}

TEST_F(TrialImportTest, EndsWhenMessagesComeInAWrongOrder) {
  const std::vector<std::vector<v1::ImportTrialsRequest>> orders = {
      {OptionsMessage(false), OptionsMessage(false)},
      {TrialMessage("trials/A"), OptionsMessage(true)},
      {v1::ImportTrialsRequest()},
      {TrialMessage("trials/A"), v1::ImportTrialsRequest()}};
  for (const auto& messages : orders) {
    const CallFailure failure = FailureOf(Import(messages).status);
    EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(failure.reason, "STREAM_ORDER");
  }
  EXPECT_EQ(Size(), 0);
  const auto nothing = Ok({});
  EXPECT_EQ(nothing.created(), 0);
  EXPECT_THAT(nothing.failures(), IsEmpty());
}

TEST_F(TrialImportTest, ReadsRecordsOfRegistriesAmongTrials) {
  const auto first = Ok({RecordMessage("NCT1"), TrialMessage("trials/A"), RecordMessage("NCT2", "6 Months")});
  EXPECT_EQ(first.created(), 3);
  EXPECT_EQ(first.warned(), 0);
  v1::GetTrialRequest request;
  request.set_name("trials/NCT2");
  const v1::Trial trial = server_.Ok(&TrialStub::GetTrial, request).trial();
  EXPECT_EQ(trial.minimum_age().value(), 6);
  EXPECT_EQ(trial.minimum_age().unit(), v1::TIME_UNIT_MONTH);
  EXPECT_EQ(trial.eligibility_text(), "Be well");

  const auto second = Ok({RecordMessage("NCT1"), RecordMessage("NCT2", "7 Months")});
  EXPECT_EQ(second.unchanged(), 1);
  EXPECT_EQ(second.updated(), 1);
}

TEST_F(TrialImportTest, ARecordThatCannotBeReadFailsAtItsPosition) {
  v1::ImportTrialsRequest broken;
  broken.mutable_record()->set_content("{");
  const auto response =
      Ok({RecordMessage("NCT1"), broken, RecordMessage("NCT2", "28"), RecordMessage("NCT3")});
  EXPECT_EQ(response.created(), 2);
  EXPECT_EQ(response.failed(), 2);
  ASSERT_EQ(response.failures_size(), 2);
  EXPECT_EQ(response.failures(0).position(), 1);
  EXPECT_EQ(response.failures(0).name(), "");
  EXPECT_EQ(response.failures(0).issues(0).field(), "record.content");
  EXPECT_EQ(response.failures(1).position(), 2);
  EXPECT_EQ(response.failures(1).name(), "trials/NCT2");
  EXPECT_EQ(response.failures(1).issues(0).field(), "record.protocolSection.eligibilityModule.minimumAge");
  EXPECT_EQ(Size(), 2);
}

TEST_F(TrialImportTest, AWordThatIsNotKnownWarnsAndTheRecordIsStored) {
  const auto response = Ok({RecordMessage("NCT0"), RecordMessage("NCT1", "18 Years", "DREAMING")});
  EXPECT_EQ(response.created(), 2);
  EXPECT_EQ(response.failed(), 0);
  EXPECT_EQ(response.warned(), 1);
  ASSERT_EQ(response.warnings_size(), 1);
  EXPECT_EQ(response.warnings(0).position(), 1);
  EXPECT_EQ(response.warnings(0).name(), "trials/NCT1");
  EXPECT_EQ(response.warnings(0).issues(0).severity(), v1::ISSUE_SEVERITY_WARNING);
}

TEST_F(TrialImportTest, ADryRunReadsRecordsAndStoresNothing) {
  const auto response = Ok({OptionsMessage(true), RecordMessage("NCT1"), RecordMessage("NCT2", "28")});
  EXPECT_EQ(response.created(), 1);
  EXPECT_EQ(response.failed(), 1);
  EXPECT_EQ(Size(), 0);
}

}  // namespace
}  // namespace trialmatch
