// Writing trials over the wire: what is stored, what is refused, and how the revision moves.
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

v1::Trial SmallTrial(const std::string& id) {
  auto trial = Parse<v1::Trial>(R"(
      title: "A small trial" official_title: "Officially" keywords: "one" keywords: "two"
      status: RECRUITMENT_STATUS_RECRUITING
      minimum_age { value: 18 unit: TIME_UNIT_YEAR }
      inclusion_criteria { id: "shock" text: "Shock." condition {
        concepts { include { code { system: "urn:trialmatch:sample" code: "shock" } } } } })");
  trial.set_name("trials/" + id);
  return trial;
}

class TrialWriteTest : public ::testing::Test {
 protected:
  v1::CreateTrialResponse Create(const v1::Trial& trial) {
    v1::CreateTrialRequest request;
    *request.mutable_trial() = trial;
    return server_.Ok(&TrialStub::CreateTrial, request);
  }

  v1::Trial Get(const std::string& id) {
    v1::GetTrialRequest request;
    request.set_name("trials/" + id);
    return server_.Ok(&TrialStub::GetTrial, request).trial();
  }

  v1::UpdateTrialRequest Update(const v1::Trial& trial, std::vector<std::string> mask = {}) {
    v1::UpdateTrialRequest request;
    *request.mutable_trial() = trial;
    for (std::string& path : mask) request.mutable_update_mask()->add_paths(std::move(path));
    return request;
  }

  // The call is refused with this code and reason, and the catalog is as before.
  template <typename Method, typename Request>
  CallFailure ExpectRefused(Method method, const Request& request, grpc::StatusCode code,
                            const std::string& reason) {
    const int64_t before = server_.Revision();
    const CallFailure failure = FailureOf(server_.Call(method, request).status);
    EXPECT_EQ(failure.code, code) << request.DebugString();
    EXPECT_EQ(failure.reason, reason) << request.DebugString();
    EXPECT_EQ(server_.Revision(), before) << request.DebugString();
    return failure;
  }

  TestServer server_;
};

TEST_F(TrialWriteTest, StoresWhatItIsGivenAndMovesTheRevisionByOne) {
  const int64_t before = server_.Revision();
  const v1::CreateTrialResponse created = Create(SmallTrial("T1"));
  EXPECT_EQ(created.catalog_revision(), before + 1);
  EXPECT_EQ(server_.Revision(), before + 1);
  EXPECT_NE(created.trial().etag(), "");
  EXPECT_TRUE(created.trial().has_create_time());
  EXPECT_EQ(created.trial().update_time().DebugString(), created.trial().create_time().DebugString());
  EXPECT_EQ(Get("T1").SerializeAsString(), created.trial().SerializeAsString());

  v1::Trial stored = created.trial();
  EXPECT_EQ(stored.inclusion_criteria(0).text_hash().size(), 64u);
  stored.clear_etag();
  stored.clear_create_time();
  stored.clear_update_time();
  stored.mutable_inclusion_criteria(0)->clear_text_hash();
  EXPECT_EQ(stored.DebugString(), SmallTrial("T1").DebugString());
}

TEST_F(TrialWriteTest, GivesIdsToCriteriaWithoutOne) {
  v1::Trial trial = SmallTrial("T1");
  trial.mutable_inclusion_criteria(0)->clear_id();
  EXPECT_EQ(Create(trial).trial().inclusion_criteria(0).id(), "inclusion-1");
}

TEST_F(TrialWriteTest, RefusesToCreateWhatExists) {
  Create(SmallTrial("T1"));
  v1::CreateTrialRequest request;
  *request.mutable_trial() = SmallTrial("T1");
  const CallFailure failure = ExpectRefused(&TrialStub::CreateTrial, request,
                                            grpc::StatusCode::ALREADY_EXISTS, "TRIAL_ALREADY_EXISTS");
  EXPECT_THAT(failure.metadata, Contains(Pair("trial", "trials/T1")));
}

