// What answers read of the store: the trials that they return, in the snapshot's version, and what becomes of
// them when the store fails.
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "service/eligibility_handler.h"
#include "storage/sqlite_stores.h"
#include "terminology/plain_table.h"
#include "tests/service/fake_call.h"
#include "tests/service/fake_stream.h"
#include "tests/support/failing_trial_store.h"

namespace trialmatch {
namespace {

constexpr int kTrials = 4;

class StoredTrialsTest : public ::testing::Test {
 protected:
  void SetUp() override { Open(0); }

  // With trials, and so much room for those that were read.
  void Open(size_t cache_bytes) {
    auto stores = OpenSqliteStores(":memory:");
    ASSERT_TRUE(stores.ok()) << stores.status();
    stores_.emplace(*std::move(stores));
    store_.emplace(*stores_->trials);
    auto registry = TrialRegistry::Open(
        *store_, LoadPlainTables({}).terminology, [](size_t, size_t) {}, cache_bytes);
    ASSERT_TRUE(registry.ok()) << registry.status();
    registry_ = *std::move(registry);
    eligibility_.emplace(*registry_, limiter_);
    for (int i = 0; i < kTrials; ++i) Write(absl::StrCat("T", i), "first");
  }

  void Write(const std::string& id, const std::string& title) {
    WriteRequest request;
    request.trial.set_name("trials/" + id);
    request.trial.set_title(title);
    Issues issues;
    ASSERT_TRUE(registry_->Write(request, absl::UnixEpoch(), issues).ok());
  }

  static v1::MatchTrialsRequest MatchRequest(int page_size) {
    v1::MatchTrialsRequest request;
    request.mutable_patient()->mutable_profile();
    request.set_page_size(page_size);
    return request;
  }

  // The answers of a method to an opening and patients; `before` is told how many have been answered.
  template <typename Request, typename Response>
  std::vector<Response> Answers(absl::Status (EligibilityHandler::*method)(MessageStream<Request, Response>&,
                                                                           const CallContext&) const,
                                const std::deque<Request>& requests,
                                const std::function<void(size_t answered)>& before) {
    FakeStream<Request, Response> stream(requests);
    stream.before_read = [&](int) { before(stream.answers.size()); };
    const absl::Status status = ((*eligibility_).*method)(stream, call_);
    EXPECT_TRUE(status.ok()) << status;
    return stream.answers;
  }

