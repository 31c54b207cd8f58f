// `trials` and `applications`.
#include <filesystem>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class Trials : public ::testing::Test {
 protected:
  ClientRun Run(std::vector<std::string> arguments, Surroundings surroundings = {}) {
    surroundings.environment["TRIALMATCH_SERVER"] = server_.address();
    return RunClient(std::move(arguments), surroundings);
  }

  FakeServer server_;
  const std::string full_ = WriteFile("NCT1.textproto", R"pb(
    name: "trials/NCT1"
    title: "Cord blood cells"
    status: RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING
    phases: PHASE_PHASE1
    phases: PHASE_PHASE2
    sponsor { name: "A hospital" }
    conditions { text: "Asphyxia" }
    minimum_age { value: 1 unit: TIME_UNIT_DAY }
    maximum_age { value: 28 unit: TIME_UNIT_DAY }
    inclusion_criteria { id: "consent" text: "Consent of a parent" }
    cohorts {
      id: "hie"
      title: "Encephalopathy"
      exclusion_criteria { id: "x" text: "Malformation" }
    }
    sites { facility: "A hospital" city: "Guangzhou" status: RECRUITMENT_STATUS_RECRUITING }
  )pb");
  const std::string small_ = WriteFile("NCT2.json", R"({"name": "trials/NCT2", "title": "Asthma"})");
  const std::string bad_ = WriteFile("bad.json", R"({"name": "trials/NCT3"})");
};

TEST_F(Trials, ApplyStoresAndGetShowsThem) {
  const ClientRun applied = Run({"trials", "apply", full_, small_});
  EXPECT_EQ(applied.code, 0) << applied.err;
  EXPECT_EQ(applied.out, "NCT1 applied (catalog revision 8)\nNCT2 applied (catalog revision 9)\n");
  const ClientRun got = Run({"trials", "get", "NCT1"});
  EXPECT_EQ(got.code, 0);
  EXPECT_EQ(got.out,
            "NCT1  Cord blood cells\n"
            "  Status:       active, not recruiting\n"
            "  Phase:        phase 1/phase 2\n"
            "  Conditions:   Asphyxia\n"
            "  Sponsor:      A hospital\n"
            "  Age:          from 1 day to 28 days\n"
            "  Inclusions: all must be true\n"
            "    • Consent of a parent [consent]\n"
            "  Cohort hie  Encephalopathy\n"
            "  Exclusions: all must be false\n"
            "    • Malformation [x]\n"
            "  Sites\n"
            "    • A hospital, Guangzhou (recruiting)\n");
}

TEST_F(Trials, WhatGetWritesAsJsonCanBeAppliedAgain) {
  ASSERT_EQ(Run({"trials", "apply", full_}).code, 0);
  const auto before = server_.trials().Find("trials/NCT1");
  const std::string file = WriteFile("again.json", Run({"trials", "get", "NCT1", "--output", "json"}).out);
  ASSERT_EQ(Run({"trials", "apply", file}).code, 0);
  EXPECT_EQ(server_.trials().Find("trials/NCT1")->SerializeAsString(), before->SerializeAsString());
}

TEST_F(Trials, ADryRunStoresNothing) {
  EXPECT_EQ(Run({"trials", "apply", full_, "--dry-run"}).out, "NCT1 is good\n");
  EXPECT_FALSE(server_.trials().Find("trials/NCT1").has_value());
}

TEST_F(Trials, ApplyGoesOnAfterABadFile) {
  const ClientRun run = Run({"trials", "apply", bad_, small_});
  EXPECT_EQ(run.code, 3);
  EXPECT_TRUE(server_.trials().Find("trials/NCT2").has_value());
}

TEST_F(Trials, ListShowsAPageAndFollowsTheOthersWhenAsked) {
  Run({"trials", "apply", full_, small_});
  const ClientRun page = Run({"trials", "list", "--query", "cord blood", "--recruiting"});
  EXPECT_EQ(page.code, 0);
  EXPECT_EQ(page.out,
            "TRIAL  TITLE             STATUS                  PHASE            CONDITIONS\n"
            "NCT1   Cord blood cells  active, not recruiting  phase 1/phase 2  Asphyxia\n"
            "\n"
            "1 of 2 trials · catalog revision 9\n"
            "More: --all, or --page-token trials/NCT2\n");
  EXPECT_EQ(server_.trials().last_list().query(), "cord blood");
  EXPECT_TRUE(server_.trials().last_list().filter().recruiting_only());
  EXPECT_THAT(Run({"trials", "list", "--all", "--full"}).out,
              AllOf(HasSubstr("\nNCT2 "), HasSubstr("2 of 2 trials"), Not(HasSubstr("More:"))));
  EXPECT_EQ(server_.trials().last_list().read_mask().paths(0), "*");
}

