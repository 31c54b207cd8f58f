// MatchTrials over the wire: totals, scopes, filters.
#include <set>

#include "gmock/gmock.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

v1::MatchTrialsRequest Request(const std::string& patient, v1::MatchScope scope = v1::MATCH_SCOPE_ALL) {
  v1::MatchTrialsRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient(patient);
  *request.mutable_options() = SampleMoment();
  request.set_scope(scope);
  return request;
}

std::vector<std::string> TrialsOf(const v1::MatchTrialsResponse& response) {
  std::vector<std::string> trials;
  for (const v1::TrialMatch& match : response.matches()) trials.push_back(match.trial());
  return trials;
}

// Verdicts of all trials of the catalog, by the explaining call.
std::map<std::string, v1::Verdict> CheckAll(TestServer& server, const std::string& patient) {
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient(patient);
  *request.mutable_options() = SampleMoment();
  const auto page = server.Ok(&TrialStub::ListTrials, {});
  for (const v1::Trial& trial : page.trials()) {
    request.add_trials(trial.name());
  }
  std::map<std::string, v1::Verdict> verdicts;
  const auto answer = server.Ok(&EligibilityStub::CheckEligibility, request);
  for (const auto& match : answer.matches()) {
    verdicts[match.trial()] = match.verdict();
  }
  return verdicts;
}

TEST(MatchTrials, CountsEveryTrialOfTheCatalogOnceByItsVerdict) {
  TestServer server;
  for (const char* patient :
       {"hie-3-day-old", "bpd-27-weeks", "diabetes-metformin-stable", "lung-cancer-l858r"}) {
    SCOPED_TRACE(patient);
    const auto verdicts = CheckAll(server, patient);
    ASSERT_EQ(verdicts.size(), 21u);
    v1::MatchTotals wanted;
    std::set<std::string> not_ineligible;
    for (const auto& [trial, verdict] : verdicts) {
      if (verdict == v1::VERDICT_ELIGIBLE) wanted.set_eligible(wanted.eligible() + 1);
      if (verdict == v1::VERDICT_UNDETERMINED) wanted.set_undetermined(wanted.undetermined() + 1);
      if (verdict == v1::VERDICT_INELIGIBLE) wanted.set_ineligible(wanted.ineligible() + 1);
      if (verdict != v1::VERDICT_INELIGIBLE) not_ineligible.insert(trial);
    }
    const auto response = server.Ok(&EligibilityStub::MatchTrials, Request(patient));
    EXPECT_EQ(response.catalog_totals().DebugString(), wanted.DebugString());
    EXPECT_EQ(response.filtered_totals().DebugString(), wanted.DebugString());
    const std::vector<std::string> listed = TrialsOf(response);
    EXPECT_EQ(listed.size(), not_ineligible.size());
    EXPECT_EQ(std::set<std::string>(listed.begin(), listed.end()), not_ineligible);
    for (const auto& match : response.matches()) EXPECT_EQ(match.verdict(), verdicts.at(match.trial()));
  }
}

TEST(MatchTrials, PutsTheEligibleFirst) {
  TestServer server;
  const auto response = server.Ok(&EligibilityStub::MatchTrials, Request("hie-3-day-old"));
  ASSERT_GT(response.matches_size(), 0);
  EXPECT_EQ(response.matches(0).trial(), "trials/NCT06427642");
  EXPECT_EQ(response.matches(0).deciding_size() + response.matches(0).criteria_size(), 0);  // NONE
  for (int i = 1; i < response.matches_size(); ++i) {
    const bool after = response.matches(i - 1).verdict() == v1::VERDICT_UNDETERMINED &&
                       response.matches(i).verdict() == v1::VERDICT_ELIGIBLE;
    EXPECT_FALSE(after) << i;
  }
}

