// What deploy/sample/expectations.tsv says of the sample is what the server answers, row by row.
#include <fstream>
#include <map>
#include <vector>

#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

struct Row {
  std::string patient;
  std::string trial;
  std::string cohort;  // "-": the trial
  std::string verdict;
};

std::vector<Row> ReadRows() {
  std::vector<Row> rows;
  std::ifstream file(SampleFolder() + "/expectations.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    EXPECT_EQ(cells.size(), 4u) << line;
    if (cells.size() == 4) rows.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return rows;
}

// Of one patient, by trial and cohort ("-": the trial); by every call that says it.
using Verdicts = std::map<std::pair<std::string, std::string>, std::string>;

void Collect(const v1::TrialMatch& match, Verdicts& verdicts) {
  const auto name = [](v1::Verdict verdict) {
    return v1::Verdict_Name(verdict).substr(std::string("VERDICT_").size());
  };
  const std::string trial = match.trial().substr(std::string("trials/").size());
  verdicts[{trial, "-"}] = name(match.verdict());
  for (const v1::CohortResult& cohort : match.cohorts()) {
    verdicts[{trial, cohort.cohort_id()}] = name(cohort.verdict());
  }
}

class SampleExpectations : public ::testing::Test {
 protected:
  Verdicts Check(const std::string& patient) {
    v1::CheckEligibilityRequest request;
    *request.mutable_patient()->mutable_profile() = SamplePatient(patient);
    *request.mutable_options() = SampleMoment();
    const auto page = server_.Ok(&TrialStub::ListTrials, {});
    for (const v1::Trial& trial : page.trials()) {
      request.add_trials(trial.name());
    }
    const auto response = server_.Ok(&EligibilityStub::CheckEligibility, request);
    EXPECT_EQ(response.issues_size(), 0) << patient;
    Verdicts verdicts;
    for (const v1::TrialMatch& match : response.matches()) Collect(match, verdicts);
    return verdicts;
  }

  // What MatchTrials does not list it has found ineligible.
  Verdicts Match(const std::string& patient) {
    v1::MatchTrialsRequest request;
    *request.mutable_patient()->mutable_profile() = SamplePatient(patient);
    *request.mutable_options() = SampleMoment();
    request.set_scope(v1::MATCH_SCOPE_ALL);
    Verdicts verdicts;
    const auto answer = server_.Ok(&EligibilityStub::MatchTrials, request);
    for (const v1::TrialMatch& match : answer.matches()) {
      Collect(match, verdicts);
    }
    return verdicts;
  }

  TestServer server_;
};

TEST_F(SampleExpectations, AreMet) {
  const std::vector<Row> rows = ReadRows();
  EXPECT_GE(rows.size(), 160u);
  std::map<std::string, Verdicts> checked;
  std::map<std::string, Verdicts> matched;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.patient + " " + row.trial + " " + row.cohort);
    if (!checked.contains(row.patient)) {
      checked[row.patient] = Check(row.patient);
      matched[row.patient] = Match(row.patient);
    }
    const auto key = std::make_pair(row.trial, row.cohort);
    ASSERT_TRUE(checked[row.patient].contains(key));
    EXPECT_EQ(checked[row.patient][key], row.verdict);
    if (row.cohort == "-") {
      EXPECT_EQ(matched[row.patient].contains(key), row.verdict != "INELIGIBLE");
      if (matched[row.patient].contains(key)) {
        EXPECT_EQ(matched[row.patient][key], row.verdict);
      }
    }
  }
}

}  // namespace
}  // namespace trialmatch
