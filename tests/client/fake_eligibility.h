// Verdicts of the fake server. Thread safe.
#ifndef TRIALMATCH_TESTS_CLIENT_FAKE_ELIGIBILITY_H_
#define TRIALMATCH_TESTS_CLIENT_FAKE_ELIGIBILITY_H_

#include <mutex>
#include <string>

#include "tests/client/fake_trials.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch::client {

// The answer for the trial, as detailed as the real one: a newborn with an age criterion, an exclusion, a
// cohort with a nested criterion, a missing consent and an assumption.
v1::TrialMatch SampleMatch(const std::string& trial, v1::Verdict verdict);

// The verdict follows the patient's sex at birth: female ELIGIBLE, male INELIGIBLE, otherwise UNDETERMINED. A
// birth of the text "bad" is refused. A match gives one trial a page.
class FakeEligibility : public v1::EligibilityService::Service {
 public:
  explicit FakeEligibility(FakeTrials& trials) : trials_(trials) {}

  v1::CheckEligibilityRequest last_check();
  v1::MatchTrialsRequest last_match();
  v1::ScreenPatientsOpening last_screen();
  // From now on streams take everything and answer nothing.
  void BeSilent();

  grpc::Status CheckEligibility(grpc::ServerContext*, const v1::CheckEligibilityRequest* request,
                                v1::CheckEligibilityResponse* response) override;
  grpc::Status MatchTrials(grpc::ServerContext*, const v1::MatchTrialsRequest* request,
                           v1::MatchTrialsResponse* response) override;
  grpc::Status StreamMatches(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::StreamMatchesResponse, v1::StreamMatchesRequest>* stream) override;
  grpc::Status ScreenPatients(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::ScreenPatientsResponse, v1::ScreenPatientsRequest>* stream) override;

 private:
  FakeTrials& trials_;
  std::mutex mutex_;
  bool silent_ = false;
  v1::CheckEligibilityRequest last_check_;
  v1::MatchTrialsRequest last_match_;
  v1::ScreenPatientsOpening last_screen_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_TESTS_CLIENT_FAKE_ELIGIBILITY_H_