TEST(MatchTrials, LeavesUnrelatedUndeterminedTrialsOutUnlessAsked) {
  TestServer server;
  // Nothing is known: no trial is for any of the patient's conditions, and few are decided.
  v1::MatchTrialsRequest request;
  request.mutable_patient()->mutable_profile();
  *request.mutable_options() = SampleMoment();
  const auto related = server.Ok(&EligibilityStub::MatchTrials, request);
  request.set_scope(v1::MATCH_SCOPE_ALL);
  const auto all = server.Ok(&EligibilityStub::MatchTrials, request);
  EXPECT_EQ(related.catalog_totals().DebugString(), all.catalog_totals().DebugString());
  EXPECT_EQ(all.matches_size(), all.catalog_totals().undetermined() + all.catalog_totals().eligible());
  EXPECT_LT(related.matches_size(), all.matches_size());

  const auto newborn =
      server.Ok(&EligibilityStub::MatchTrials, Request("hie-no-consent", v1::MATCH_SCOPE_RELATED));
  EXPECT_THAT(TrialsOf(newborn), Contains("trials/NCT06427642"));
  const auto unspecified =
      server.Ok(&EligibilityStub::MatchTrials, Request("hie-no-consent", v1::MATCH_SCOPE_UNSPECIFIED));
  EXPECT_EQ(TrialsOf(unspecified), TrialsOf(newborn));
}

TEST(MatchTrials, CountsApartWhatPassesTheFilter) {
  TestServer server;
  auto request = Request("hie-3-day-old");
  const auto all = server.Ok(&EligibilityStub::MatchTrials, request);
  request.mutable_filter()->add_trials("trials/NCT06427642");
  request.mutable_filter()->add_trials("trials/NCT00494429");
  const auto named = server.Ok(&EligibilityStub::MatchTrials, request);
  EXPECT_EQ(named.catalog_totals().DebugString(), all.catalog_totals().DebugString());
  EXPECT_EQ(named.filtered_totals().eligible(), 1);
  EXPECT_EQ(named.filtered_totals().ineligible(), 1);
  EXPECT_EQ(named.filtered_totals().undetermined(), 0);
  EXPECT_THAT(TrialsOf(named), ElementsAre("trials/NCT06427642"));

  request.clear_filter();
  request.mutable_filter()->add_statuses(v1::RECRUITMENT_STATUS_COMPLETED);
  EXPECT_THAT(TrialsOf(server.Ok(&EligibilityStub::MatchTrials, request)),
              Not(Contains("trials/NCT06427642")));
  request.clear_filter();
  *request.mutable_filter()->add_conditions() =
      Parse<v1::Code>(R"(system: "urn:trialmatch:sample" code: "hypoxic-ischemic-encephalopathy")");
  EXPECT_THAT(TrialsOf(server.Ok(&EligibilityStub::MatchTrials, request)), ElementsAre("trials/NCT06427642"));
  request.clear_filter();
  request.mutable_filter()->add_country_codes("AQ");
  const auto nowhere = server.Ok(&EligibilityStub::MatchTrials, request);
  EXPECT_THAT(TrialsOf(nowhere), IsEmpty());
  EXPECT_TRUE(nowhere.has_filtered_totals());
  EXPECT_EQ(nowhere.filtered_totals().ineligible(), 0);
}

TEST(MatchTrials, GivesTheSameBytesForTheSameRequest) {
  TestServer server;
  auto request = Request("toddler-corrected-22-months");
  request.set_explanation(v1::EXPLANATION_LEVEL_FULL);
  const std::string once = server.Ok(&EligibilityStub::MatchTrials, request).SerializeAsString();
  EXPECT_EQ(server.Ok(&EligibilityStub::MatchTrials, request).SerializeAsString(), once);
  // Applications are no part of an answer.
  server.Ok(&ApplicationStub::Apply,
            Parse<v1::ApplyRequest>(R"(trial: "trials/NCT06427642" applicant_reference: "a")"));
  EXPECT_EQ(server.Ok(&EligibilityStub::MatchTrials, request).SerializeAsString(), once);
}

TEST(MatchTrials, SeesAWriteInTheNextCall) {
  TestServer server;
  const auto request = Request("hie-3-day-old");
  const auto before = server.Ok(&EligibilityStub::MatchTrials, request);
  server.Ok(&TrialStub::DeleteTrial, Parse<v1::DeleteTrialRequest>(R"(name: "trials/NCT06427642")"));
  const auto after = server.Ok(&EligibilityStub::MatchTrials, request);
  EXPECT_EQ(after.catalog_totals().eligible(), before.catalog_totals().eligible() - 1);
  EXPECT_EQ(after.context().catalog_revision(), before.context().catalog_revision() + 1);
  EXPECT_THAT(TrialsOf(after), Not(Contains("trials/NCT06427642")));
}

}  // namespace
}  // namespace trialmatch