  FakeCall call_;
  MatchLimiter limiter_{1};
  std::optional<SqliteStores> stores_;
  std::optional<FailingTrialStore> store_;
  std::unique_ptr<TrialRegistry> registry_;
  std::optional<EligibilityHandler> eligibility_;
};

TEST_F(StoredTrialsTest, AMatchReadsWhatItReturns) {
  for (const int size : {1, 3}) {
    const int before = store_->reads();
    v1::MatchTrialsResponse response;
    ASSERT_TRUE(eligibility_->Match(Given(MatchRequest(size)), call_, response).ok());
    EXPECT_EQ(response.matches_size(), size);
    EXPECT_EQ(response.filtered_totals().undetermined(), kTrials);
    EXPECT_EQ(store_->reads() - before, size);
  }
}

TEST_F(StoredTrialsTest, WhatWasReadIsNotReadAgainUntilItIsWritten) {
  Open(1 << 20);
  const auto titles = [&] {
    v1::MatchTrialsResponse response;
    EXPECT_TRUE(eligibility_->Match(Given(MatchRequest(kTrials)), call_, response).ok());
    std::multiset<std::string> titles;
    for (const v1::TrialMatch& match : response.matches()) titles.insert(match.title());
    return titles;
  };
  const std::multiset<std::string> all_first = {"first", "first", "first", "first"};
  EXPECT_EQ(titles(), all_first);
  EXPECT_EQ(store_->reads(), kTrials);
  EXPECT_EQ(titles(), all_first);
  EXPECT_EQ(store_->reads(), kTrials);
  Write("T1", "second");
  EXPECT_EQ(titles(), (std::multiset<std::string>{"first", "first", "first", "second"}));
  EXPECT_EQ(store_->reads(), kTrials + 1);
}

TEST_F(StoredTrialsTest, AMatchReadsTheTrialsThatThePatientSpeaksOf) {
  v1::MatchTrialsRequest request = MatchRequest(1);
  auto& consent = *request.mutable_patient()->mutable_profile()->add_consents();
  consent.set_trial("trials/T2");
  consent.set_kind(v1::CONSENT_KIND_INFORMED_CONSENT);
  consent.set_decision(v1::CONSENT_DECISION_GIVEN);
  consent.set_given_by(v1::CONSENT_GIVER_PATIENT);
  const int before = store_->reads();
  v1::MatchTrialsResponse response;
  ASSERT_TRUE(eligibility_->Match(Given(request), call_, response).ok());
  EXPECT_EQ(store_->reads() - before, 2);
  store_->FailAfter(0, absl::DataLossError("damaged"));
  EXPECT_TRUE(absl::IsInternal(eligibility_->Match(Given(request), call_, response)));
}

TEST_F(StoredTrialsTest, AnErrorInTheMiddleOfAPageIsThatOfTheCall) {
  store_->FailAfter(2, absl::UnavailableError("busy"));
  v1::MatchTrialsResponse response;
  EXPECT_TRUE(absl::IsUnavailable(eligibility_->Match(Given(MatchRequest(3)), call_, response)));
  store_->FailAfter(1, absl::DataLossError("damaged"));
  v1::CheckEligibilityRequest check;
  check.mutable_patient()->mutable_profile();
  check.add_trials("trials/T0");
  check.add_trials("trials/T1");
  v1::CheckEligibilityResponse checked;
  EXPECT_TRUE(absl::IsInternal(eligibility_->Check(Given(check), call_, checked)));
  EXPECT_EQ(checked.matches_size(), 0);
  store_->Recover();
  EXPECT_TRUE(eligibility_->Check(Given(check), call_, checked).ok());
  EXPECT_EQ(checked.matches_size(), 2);
}

TEST_F(StoredTrialsTest, OfAStreamItIsThatOfThePatientWithoutHalfAnAnswer) {
  std::deque<v1::StreamMatchesRequest> requests(4);
  requests[0].mutable_opening();
  for (size_t i = 1; i < 4; ++i) requests[i].mutable_patient()->mutable_patient()->mutable_profile();
  const auto answers = Answers(&EligibilityHandler::StreamMatches, requests, [&](size_t answered) {
    answered == 1 ? store_->FailAfter(2, absl::UnavailableError("busy")) : store_->Recover();
  });
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0].response().matches_size(), kTrials);
  EXPECT_FALSE(answers[1].has_response());
  EXPECT_EQ(answers[1].error().code(), static_cast<int>(absl::StatusCode::kUnavailable));
  EXPECT_EQ(answers[2].response().matches_size(), kTrials);
}

TEST_F(StoredTrialsTest, AScreeningReadsItsTrialsOnce) {
  std::deque<v1::ScreenPatientsRequest> requests(4);
  requests[0].mutable_opening()->add_trials("trials/T1");
  requests[0].mutable_opening()->add_trials("trials/T2");
  for (size_t i = 1; i < 4; ++i) requests[i].mutable_patient()->mutable_patient()->mutable_profile();
  const int before = store_->reads();
  const auto answers = Answers(&EligibilityHandler::ScreenPatients, requests, [&](size_t answered) {
    if (answered == 0) return;
    store_->FailAfter(0, absl::DataLossError("damaged"));  // nothing is read any more
    if (answered == 1) Write("T1", "second");
  });
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(store_->reads() - before, 2);
  for (const v1::ScreenPatientsResponse& answer : answers) {
    ASSERT_EQ(answer.response().matches_size(), 2);
    EXPECT_EQ(answer.response().matches(0).title(), "first");
  }
}

TEST_F(StoredTrialsTest, AScreeningThatCannotReadItsTrialsDoesNotBegin) {
  store_->FailAfter(0, absl::UnavailableError("busy"));
  v1::ScreenPatientsRequest opening;
  opening.mutable_opening()->add_trials("trials/T1");
  FakeStream<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse> stream({opening});
  EXPECT_TRUE(absl::IsUnavailable(eligibility_->ScreenPatients(stream, call_)));
  EXPECT_TRUE(stream.answers.empty());
}

}  // namespace
}  // namespace trialmatch
