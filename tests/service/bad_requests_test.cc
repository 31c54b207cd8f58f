// Requests whose patient is sound and whose other fields are not.
#include <limits>

#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAreArray;

struct BadRequest {
  std::string request;  // without the patient
  std::vector<std::string> fields;
};

void ExpectInvalid(const grpc::Status& status, const std::vector<std::string>& fields) {
  const CallFailure failure = FailureOf(status);
  EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_THAT(failure.fields, ElementsAreArray(fields));
}

TEST(BadCheckRequest, NamesTheFields) {
  TestServer server;
  const std::string trial = R"(trials: "trials/NCT06427642" )";
  const std::vector<BadRequest> cases = {
      {"", {"trials"}},
      {R"(trials: "NCT06427642" trials: "trials/")", {"trials[0]", "trials[1]"}},
      {trial + R"(options { as_of { time_zone: "Mars" } })", {"options.as_of.time_zone"}},
      {trial + "options { as_of { instant { nanos: -1 } } }", {"options.as_of.instant.nanos"}},
      {trial + "options { as_of { instant { seconds: 999999999999 } } }", {"options.as_of.instant.seconds"}},
      {trial + R"(options { normal_limit_table: "no-such" })", {"options.normal_limit_table"}},
      {trial + "options { refutation_freshness { count: 30 } }", {"options.refutation_freshness.unit"}},
      {trial + "options { refutation_freshness { count: 0 unit: TIME_UNIT_DAY } }",
       {"options.refutation_freshness.count"}},
      // Faults of several fields at once: all of them, in the order of the request.
      {R"(trials: "x" options { as_of { time_zone: "Mars" } normal_limit_table: "no-such" })",
       {"trials[0]", "options.as_of.time_zone", "options.normal_limit_table"}},
  };
  for (const BadRequest& bad : cases) {
    SCOPED_TRACE(bad.request);
    auto request = Parse<v1::CheckEligibilityRequest>("patient { profile {} } " + bad.request);
    ExpectInvalid(server.Call(&EligibilityStub::CheckEligibility, request).status, bad.fields);
  }
  auto request = Parse<v1::CheckEligibilityRequest>("patient { profile {} } " + trial);
  request.set_explanation(static_cast<v1::ExplanationLevel>(9));
  ExpectInvalid(server.Call(&EligibilityStub::CheckEligibility, request).status, {"explanation"});
  request.clear_explanation();
  request.mutable_options()->set_absence_default(static_cast<v1::AbsencePolicy>(9));
  ExpectInvalid(server.Call(&EligibilityStub::CheckEligibility, request).status, {"options.absence_default"});
  request.clear_options();
  request.clear_patient();
  ExpectInvalid(server.Call(&EligibilityStub::CheckEligibility, request).status, {"patient"});
  request.mutable_patient();
  ExpectInvalid(server.Call(&EligibilityStub::CheckEligibility, request).status, {"patient"});
  request.mutable_patient()->mutable_profile();
  for (int i = 1; i < 101; ++i) request.add_trials("trials/NCT06427642");
  ExpectInvalid(server.Call(&EligibilityStub::CheckEligibility, request).status, {"trials"});
  request.mutable_trials()->RemoveLast();
  EXPECT_TRUE(server.Call(&EligibilityStub::CheckEligibility, request).status.ok());
}

TEST(BadCheckRequest, NamesFaultsOfThePatientBesideThoseOfTheRequest) {
  TestServer server;
  ExpectInvalid(server
                    .Call(&EligibilityStub::CheckEligibility, Parse<v1::CheckEligibilityRequest>(R"(
                            patient { profile { birth { date_time: "soon" } } } trials: "x"
                            options { as_of { time_zone: "Mars" } })"))
                    .status,
                {"patient.profile.birth.date_time", "trials[0]", "options.as_of.time_zone"});
  ExpectInvalid(
      server
          .Call(&EligibilityStub::MatchTrials, Parse<v1::MatchTrialsRequest>(R"(
                            patient { profile { birth { date_time: "soon" } } }
                            filter { country_codes: "usa" } page_size: -1
                            options { as_of { time_zone: "Mars" } })"))
          .status,
      {"patient.profile.birth.date_time", "filter.country_codes[0]", "options.as_of.time_zone", "page_size"});
}

TEST(BadMatchRequest, NamesTheFields) {
  TestServer server;
  const std::vector<BadRequest> cases = {
      {"page_size: -1", {"page_size"}},
      {"page_size: 1001", {"page_size"}},
      {"filter { near { radius_km: 5 } }", {"filter.near.center"}},
      {"filter { near { center {} } }", {"filter.near.radius_km"}},
      {"filter { near { center { latitude: 91 } radius_km: 20041 } }",
       {"filter.near.radius_km", "filter.near.center.latitude"}},
      {"filter { near { center {} radius_km: nan } }", {"filter.near.radius_km"}},
      {R"(filter { country_codes: "CN" country_codes: "cn" })", {"filter.country_codes[1]"}},
      {"filter { conditions {} }", {"filter.conditions[0].system", "filter.conditions[0].code"}},
      {R"(filter { trials: "x" })", {"filter.trials[0]"}},
      {R"(filter { updated_since: "soon" })", {"filter.updated_since"}},
      {"filter { statuses: RECRUITMENT_STATUS_UNSPECIFIED }", {"filter.statuses[0]"}},
  };
  for (const BadRequest& bad : cases) {
    SCOPED_TRACE(bad.request);
    auto request = Parse<v1::MatchTrialsRequest>("patient { profile {} } " + bad.request);
    ExpectInvalid(server.Call(&EligibilityStub::MatchTrials, request).status, bad.fields);
  }
  auto request = Parse<v1::MatchTrialsRequest>("patient { profile {} }");
  request.set_scope(static_cast<v1::MatchScope>(9));
  ExpectInvalid(server.Call(&EligibilityStub::MatchTrials, request).status, {"scope"});
  request.clear_scope();
  request.mutable_filter()->add_phases(static_cast<v1::Phase>(99));
  ExpectInvalid(server.Call(&EligibilityStub::MatchTrials, request).status, {"filter.phases[0]"});
  request.clear_filter();
  request.set_page_token("not a token");
  EXPECT_EQ(FailureOf(server.Call(&EligibilityStub::MatchTrials, request).status).reason,
            "PAGE_TOKEN_INVALID");
}

}  // namespace
}  // namespace trialmatch
