// A store that outlives the terminologies it was written with.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "terminology/plain_table.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

// The sample's terminology without any row that names the code.
std::shared_ptr<const Terminology> SampleTerminologyWithout(const std::string& code) {
  std::vector<TableFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(SampleFolder() + "/terminology")) {
    if (entry.path().extension() != ".tsv") continue;
    std::ifstream in(entry.path());
    std::vector<std::string> lines = absl::StrSplit(
        std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()), '\n');
    std::erase_if(lines, [&](const std::string& line) { return absl::StrContains(line, code); });
    files.push_back({entry.path().filename().string(), absl::StrJoin(lines, "\n")});
  }
  LoadedTables tables = LoadPlainTables(std::move(files));
  EXPECT_EQ(tables.error_count, 0u) << (tables.issues.empty() ? "" : tables.issues[0].reason);
  return tables.terminology;
}

v1::CheckEligibilityRequest CheckBpd() {
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient("bpd-27-weeks");
  *request.mutable_options() = SampleMoment();
  request.add_trials("trials/NCT06427642");
  return request;
}

const v1::CriterionResult& CriterionOf(const v1::CohortResult& cohort, const std::string& id) {
  for (const auto& criterion : cohort.criteria()) {
    if (criterion.criterion_id() == id) return criterion;
  }
  ADD_FAILURE() << id;
  return v1::CriterionResult::default_instance();
}

TEST(TerminologyChange, LeavesATrialServedWithItsCriterionUnknown) {
  ServerOptions options = SampleOptions();
  options.store = ::testing::TempDir() + "/terminology_change.db";
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(options.store + suffix);
  std::string records;
  int64_t revision = 0;
  {
    TestServer before(options);
    const auto response = before.Ok(&EligibilityStub::CheckEligibility, CheckBpd());
    const v1::CohortResult& bpd = response.matches(0).cohorts(1);
    EXPECT_EQ(bpd.verdict(), v1::VERDICT_ELIGIBLE);
    EXPECT_EQ(CriterionOf(bpd, "bpd-shock").truth(), v1::TRUTH_FALSE);
    records = before.Ok(&TrialStub::ListTrials, Parse<v1::ListTrialsRequest>(R"(read_mask { paths: "*" })"))
                  .SerializeAsString();
    revision = before.Revision();
  }
  ::testing::internal::CaptureStderr();
  TestServer after(options, SampleTerminologyWithout("shock"));
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, ::testing::HasSubstr("\"event\":\"trials_unresolved\",\"count\":\"1\""));
  EXPECT_THAT(log, ::testing::HasSubstr("NCT06427642"));
  EXPECT_EQ(after.Revision(), revision);
  EXPECT_EQ(after.Ok(&TrialStub::ListTrials, Parse<v1::ListTrialsRequest>(R"(read_mask { paths: "*" })"))
                .SerializeAsString(),
            records);

  const auto response = after.Ok(&EligibilityStub::CheckEligibility, CheckBpd());
  const v1::CohortResult& bpd = response.matches(0).cohorts(1);
  EXPECT_EQ(bpd.verdict(), v1::VERDICT_UNDETERMINED);
  const v1::CriterionResult& shock = CriterionOf(bpd, "bpd-shock");
  EXPECT_EQ(shock.truth(), v1::TRUTH_UNKNOWN);
  ASSERT_GT(shock.evidence_size(), 0);
  EXPECT_EQ(shock.evidence(0).kind(), v1::EVIDENCE_KIND_UNRESOLVED);
  EXPECT_EQ(shock.evidence(0).reason(), v1::EVIDENCE_REASON_CODE_NOT_LOADED);
  ASSERT_EQ(response.issues_size(), 1);  // the patient's own record of it

  v1::MatchTrialsRequest match;
  *match.mutable_patient() = CheckBpd().patient();
  *match.mutable_options() = SampleMoment();
  match.set_scope(v1::MATCH_SCOPE_ALL);
  const auto matched = after.Ok(&EligibilityStub::MatchTrials, match);
  std::map<std::string, v1::Verdict> verdicts;
  for (const auto& found : matched.matches()) verdicts[found.trial()] = found.verdict();
  EXPECT_EQ(verdicts["trials/NCT06427642"], v1::VERDICT_UNDETERMINED);
}

TEST(TerminologyChange, EndsPageTokens) {
  ServerOptions options = SampleOptions();
  options.store = ::testing::TempDir() + "/terminology_token.db";
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(options.store + suffix);
  v1::MatchTrialsRequest match;
  match.mutable_patient()->mutable_profile();
  match.set_scope(v1::MATCH_SCOPE_ALL);
  match.set_page_size(1);
  v1::ListTrialsRequest list;
  list.set_page_size(1);
  {
    TestServer before(options);
    list.set_page_token(before.Ok(&TrialStub::ListTrials, list).next_page_token());
    match.set_page_token(before.Ok(&EligibilityStub::MatchTrials, match).next_page_token());
  }
  {
    TestServer same(options);
    EXPECT_TRUE(same.Call(&EligibilityStub::MatchTrials, match).status.ok());
    EXPECT_TRUE(same.Call(&TrialStub::ListTrials, list).status.ok());
  }
  TestServer after(options, SampleTerminologyWithout("shock"));
  const CallFailure failure = FailureOf(after.Call(&EligibilityStub::MatchTrials, match).status);
  EXPECT_EQ(failure.reason, "PAGE_TOKEN_EXPIRED");
  // A filter by condition walks the terminologies too.
  EXPECT_EQ(FailureOf(after.Call(&TrialStub::ListTrials, list).status).reason, "PAGE_TOKEN_EXPIRED");
}

}  // namespace
}  // namespace trialmatch
