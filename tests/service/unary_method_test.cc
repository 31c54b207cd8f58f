// Unary calls whose messages use the memory of the calls before them.
#include "service/unary_method.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

// Answers of all sizes: from many explained trials to an error.
std::vector<v1::CheckEligibilityRequest> Checks() {
  std::vector<v1::CheckEligibilityRequest> checks;
  for (const char* patient : {"bpd-27-weeks", "hie-3-day-old"}) {
    for (const int trials : {100, 1, 0}) {
      v1::CheckEligibilityRequest& check = checks.emplace_back();
      *check.mutable_patient()->mutable_profile() = SamplePatient(patient);
      *check.mutable_options() = SampleMoment();
      if (trials == 1) check.set_explanation(v1::EXPLANATION_LEVEL_NONE);
      for (int i = 0; i < trials; ++i) check.add_trials("trials/NCT06427642");
    }
  }
  return checks;
}

struct Answer {
  int code;
  std::string message;
  std::string response;
  friend bool operator==(const Answer& a, const Answer& b) = default;
};

Answer AnswerTo(TestServer& server, const v1::CheckEligibilityRequest& check) {
  const auto answered = server.Call(&EligibilityStub::CheckEligibility, check);
  return {answered.status.error_code(), answered.status.error_message(),
          answered.response.SerializeAsString()};
}

TEST(UnaryMethod, AnAnswerHasNothingOfTheOneBefore) {
  const std::vector<v1::CheckEligibilityRequest> checks = Checks();
  std::vector<Answer> alone;
  for (const v1::CheckEligibilityRequest& check : checks) {
    TestServer fresh;
    alone.push_back(AnswerTo(fresh, check));
  }
  EXPECT_NE(alone.front(), alone.back());
  TestServer server;
  for (size_t before = 0; before < checks.size(); ++before) {
    for (size_t i = 0; i < checks.size(); ++i) {
      EXPECT_EQ(AnswerTo(server, checks[before]), alone[before]);
      EXPECT_EQ(AnswerTo(server, checks[i]), alone[i]) << "after " << before;
    }
  }
}

}  // namespace
}  // namespace trialmatch
