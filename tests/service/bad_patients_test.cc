// Every kind of bad patient is refused with the path of the field.
#include <limits>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAreArray;

struct BadPatient {
  std::string about;
  v1::PatientProfile profile;
  std::vector<std::string> fields;
};

v1::PatientProfile Profile(const std::string& text) { return Parse<v1::PatientProfile>(text); }

v1::PatientProfile WithLatitude(double latitude) {
  v1::PatientProfile profile;
  profile.mutable_location()->mutable_coordinates()->set_latitude(latitude);
  return profile;
}

v1::PatientProfile WithUnknownNumbers() {
  v1::PatientProfile profile = Profile(R"(conditions { code { system: "urn:s" code: "a" } })");
  profile.set_sex_at_birth(static_cast<v1::Sex>(77));
  profile.mutable_conditions(0)->set_verification(static_cast<v1::Verification>(77));
  return profile;
}

v1::PatientProfile WithFacts(int count) {
  v1::PatientProfile profile;
  for (int i = 0; i < count; ++i) {
    *profile.add_conditions() = Parse<v1::Condition>(R"(code { system: "urn:s" code: "a" })");
  }
  return profile;
}

std::vector<BadPatient> BadPatients() {
  const std::string code = R"( code { system: "urn:s" code: "a" } )";
  const std::string in = "patient.profile.";
  const auto weigh = [&](const std::string& value) {
    return Profile(
        absl::StrCat("observations { ", code, " quantity { value: \"", value, "\" unit: \"g\" } }"));
  };
  return {
      {"a date that is none", Profile(R"(birth { date_time: "2026-13-01" })"), {in + "birth.date_time"}},
      {"a time without a zone",
       Profile(R"(birth { date_time: "2026-01-01T10:00:00" })"),
       {in + "birth.date_time"}},
      {"an age without a unit",
       Profile(R"(birth { stated_age { value: 3 stated_on: "2024" } })"),
       {in + "birth.stated_age.unit"}},
      {"sex ALL", Profile("sex_at_birth: SEX_ALL"), {in + "sex_at_birth"}},
      {"not a number", weigh("NaN"), {in + "observations[0].quantity.value"}},
      {"infinite", weigh("Infinity"), {in + "observations[0].quantity.value"}},
      {"text for a number", weigh("heavy"), {in + "observations[0].quantity.value"}},
      {"a place that is no number",
       WithLatitude(std::numeric_limits<double>::quiet_NaN()),
       {in + "location.coordinates.latitude"}},
      {"numbers that no enumeration has",
       WithUnknownNumbers(),
       {in + "sex_at_birth", in + "conditions[0].verification"}},
      {"a fact without a code", Profile("conditions {}"), {in + "conditions[0].code"}},
      {"a code without a system",
       Profile(R"(conditions { code { code: "a" } })"),
       {in + "conditions[0].code.system"}},
      {"a code beyond its length",
       Profile(
           absl::StrCat(R"(conditions { code { system: "urn:s" code: ")", std::string(1025, 'a'), "\" } }")),
       {in + "conditions[0].code.code"}},
      {"an end before its start",
       Profile("conditions { " + code + R"(start: "2024" end: "2023" })"),
       {in + "conditions[0].end"}},
      {"an id that is used twice",
       Profile("conditions { id: \"a\"" + code + "} procedures { id: \"a\"" + code + "}"),
       {in + "procedures[0].id"}},
      {"a link to nothing",
       Profile("conditions { " + code + R"(links { kind: KIND_AFTER fact_id: "z" } })"),
       {in + "conditions[0].links[0].fact_id"}},
      {"complete measurements",
       Profile(R"(completeness { category: FACT_CATEGORY_OBSERVATION to: "2024" })"),
       {in + "completeness[0].category"}},
      {"too many facts", WithFacts(10'001), {"patient.profile"}},
      {"two faults at once",
       Profile(R"(birth { date_time: "soon" } gestational_age_at_birth { weeks: 99 } conditions {})"),
       {in + "birth.date_time", in + "gestational_age_at_birth.weeks", in + "conditions[0].code"}},
  };
}

void ExpectInvalid(const CallFailure& failure, const std::vector<std::string>& fields) {
  EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_THAT(failure.fields, ElementsAreArray(fields));
}

TEST(BadPatient, IsRefusedByEveryCall) {
  TestServer server;
  for (const BadPatient& bad : BadPatients()) {
    SCOPED_TRACE(bad.about);
    v1::CheckEligibilityRequest check;
    *check.mutable_patient()->mutable_profile() = bad.profile;
    check.add_trials("trials/NCT06427642");
    ExpectInvalid(FailureOf(server.Call(&EligibilityStub::CheckEligibility, check).status), bad.fields);

    v1::MatchTrialsRequest match;
    *match.mutable_patient()->mutable_profile() = bad.profile;
    ExpectInvalid(FailureOf(server.Call(&EligibilityStub::MatchTrials, match).status), bad.fields);

    grpc::ClientContext context;
    const auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
    v1::ScreenPatientsRequest message;
    message.mutable_opening()->add_trials("trials/NCT06427642");
    stream->Write(message);
    *message.mutable_patient()->mutable_patient()->mutable_profile() = bad.profile;
    stream->Write(message);
    stream->WritesDone();
    v1::ScreenPatientsResponse response;
    ASSERT_TRUE(stream->Read(&response));
    ExpectInvalid(FailureOf(response.error()), bad.fields);
    EXPECT_FALSE(stream->Read(&response));
    EXPECT_TRUE(stream->Finish().ok());
  }
}

TEST(BadPatient, IsTakenAtTheBound) {
  TestServer server;
  v1::CheckEligibilityRequest check;
  *check.mutable_patient()->mutable_profile() = WithFacts(10'000);
  check.add_trials("trials/NCT06427642");
  check.set_explanation(v1::EXPLANATION_LEVEL_NONE);
  const auto response = server.Ok(&EligibilityStub::CheckEligibility, check);
  EXPECT_EQ(response.matches_size(), 1);
}

}  // namespace
}  // namespace trialmatch
