#include "storage/application_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

absl::Time At(int second) { return absl::UnixEpoch() + absl::Seconds(second); }

class ApplicationStoreTest : public ::testing::Test {
 protected:
  ApplicationStoreTest() : stores_(OpenOrDie(":memory:")), store_(*stores_.applications) {}

  Application Apply(absl::string_view trial_id, absl::string_view applicant, int second = 1) {
    return store_.Apply(trial_id, applicant, "", At(second))->application;
  }

  SqliteStores stores_;
  ApplicationStore& store_;
};

TEST_F(ApplicationStoreTest, MakesAnActiveApplication) {
  const ApplyResult result = store_.Apply("NCT1", "ref-1", "", At(5)).value();
  EXPECT_TRUE(result.created);
  EXPECT_EQ(result.application.trial_id, "NCT1");
  EXPECT_EQ(result.application.applicant, "ref-1");
  EXPECT_EQ(result.application.state, ApplicationState::kActive);
  EXPECT_EQ(result.application.apply_time, At(5));
  EXPECT_EQ(result.application.withdraw_time, std::nullopt);
  const Application read = store_.Get(result.application.application_id).value();
  EXPECT_EQ(read.applicant, "ref-1");
  EXPECT_EQ(read.apply_time, At(5));
}

TEST_F(ApplicationStoreTest, GivesIdsThatAreRandomDigits) {
  const std::string one = Apply("NCT1", "ref").application_id;
  const std::string other = Apply("NCT2", "ref").application_id;
  EXPECT_NE(one, other);
  for (const std::string& id : {one, other}) {
    EXPECT_EQ(id.size(), 32u);
    for (char c : id) EXPECT_TRUE(absl::ascii_isxdigit(c));
  }
  SqliteStores elsewhere = OpenOrDie(":memory:");
  EXPECT_NE(elsewhere.applications->Apply("NCT1", "ref", "", At(1))->application.application_id, one);
}

TEST_F(ApplicationStoreTest, AppliesOnceForATrialAndApplicant) {
  const Application first = Apply("NCT1", "ref", 1);
  const ApplyResult again = store_.Apply("NCT1", "ref", "another request", At(9)).value();
  EXPECT_FALSE(again.created);
  EXPECT_EQ(again.application.application_id, first.application_id);
  EXPECT_EQ(again.application.apply_time, At(1));
  EXPECT_EQ(store_.CountActive("NCT1").value(), 1);
}

TEST_F(ApplicationStoreTest, WithdrawsByIdOrByApplicantAndOnce) {
  const Application one = Apply("NCT1", "ref-1");
  Apply("NCT1", "ref-2");
  const Application withdrawn = store_.Withdraw(one.application_id, At(7)).value();
  EXPECT_EQ(withdrawn.state, ApplicationState::kWithdrawn);
  EXPECT_EQ(withdrawn.withdraw_time, At(7));
  EXPECT_EQ(store_.Withdraw(one.application_id, At(8))->withdraw_time, At(7));
  EXPECT_EQ(store_.Withdraw("NCT1", "ref-1", At(9))->withdraw_time, At(7));
  EXPECT_EQ(store_.Get(one.application_id)->withdraw_time, At(7));
  EXPECT_EQ(store_.CountActive("NCT1").value(), 1);
  EXPECT_EQ(store_.Withdraw("NCT1", "ref-2", At(9))->withdraw_time, At(9));
  EXPECT_EQ(store_.CountActive("NCT1").value(), 0);
}

TEST_F(ApplicationStoreTest, MakesAWithdrawnApplicationActiveAgainUnderItsId) {
  const Application first = Apply("NCT1", "ref", 1);
  ASSERT_TRUE(store_.Withdraw(first.application_id, At(2)).ok());
  const ApplyResult again = store_.Apply("NCT1", "ref", "", At(3)).value();
  EXPECT_FALSE(again.created);
  EXPECT_EQ(again.application.application_id, first.application_id);
  EXPECT_EQ(again.application.state, ApplicationState::kActive);
  EXPECT_EQ(again.application.apply_time, At(3));
  EXPECT_EQ(again.application.withdraw_time, std::nullopt);
  EXPECT_EQ(store_.CountActive("NCT1").value(), 1);
}

