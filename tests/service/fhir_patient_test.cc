// Patients as FHIR, by every call that takes a patient.
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string NewbornContent() {
  std::ifstream file(SampleFolder() + "/patients/newborn-fhir.json", std::ios::binary);
  EXPECT_TRUE(file.is_open());
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

v1::Patient Fhir(const std::string& content) {
  v1::Patient patient;
  patient.mutable_fhir()->set_content(content);
  return patient;
}

v1::Patient Profile(const std::string& name) {
  v1::Patient patient;
  *patient.mutable_profile() = SamplePatient(name);
  return patient;
}

v1::CheckEligibilityRequest Check(const v1::Patient& patient) {
  v1::CheckEligibilityRequest request;
  *request.mutable_patient() = patient;
  *request.mutable_options() = SampleMoment();
  request.add_trials("trials/NCT06427642");
  return request;
}

v1::MatchTrialsRequest Match(const v1::Patient& patient) {
  v1::MatchTrialsRequest request;
  *request.mutable_patient() = patient;
  *request.mutable_options() = SampleMoment();
  request.set_scope(v1::MATCH_SCOPE_ALL);
  return request;
}

// "VERDICT_ELIGIBLE hie:VERDICT_ELIGIBLE bpd:…"
std::string VerdictsOf(const v1::TrialMatch& match) {
  std::string verdicts = v1::Verdict_Name(match.verdict());
  for (const v1::CohortResult& cohort : match.cohorts()) {
    absl::StrAppend(&verdicts, " ", cohort.cohort_id(), ":", v1::Verdict_Name(cohort.verdict()));
  }
  return verdicts;
}

template <typename Response>
std::vector<std::string> IssuesOf(const Response& response) {
  std::vector<std::string> issues;
  for (const v1::ProfileIssue& issue : response.issues()) {
    issues.push_back(issue.field() + ": " + issue.description());
  }
  return issues;
}

constexpr char kImmunization[] =
    "patient.fhir.Bundle.entry[8].resource: Immunization is not used: nothing is read of resources of this "
    "type";

// Each call's answer for one patient, or its failure.
struct Said {
  std::string verdicts;
  std::vector<std::string> issues;
  std::vector<std::string> fields;
};

Said SaidByStream(TestServer& server, const v1::Patient& patient) {
  grpc::ClientContext context;
  const auto stream = server.stub<EligibilityStub>().StreamMatches(&context);
  v1::StreamMatchesRequest message;
  *message.mutable_opening()->mutable_options() = SampleMoment();
  message.mutable_opening()->set_scope(v1::MATCH_SCOPE_ALL);
  stream->Write(message);
  *message.mutable_patient()->mutable_patient() = patient;
  stream->Write(message);
  stream->WritesDone();
  v1::StreamMatchesResponse response;
  EXPECT_TRUE(stream->Read(&response));
  v1::StreamMatchesResponse none;
  EXPECT_FALSE(stream->Read(&none));
  EXPECT_TRUE(stream->Finish().ok());
  if (response.has_error()) return {"", {}, FailureOf(response.error()).fields};
  return {VerdictsOf(response.response().matches(0)), IssuesOf(response.response()), {}};
}

Said SaidByScreen(TestServer& server, const v1::Patient& patient) {
  grpc::ClientContext context;
  const auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  v1::ScreenPatientsRequest message;
  *message.mutable_opening()->mutable_options() = SampleMoment();
  message.mutable_opening()->add_trials("trials/NCT06427642");
  stream->Write(message);
  *message.mutable_patient()->mutable_patient() = patient;
  stream->Write(message);
  stream->WritesDone();
  v1::ScreenPatientsResponse response;
  EXPECT_TRUE(stream->Read(&response));
  v1::ScreenPatientsResponse none;
  EXPECT_FALSE(stream->Read(&none));
  EXPECT_TRUE(stream->Finish().ok());
  if (response.has_error()) return {"", {}, FailureOf(response.error()).fields};
  return {VerdictsOf(response.response().matches(0)), IssuesOf(response.response()), {}};
}

Said SaidByCheck(TestServer& server, const v1::Patient& patient) {
  const auto answered = server.Call(&EligibilityStub::CheckEligibility, Check(patient));
  if (!answered.status.ok()) return {"", {}, FailureOf(answered.status).fields};
  return {VerdictsOf(answered.response.matches(0)), IssuesOf(answered.response), {}};
}

Said SaidByMatch(TestServer& server, const v1::Patient& patient) {
  const auto answered = server.Call(&EligibilityStub::MatchTrials, Match(patient));
  if (!answered.status.ok()) return {"", {}, FailureOf(answered.status).fields};
  return {VerdictsOf(answered.response.matches(0)), IssuesOf(answered.response), {}};
}

using Call = Said (*)(TestServer&, const v1::Patient&);
constexpr Call kCalls[] = {SaidByCheck, SaidByMatch, SaidByStream, SaidByScreen};

TEST(FhirPatient, HasTheVerdictsOfTheSameChildsProfile) {
  TestServer server;
  const std::string wanted = SaidByCheck(server, Profile("hie-3-day-old")).verdicts;
  EXPECT_THAT(wanted, HasSubstr("VERDICT_ELIGIBLE hie:VERDICT_ELIGIBLE"));
  for (const Call call : kCalls) {
    const Said said = call(server, Fhir(NewbornContent()));
    EXPECT_EQ(said.verdicts, wanted);
    // The sample's LOINC does not have gestational age, which is read nevertheless.
    EXPECT_THAT(said.issues,
                ElementsAre(kImmunization,
                            "patient.fhir.Bundle.entry[2].resource: has a code that its code system "
                            "does not have"));
  }
}

// Without its consent the bundle is not enough: the verdict above comes from what the bundle says.
TEST(FhirPatient, NeedsWhatTheTrialAsks) {
  TestServer server;
  const std::string content = NewbornContent();
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"\"value\": \"NCT06427642\"", "\"value\": \"NCT00000001\""},
           {"\"code\": \"MTH\"", "\"code\": \"STPMTH\""},
           {"\"code\": \"confirmed\"", "\"code\": \"provisional\""},
           {"\"valueBoolean\": true", "\"valueBoolean\": \"true\""}}) {
    const std::string changed = absl::StrReplaceAll(content, {{from, to}});
    ASSERT_NE(changed, content);
    EXPECT_THAT(SaidByCheck(server, Fhir(changed)).verdicts,
                HasSubstr("VERDICT_UNDETERMINED hie:VERDICT_UNDETERMINED"))
        << to;
  }
}