TEST_F(TrialWriteTest, ChecksWithoutStoringWhenOnlyValidating) {
  const int64_t before = server_.Revision();
  v1::CreateTrialRequest create;
  *create.mutable_trial() = SmallTrial("T1");
  create.set_validate_only(true);
  const auto checked = server_.Ok(&TrialStub::CreateTrial, create);
  EXPECT_NE(checked.trial().etag(), "");
  EXPECT_EQ(server_.Revision(), before);
  EXPECT_EQ(server_.Call(&TrialStub::GetTrial, Parse<v1::GetTrialRequest>(R"(name: "trials/T1")"))
                .status.error_code(),
            grpc::StatusCode::NOT_FOUND);
  create.mutable_trial()->clear_title();
  ExpectRefused(&TrialStub::CreateTrial, create, grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS");

  const v1::Trial stored = Create(SmallTrial("T1")).trial();
  v1::Trial changed = stored;
  changed.set_title("Changed");
  v1::UpdateTrialRequest update = Update(changed);
  update.set_validate_only(true);
  EXPECT_EQ(server_.Ok(&TrialStub::UpdateTrial, update).trial().title(), "Changed");
  EXPECT_EQ(Get("T1").SerializeAsString(), stored.SerializeAsString());
  EXPECT_EQ(server_.Revision(), before + 1);
}

TEST_F(TrialWriteTest, ReplacesTheWholeTrialWithoutAMask) {
  const v1::CreateTrialResponse created = Create(SmallTrial("T1"));
  v1::Trial next = SmallTrial("T1");
  next.set_title("Next");
  next.clear_keywords();
  next.clear_minimum_age();
  const auto updated = server_.Ok(&TrialStub::UpdateTrial, Update(next));
  EXPECT_EQ(updated.catalog_revision(), created.catalog_revision() + 1);
  EXPECT_EQ(updated.trial().title(), "Next");
  EXPECT_THAT(updated.trial().keywords(), IsEmpty());
  EXPECT_FALSE(updated.trial().has_minimum_age());
  EXPECT_NE(updated.trial().etag(), created.trial().etag());
  EXPECT_EQ(updated.trial().create_time().DebugString(), created.trial().create_time().DebugString());
  EXPECT_EQ(Get("T1").SerializeAsString(), updated.trial().SerializeAsString());
}

TEST_F(TrialWriteTest, LeavesTheRevisionWhenNothingChanges) {
  const v1::CreateTrialResponse created = Create(SmallTrial("T1"));
  const auto updated = server_.Ok(&TrialStub::UpdateTrial, Update(SmallTrial("T1")));
  EXPECT_EQ(updated.catalog_revision(), created.catalog_revision());
  EXPECT_EQ(updated.trial().SerializeAsString(), created.trial().SerializeAsString());
}

TEST_F(TrialWriteTest, ChangesTheMaskedFieldsOnly) {
  Create(SmallTrial("T1"));
  v1::Trial patch;
  patch.set_name("trials/T1");
  patch.set_title("Patched");
  patch.add_keywords("three");
  const auto updated = server_.Ok(&TrialStub::UpdateTrial,
                                  Update(patch, {"title", "keywords", "official_title", "minimum_age"}));
  EXPECT_EQ(updated.trial().title(), "Patched");
  EXPECT_THAT(updated.trial().keywords(), ElementsAre("three"));
  EXPECT_EQ(updated.trial().official_title(), "");  // masked and empty: emptied
  EXPECT_FALSE(updated.trial().has_minimum_age());
  EXPECT_EQ(updated.trial().status(), v1::RECRUITMENT_STATUS_RECRUITING);
  EXPECT_EQ(updated.trial().inclusion_criteria_size(), 1);
}

TEST_F(TrialWriteTest, RefusesMasksOfNoFieldOrOfOutput) {
  Create(SmallTrial("T1"));
  EXPECT_THAT(ExpectRefused(&TrialStub::UpdateTrial, Update(SmallTrial("T1"), {"title", "no_such"}),
                            grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS")
                  .fields,
              ElementsAre("update_mask.paths[1]"));
  EXPECT_THAT(ExpectRefused(&TrialStub::UpdateTrial, Update(SmallTrial("T1"), {"patients_applied"}),
                            grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS")
                  .fields,
              ElementsAre("update_mask.paths[0]"));
}

TEST_F(TrialWriteTest, GuardsByTheEtag) {
  v1::Trial mine = Create(SmallTrial("T1")).trial();
  v1::Trial theirs = mine;
  theirs.set_title("Theirs");
  server_.Ok(&TrialStub::UpdateTrial, Update(theirs));
  mine.set_title("Mine");
  for (const auto& mask : std::vector<std::vector<std::string>>{{}, {"title"}}) {
    const CallFailure failure = ExpectRefused(&TrialStub::UpdateTrial, Update(mine, mask),
                                              grpc::StatusCode::ABORTED, "ETAG_MISMATCH");
    EXPECT_THAT(failure.metadata, Contains(Pair("trial", "trials/T1")));
  }
  v1::DeleteTrialRequest remove;
  remove.set_name("trials/T1");
  remove.set_etag(mine.etag());
  ExpectRefused(&TrialStub::DeleteTrial, remove, grpc::StatusCode::ABORTED, "ETAG_MISMATCH");
  remove.set_etag(Get("T1").etag());
  EXPECT_TRUE(server_.Call(&TrialStub::DeleteTrial, remove).status.ok());
}

TEST_F(TrialWriteTest, UpdatesWhatIsMissingOnlyIfAllowed) {
  v1::UpdateTrialRequest request = Update(SmallTrial("T1"));
  ExpectRefused(&TrialStub::UpdateTrial, request, grpc::StatusCode::NOT_FOUND, "TRIAL_NOT_FOUND");
  ExpectRefused(&TrialStub::UpdateTrial, Update(SmallTrial("T1"), {"title"}), grpc::StatusCode::NOT_FOUND,
                "TRIAL_NOT_FOUND");
  request.set_allow_missing(true);
  const int64_t before = server_.Revision();
  EXPECT_EQ(server_.Ok(&TrialStub::UpdateTrial, request).catalog_revision(), before + 1);
  EXPECT_EQ(Get("T1").title(), "A small trial");
}

TEST_F(TrialWriteTest, DeletesOnce) {
  const int64_t created = Create(SmallTrial("T1")).catalog_revision();
  auto request = Parse<v1::DeleteTrialRequest>(R"(name: "trials/T1")");
  EXPECT_EQ(server_.Ok(&TrialStub::DeleteTrial, request).catalog_revision(), created + 1);
  ExpectRefused(&TrialStub::DeleteTrial, request, grpc::StatusCode::NOT_FOUND, "TRIAL_NOT_FOUND");
  request.set_allow_missing(true);
  EXPECT_EQ(server_.Ok(&TrialStub::DeleteTrial, request).catalog_revision(), created + 1);
  ExpectRefused(&TrialStub::GetTrial, Parse<v1::GetTrialRequest>(R"(name: "trials/T1")"),
                grpc::StatusCode::NOT_FOUND, "TRIAL_NOT_FOUND");
}

TEST_F(TrialWriteTest, NamesMustBeNamesOfTrials) {
  for (const char* name : {"", "T1", "trials/", "trials/a/b", "applications/T1", "trials/a b"}) {
    SCOPED_TRACE(name);
    v1::GetTrialRequest get;
    get.set_name(name);
    EXPECT_THAT(
        ExpectRefused(&TrialStub::GetTrial, get, grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS").fields,
        ElementsAre("name"));
    v1::DeleteTrialRequest remove;
    remove.set_name(name);
    remove.set_allow_missing(true);
    EXPECT_THAT(
        ExpectRefused(&TrialStub::DeleteTrial, remove, grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS")
            .fields,
        ElementsAre("name"));
    v1::Trial trial = SmallTrial("T1");
    trial.set_name(name);
    EXPECT_THAT(ExpectRefused(&TrialStub::UpdateTrial, Update(trial), grpc::StatusCode::INVALID_ARGUMENT,
                              "INVALID_FIELDS")
                    .fields,
                ElementsAre("trial.name"));
    v1::CreateTrialRequest create;
    *create.mutable_trial() = trial;
    EXPECT_THAT(
        ExpectRefused(&TrialStub::CreateTrial, create, grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS")
            .fields,
        ElementsAre("trial.name"));
  }
}

TEST_F(TrialWriteTest, ValidatesWithErrorsAndDoubtsAndStoresNothing) {
  const int64_t before = server_.Revision();
  v1::ValidateTrialRequest request;
  *request.mutable_trial() = SmallTrial("T1");
  const auto doubts = server_.Ok(&TrialStub::ValidateTrial, request);
  ASSERT_EQ(doubts.issues_size(), 2);  // no coded condition, and nowhere to go
  for (const auto& issue : doubts.issues()) EXPECT_EQ(issue.severity(), v1::ISSUE_SEVERITY_WARNING);
  request.mutable_trial()->clear_title();
  *request.mutable_trial()->add_exclusion_criteria() = Parse<v1::Criterion>(R"(id: "empty" any_of {})");
  const auto response = server_.Ok(&TrialStub::ValidateTrial, request);
  ASSERT_EQ(response.issues_size(), 2);  // doubts are for what is sound
  EXPECT_EQ(response.issues(0).field(), "trial.title");
  EXPECT_EQ(response.issues(0).severity(), v1::ISSUE_SEVERITY_ERROR);
  EXPECT_EQ(response.issues(1).field(), "trial.exclusion_criteria[0].any_of.criteria");
  EXPECT_EQ(response.issues(1).criterion_id(), "empty");
  EXPECT_EQ(server_.Revision(), before);
}

TEST_F(TrialWriteTest, ValidatesARecordAndShowsWhatWasReadFromIt) {
  v1::ValidateTrialRequest request;
  request.mutable_record()->set_content(
      R"({"protocolSection": {"identificationModule": {"nctId": "NCT1", "briefTitle": "T"},
          "eligibilityModule": {"minimumAge": "28", "maximumAge": "75 Years"}}})");
  const auto response = server_.Ok(&TrialStub::ValidateTrial, request);
  ASSERT_GE(response.issues_size(), 1);
  EXPECT_EQ(response.issues(0).field(), "record.protocolSection.eligibilityModule.minimumAge");
  EXPECT_EQ(response.issues(0).severity(), v1::ISSUE_SEVERITY_ERROR);
  EXPECT_EQ(response.trial().name(), "trials/NCT1");
  EXPECT_EQ(response.trial().maximum_age().value(), 75);
  request.mutable_record()->set_content("nothing");
  const auto broken = server_.Ok(&TrialStub::ValidateTrial, request);
  EXPECT_EQ(broken.issues_size(), 1);
  EXPECT_FALSE(broken.has_trial());
}

TEST_F(TrialWriteTest, ValidateTakesATrialOrARecord) {
  v1::ValidateTrialRequest request;
  EXPECT_THAT(
      ExpectRefused(&TrialStub::ValidateTrial, request, grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS")
          .fields,
      ElementsAre("trial"));
  *request.mutable_trial() = SmallTrial("T1");
  request.mutable_record()->set_content("{}");
  ExpectRefused(&TrialStub::ValidateTrial, request, grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELDS");
}

}  // namespace
}  // namespace trialmatch