TEST_F(ApplicationStoreTest, LetsALateRepetitionOfARequestChangeNothing) {
  for (absl::string_view request : {"r1", "r2"}) {
    ASSERT_TRUE(store_.Apply("NCT1", "ref", request, At(1)).ok());
    ASSERT_TRUE(store_.Withdraw("NCT1", "ref", At(2)).ok());
  }
  for (absl::string_view request : {"r1", "r2"}) {
    const ApplyResult late = store_.Apply("NCT1", "ref", request, At(3)).value();
    EXPECT_EQ(late.application.state, ApplicationState::kWithdrawn) << request;
  }
  EXPECT_TRUE(store_.Apply("NCT1", "other", "r1", At(3))->created) << "a request id is the applicant's own";
  EXPECT_EQ(store_.Apply("NCT1", "ref", "r3", At(4))->application.state, ApplicationState::kActive);
}

TEST_F(ApplicationStoreTest, CountsPatientsAndNotCalls) {
  for (int i = 0; i < 3; ++i) Apply("NCT1", "ref-1");
  Apply("NCT1", "ref-2");
  Apply("NCT2", "ref-1");
  Apply("NCT3", "ref-3");
  ASSERT_TRUE(store_.Withdraw("NCT3", "ref-3", At(2)).ok());
  EXPECT_EQ(store_.CountActive("NCT1").value(), 2);
  EXPECT_EQ(store_.CountActive("NCT3").value(), 0);
  EXPECT_EQ(store_.CountActive("NCT9").value(), 0);
  EXPECT_EQ(store_.CountActive().value(), 2);
  EXPECT_THAT(store_.CountActiveByTrial().value(), ElementsAre(Pair("NCT1", 2), Pair("NCT2", 1)));
}

TEST_F(ApplicationStoreTest, ListsInTheOrderOfFirstApplicationByFilterAndPage) {
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(Apply("NCT1", absl::StrCat("ref-", i)).application_id);
  const std::string other = Apply("NCT2", "ref-0").application_id;
  ASSERT_TRUE(store_.Withdraw(ids[1], At(2)).ok());
  auto list = [this](ApplicationListRequest request, int64_t total) {
    const absl::StatusOr<ApplicationPage> page = store_.List(request);
    EXPECT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total_size, total);
    std::vector<std::string> found;
    for (const Application& application : page->applications) found.push_back(application.application_id);
    return found;
  };
  EXPECT_THAT(list({}, 6), ElementsAre(ids[0], ids[1], ids[2], ids[3], ids[4], other));
  EXPECT_THAT(list({"NCT2", {}, "", 9}, 1), ElementsAre(other));
  EXPECT_THAT(list({"NCT1", ApplicationState::kActive, "", 2}, 4), ElementsAre(ids[0], ids[2]));
  EXPECT_THAT(list({"NCT1", ApplicationState::kActive, ids[2], 2}, 4), ElementsAre(ids[3], ids[4]));
  EXPECT_THAT(list({{}, ApplicationState::kWithdrawn, "", 9}, 1), ElementsAre(ids[1]));
  EXPECT_THAT(list({{}, {}, "", 0}, 6), ElementsAre());
}

TEST_F(ApplicationStoreTest, RefusesWhatItCannotMeanAndNamesNoApplicant) {
  EXPECT_EQ(store_.Apply("", "ref", "", At(1)).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_.Apply("NCT1", "", "", At(1)).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_.Get("none").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(store_.Withdraw("none", At(1)).status().code(), absl::StatusCode::kNotFound);
  const absl::Status status = store_.Withdraw("NCT1", "Jane Doe", At(1)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(absl::StrContains(status.message(), "Jane")) << status;
  EXPECT_EQ(store_.List({{}, {}, "none", 1}).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_.List({{}, {}, "", -1}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(ApplicationStoreTest, NeverMovesTheCatalogRevision) {
  ASSERT_TRUE(stores_.trials->Commit({{Put("NCT1")}, {}}).ok());
  Apply("NCT1", "ref");
  ASSERT_TRUE(store_.Withdraw("NCT1", "ref", At(2)).ok());
  EXPECT_EQ(stores_.trials->Revision().value(), 1);
}

TEST(ApplicationStoreReopened, KeepsApplicationsToTheMicrosecond) {
  TemporaryDatabase file;
  const absl::Time time = At(1) + absl::Microseconds(123456);
  std::string id;
  {
    SqliteStores stores = OpenOrDie(file.path());
    id = stores.applications->Apply("NCT1", "ref", "", time)->application.application_id;
  }
  SqliteStores stores = OpenOrDie(file.path());
  EXPECT_EQ(stores.applications->Get(id)->apply_time, time);
  EXPECT_FALSE(stores.applications->Apply("NCT1", "ref", "", At(9))->created);
}

}  // namespace
}  // namespace trialmatch