TEST(FhirPatient, EveryCallRefusesWhatHoldsNoPatientAndNamesTheField) {
  TestServer server;
  const std::pair<std::string, std::string> kBad[] = {
      {"", "patient.fhir.content"},
      {"{\"resourceType\":", "patient.fhir.content"},
      {"[]", "patient.fhir.content"},
      {R"({"resourceType":"Condition"})", "patient.fhir.Condition"},
      {R"({"resourceType":"Bundle","type":"collection"})", "patient.fhir.Bundle"},
      {R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"1"}},)"
       R"({"resource":{"resourceType":"Patient","id":"2"}}]})",
       "patient.fhir.Bundle"},
      {R"({"resourceType":"Patient","modifierExtension":[{}]})", "patient.fhir.Patient"},
  };
  for (const auto& [content, field] : kBad) {
    for (const Call call : kCalls)
      EXPECT_THAT(call(server, Fhir(content)).fields, ElementsAre(field)) << content;
  }
}

TEST(FhirPatient, AContentAboveTheBoundIsRefusedByItsField) {
  TestServer server;
  const std::string patient = R"({"resourceType":"Patient","birthDate":"2026-05-16"})";
  const size_t bound = 16 << 20;
  const std::string at_bound = patient + std::string(bound - patient.size(), ' ');
  EXPECT_THAT(SaidByCheck(server, Fhir(at_bound)).fields, ElementsAre());
  EXPECT_THAT(SaidByCheck(server, Fhir(at_bound + " ")).fields, ElementsAre("patient.fhir.content"));
}