TEST_F(Trials, DeleteNamesWhatIsNotThere) {
  Run({"trials", "apply", small_});
  EXPECT_EQ(Run({"trials", "delete", "NCT2"}).out, "NCT2 deleted (catalog revision 9)\n");
  EXPECT_EQ(Run({"trials", "delete", "NCT2"}).code, 4);
  EXPECT_EQ(Run({"trials", "delete", "NCT2", "--allow-missing"}).code, 0);
}

TEST_F(Trials, ValidateFailsForErrorsAndNotForWarnings) {
  const ClientRun errors = Run({"trials", "validate", bad_});
  EXPECT_EQ(errors.code, 3);
  EXPECT_EQ(errors.out, bad_ + ": error: trial.title: is required\n" + bad_ +
                            ": warning: trial.sponsor: nobody runs the trial\n");
  const ClientRun warnings = Run({"trials", "validate", small_});
  EXPECT_EQ(warnings.code, 0);
  EXPECT_THAT(warnings.out, HasSubstr(": warning: "));
  EXPECT_EQ(Run({"trials", "validate", full_}).out, full_ + ": good\n");
  EXPECT_EQ(Run({"trials", "validate", full_, "--output", "json"}).out,
            "{\"source\":\"" + full_ + "\",\"result\":{}}\n");
}

TEST_F(Trials, ImportSendsAllAndNamesTheRefusedByFile) {
  const std::string lines =
      WriteFile("more.jsonl", "{\"name\":\"trials/A\",\"title\":\"a\"}\n\n{\"name\":\"trials/B\"}\n{\n");
  const ClientRun run = Run({"trials", "import", full_, lines});
  EXPECT_EQ(run.code, 3);
  EXPECT_EQ(run.out, lines + ":3: trials/B: error: trial.title: is required\n" +
                         "2 created, 0 updated, 0 unchanged, 1 failed, 1 not sent · catalog revision 9\n");
  EXPECT_THAT(run.err, AllOf(StartsWith("trialmatch: "), HasSubstr("more.jsonl:4:2: ")));
  EXPECT_TRUE(server_.trials().Find("trials/A").has_value());
}

TEST_F(Trials, ImportReadsStandardInputAndCanBeDry) {
  const ClientRun run =
      Run({"trials", "import", "-", "--dry-run"}, {.input = "{\"name\":\"trials/A\",\"title\":\"a\"}\n"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("Dry run: 1 created"));
  EXPECT_FALSE(server_.trials().Find("trials/A").has_value());
}

TEST_F(Trials, ApplicationsComeAndGo) {
  EXPECT_EQ(Run({"applications", "apply", "NCT1", "ref-1"}).out, "New: 1  active  NCT1  ref-1\n");
  EXPECT_EQ(Run({"applications", "apply", "NCT1", "ref-1"}).out, "Already there: 1  active  NCT1  ref-1\n");
  EXPECT_EQ(Run({"applications", "withdraw", "1"}).out, "1  withdrawn  NCT1  ref-1\n");
  EXPECT_EQ(Run({"applications", "get", "applications/1"}).out, "1  withdrawn  NCT1  ref-1\n");
  EXPECT_EQ(Run({"applications", "get", "7"}).code, 4);
  EXPECT_EQ(Run({"applications", "list", "--trial", "NCT1", "--state", "withdrawn"}).out,
            "APPLICATION  STATE      TRIAL  APPLICANT  APPLIED                    WITHDRAWN\n"
            "1            withdrawn  NCT1   ref-1      2024-05-19T02:05:00+00:00\n");
  EXPECT_EQ(Run({"applications", "list", "--state", "active"}).out, "No applications.\n");
}

}  // namespace
}  // namespace trialmatch::client
