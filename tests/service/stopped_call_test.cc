// Handlers whose caller has gone before they are done.
#include <functional>
#include <optional>

#include "gmock/gmock.h"
#include "service/eligibility_handler.h"
#include "service/trial_handler.h"
#include "storage/sqlite_stores.h"
#include "terminology/plain_table.h"
#include "tests/service/empty_registry_test_base.h"
#include "tests/service/fake_call.h"
#include "tests/service/fake_stream.h"

namespace trialmatch {
namespace {

class StoppedCallTest : public EmptyRegistryTestBase {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(EmptyRegistryTestBase::SetUp());
    WriteRequest request;
    request.trial.set_name("trials/A");
    request.trial.set_title("A trial");
    Issues issues;
    ASSERT_TRUE(registry_->Write(request, absl::UnixEpoch(), issues).ok());
    trials_.emplace(*registry_, *stores_->trials, *stores_->applications);
    eligibility_.emplace(*registry_, limiter_);
  }

  // The status of a stream of an opening and two patients, the call of which `at` sees before each read.
  absl::Status Screen(const std::function<void(int read)>& at) {
    v1::ScreenPatientsRequest opening;
    opening.mutable_opening()->add_trials("trials/A");
    v1::ScreenPatientsRequest patient;
    patient.mutable_patient()->mutable_patient()->mutable_profile();
    FakeStream<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse> stream({opening, patient, patient});
    stream.before_read = at;
    const absl::Status status = eligibility_->ScreenPatients(stream, call_);
    for (const auto& answer : stream.answers) EXPECT_TRUE(answer.has_response());
    answers_ = stream.answers.size();
    return status;
  }

  FakeCall call_;
  MatchLimiter limiter_{1};
  size_t answers_ = 0;
  std::optional<TrialHandler> trials_;
  std::optional<EligibilityHandler> eligibility_;
};

TEST_F(StoppedCallTest, EndsAListAMatchAndACheck) {
  v1::ListTrialsResponse listed;
  v1::MatchTrialsRequest match;
  match.mutable_patient()->mutable_profile();
  match.set_scope(v1::MATCH_SCOPE_ALL);
  v1::CheckEligibilityRequest check;
  *check.mutable_patient() = match.patient();
  check.add_trials("trials/A");
  for (const bool stop : {false, true}) {
    call_.stop = stop;
    v1::MatchTrialsResponse matched;
    v1::CheckEligibilityResponse checked;
    EXPECT_EQ(absl::IsCancelled(trials_->List({}, call_, listed)), stop);
    EXPECT_EQ(absl::IsCancelled(eligibility_->Match(Given(match), call_, matched)), stop);
    EXPECT_EQ(absl::IsCancelled(eligibility_->Check(Given(check), call_, checked)), stop);
  }
}

TEST_F(StoppedCallTest, ReadsNothingOfACallThatIsRefused) {
  const MatchLimiter::Permit held = limiter_.AcquireSingle(HastyCall());
  const HastyCall call;
  bool read = false;
  v1::MatchTrialsResponse matched;
  v1::CheckEligibilityResponse checked;
  const auto read_match = [&]() -> const v1::MatchTrialsRequest* { return read = true, nullptr; };
  const auto read_check = [&]() -> const v1::CheckEligibilityRequest* { return read = true, nullptr; };
  EXPECT_FALSE(eligibility_->Match(read_match, call, matched).ok());
  EXPECT_FALSE(eligibility_->Check(read_check, call, checked).ok());
  EXPECT_FALSE(read);
}

TEST_F(StoppedCallTest, EndsAStreamWithoutAnAnswerThatNobodyWaitsFor) {
  EXPECT_TRUE(absl::IsCancelled(Screen([&](int read) { call_.stop = read >= 2; })));
  EXPECT_EQ(answers_, 1u);
}

TEST_F(StoppedCallTest, EndsAStreamThatWaitsForItsTurnWhenTheServerDrains) {
  const MatchLimiter::Permit held = limiter_.AcquireSingle(HastyCall());
  EXPECT_TRUE(absl::IsCancelled(Screen([&](int read) { call_.drain = read >= 1; })));
  EXPECT_EQ(answers_, 0u);
}

TEST_F(StoppedCallTest, LetsAStreamAnswerWhatItHasWhenTheServerDrains) {
  EXPECT_TRUE(Screen([&](int) { call_.drain = true; }).ok());
  EXPECT_EQ(answers_, 2u);
}

TEST_F(StoppedCallTest, StoresNothingOfAnImportThatIsBrokenOff) {
  v1::ImportTrialsResponse imported;
  int reads = 0;
  const absl::Status status = trials_->Import(
      [&](v1::ImportTrialsRequest& request) {
        request.mutable_trial()->set_name("trials/B");
        request.mutable_trial()->set_title("Another trial");
        call_.stop = reads == 1;
        return reads++ == 0;
      },
      call_, imported);
  EXPECT_TRUE(absl::IsCancelled(status));
  EXPECT_EQ(registry_->catalog().Current()->size(), 1u);
}

}  // namespace
}  // namespace trialmatch