TEST(FhirPatient, AnUnknownCodeIsNamedWhereItStands) {
  TestServer server;
  const std::string content = absl::StrReplaceAll(
      NewbornContent(), {{"\"code\": \"8339-4\"", "\"code\": \"0-0\""},
                         {"\"urn:trialmatch:sample\", \"code\": \"hypoxic-ischemic-encephalopathy\"",
                          "\"urn:other\", \"code\": \"x\""}});
  const std::vector<std::string> issues = SaidByCheck(server, Fhir(content)).issues;
  EXPECT_THAT(
      issues,
      Contains("patient.fhir.Bundle.entry[3].resource: has a code that its code system does not have"));
  EXPECT_THAT(
      issues,
      Contains("patient.fhir.Bundle.entry[4].resource: has a code of a code system that is not loaded"));
}

TEST(FhirPatient, ManyUnknownCodesAreCounted) {
  TestServer server;
  std::string entries = R"({"resource":{"resourceType":"Patient","id":"1","birthDate":"2026"}})";
  for (int i = 0; i < 50; ++i) {
    absl::StrAppend(&entries, R"(,{"resource":{"resourceType":"Condition","id":")", i,
                    R"(","subject":{"reference":"Patient/1"},"code":{"coding":[{"system":"urn:x","code":")",
                    i, R"("}]}}})");
  }
  const std::vector<std::string> issues =
      SaidByCheck(server, Fhir(absl::StrCat(R"({"resourceType":"Bundle","type":"collection","entry":[)",
                                            entries, "]}")))
          .issues;
  EXPECT_EQ(issues.size(), 21u);
  EXPECT_THAT(issues, Contains("patient.fhir: 30 more: has a code of a code system that is not loaded"));
}

// A diagnosis in words must not read as no diagnosis, whatever the request assumes of what is not recorded.
TEST(FhirPatient, WhatNobodyCouldReadIsNeverAssumedAbsent) {
  TestServer server;
  const auto truth = [&](const std::string& condition) {
    v1::CheckEligibilityRequest request = Check(Fhir(absl::StrCat(
        R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"1",)",
        R"("birthDate":"2026-05-16"}})", condition, "]}")));
    request.mutable_options()->set_absence_default(v1::ABSENCE_POLICY_ASSUME_ABSENT);
    const auto response = server.Ok(&EligibilityStub::CheckEligibility, request);
    for (const v1::CriterionResult& criterion : response.matches(0).cohorts(0).criteria()) {
      if (criterion.criterion_id() == "hie-diagnosis") return criterion.truth();
    }
    return v1::TRUTH_UNSPECIFIED;
  };
  const std::string words =
      R"(,{"resource":{"resourceType":"Condition","subject":{"reference":"Patient/1"},"code":{"text":"HIE"}}})";
  EXPECT_EQ(truth(""), v1::TRUTH_FALSE) << "no diagnosis, by assumption";
  EXPECT_EQ(truth(words), v1::TRUTH_UNKNOWN);
  EXPECT_EQ(truth(absl::StrReplaceAll(words, {{R"("code")", R"("implicitRules":"urn:x","code")"}})),
            v1::TRUTH_UNKNOWN);
}

TEST(FhirPatient, TheSameBytesGiveTheSameAnswer) {
  TestServer server;
  const v1::CheckEligibilityRequest request = Check(Fhir(NewbornContent()));
  EXPECT_EQ(server.Ok(&EligibilityStub::CheckEligibility, request).SerializeAsString(),
            server.Ok(&EligibilityStub::CheckEligibility, request).SerializeAsString());
}

TEST(FhirPatient, ABadOneInAStreamLeavesTheOthers) {
  TestServer server;
  grpc::ClientContext context;
  const auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  v1::ScreenPatientsRequest message;
  *message.mutable_opening()->mutable_options() = SampleMoment();
  message.mutable_opening()->add_trials("trials/NCT06427642");
  stream->Write(message);
  for (const std::string& content : {NewbornContent(), std::string("{}"), NewbornContent()}) {
    *message.mutable_patient()->mutable_patient() = Fhir(content);
    stream->Write(message);
  }
  stream->WritesDone();
  std::string said;
  for (v1::ScreenPatientsResponse response; stream->Read(&response);)
    said += response.has_error() ? "-" : "+";
  EXPECT_EQ(said, "+-+");
  EXPECT_TRUE(stream->Finish().ok());
}

}  // namespace
}  // namespace trialmatch
