// `match`, `check` and `screen`.
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "client/text/utf8.h"
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

class Patients : public ::testing::Test {
 protected:
  Patients() {
    for (const char* name : {"trials/NCT1", "trials/NCT2"}) {
      v1::Trial trial;
      trial.set_name(name);
      trial.set_title("A trial");
      server_.trials().Put(trial);
    }
  }

  ClientRun Run(std::vector<std::string> arguments, Surroundings surroundings = {}) {
    surroundings.environment["TRIALMATCH_SERVER"] = server_.address();
    return RunClient(std::move(arguments), surroundings);
  }

  FakeServer server_;
  const std::string girl_ = WriteFile("girl.json", R"({"sexAtBirth": "SEX_FEMALE"})");
  const std::string boy_ = WriteFile("boy.textproto", "sex_at_birth: SEX_MALE");
  const std::string child_ = WriteFile("child.json", "{}");
};

TEST_F(Patients, CheckShowsTheTreeAndTheReasons) {
  const ClientRun run = Run({"check", "--patient", boy_, "NCT1"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.err, IsEmpty());
  EXPECT_EQ(
      run.out,
      "✗ INELIGIBLE  NCT1  Cord blood cells for newborns\n"
      "  Recruitment: recruiting · nearest site: Women and Children Hospital, Guangzhou, China (12.3 km)\n"
      "  Whole trial\n"
      "  Inclusions: all must be true\n"
      "  └─ ✓ Age at most 28 days [maximum-age]\n"
      "       The patient is 3 days old.\n"
      "         value 3 d · threshold at most 28 d · 25 d inside\n"
      "  Exclusions: all must be false\n"
      "  └─ ✓ Severe congenital malformation [no-malformation] false\n"
      "       Refuted on 2024-05-18.\n"
      "  Cohort bpd  ✗ INELIGIBLE  Bronchopulmonary dysplasia (recruiting)\n"
      "  Inclusions: all must be true\n"
      "  ├─ ✗ Birth weight 401 to 1249 g [bpd-weight]\n"
      "  │    Birth weight is 1250 g.\n"
      "  │      value 1.250 kg = 1250 g · threshold 401 to 1249 g · 1 g outside\n"
      "  └─ ? Consent, or ventilated [bpd-either]\n"
      "     ├─ unknown: Consent of a parent [consent]\n"
      "     │    missing: No consent for this trial is recorded.\n"
      "     └─ false: On a ventilator [ventilated]\n"
      "  Decided by\n"
      "  • Birth weight is 1250 g. [cohort bpd, bpd-weight] false\n"
      "  Assumptions\n"
      "  • Procedures are completely told.\n"
      "\n"
      "As of 2024-05-19T02:05:00+00:00 (UTC) · catalog revision 42 · SNOMED CT 2024-05 · build 0.1.0\n");
}

TEST_F(Patients, CheckTellsTheVerdictByExitCodeOnlyWhenAsked) {
  EXPECT_EQ(Run({"check", "--patient", boy_, "NCT1"}).code, 0);
  EXPECT_EQ(Run({"check", "--patient", girl_, "NCT1", "--exit-code"}).code, 0);
  EXPECT_EQ(Run({"check", "--patient", child_, "NCT1", "--exit-code"}).code, 10);
  EXPECT_EQ(Run({"check", "--patient", boy_, "NCT1", "--exit-code"}).code, 11);
  EXPECT_EQ(Run({"check", "--patient", boy_, "NCT9", "--exit-code"}).code, 4);
}

TEST_F(Patients, CheckSendsWhatTheFlagsSay) {
  ASSERT_EQ(Run({"check", "--patient", girl_, "NCT1", "trials/NCT2", "--as-of", "2024-05-19", "--time-zone",
                 "+08:00", "--absence", "absent", "--normal-limit-table", "adult", "--refutation-freshness",
                 "30d", "--administrative-gender-as-sex", "--explain", "deciding"})
                .code,
            0);
  const v1::CheckEligibilityRequest request = server_.eligibility().last_check();
  EXPECT_EQ(request.trials(0), "trials/NCT1");
  EXPECT_EQ(request.trials(1), "trials/NCT2");
  EXPECT_EQ(request.patient().profile().sex_at_birth(), v1::SEX_FEMALE);
  EXPECT_EQ(request.options().as_of().instant().seconds(), 1716134399);
  EXPECT_EQ(request.options().as_of().time_zone(), "+08:00");
  EXPECT_EQ(request.options().absence_default(), v1::ABSENCE_POLICY_ASSUME_ABSENT);
  EXPECT_EQ(request.options().normal_limit_table(), "adult");
  EXPECT_EQ(request.options().refutation_freshness().count(), 30);
  EXPECT_TRUE(request.options().administrative_gender_as_sex());
  EXPECT_EQ(request.explanation(), v1::EXPLANATION_LEVEL_DECIDING);
  ASSERT_EQ(Run({"check", "--patient", girl_, "NCT1"}).code, 0);
  EXPECT_FALSE(server_.eligibility().last_check().options().has_as_of());
}

TEST_F(Patients, ABadPatientIsNamedByField) {
  const ClientRun run =
      Run({"check", "--patient", WriteFile("bad.txtpb", "birth { date_time: 'bad' }"), "NCT1"});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("\n  patient.profile.birth.date_time: is not a date\n"));
}

TEST_F(Patients, JsonIsTheAnswerAndTheSameEveryTime) {
  const ClientRun run = Run({"check", "--patient", girl_, "NCT1", "--output", "json"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, StartsWith("{\n \"matches\": [\n  {\n   \"trial\": \"trials/NCT1\",\n"));
  EXPECT_THAT(run.out, HasSubstr("\"criterionId\": \"maximum-age\""));
  EXPECT_EQ(run.out, Run({"check", "--patient", girl_, "NCT1", "--output", "json"}).out);
}

TEST_F(Patients, ThePatientMayComeOnStandardInput) {
  EXPECT_THAT(Run({"check", "--patient", "-", "NCT1"}, {.input = "sex_at_birth: SEX_FEMALE"}).out,
              StartsWith("✓ ELIGIBLE"));
  EXPECT_THAT(Run({"check", "--patient", "-", "NCT1"}, {.input = "{\"sexAtBirth\": 1}"}).out,
              StartsWith("✓ ELIGIBLE"));
}

TEST_F(Patients, MatchShowsARankedTableAndTheTotals) {
  const ClientRun run = Run({"match", "--patient", girl_});
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.out,
            "#  VERDICT     TRIAL  TITLE                          RECRUITMENT    KM  STEPS\n"
            "1  ✓ ELIGIBLE  NCT1   Cord blood cells for newborns  recruiting   12.3      0\n"
            "\n"
            "Trials: 2 eligible, 3 undetermined, 495 ineligible\n"
            "Profile: patient.profile.conditions[0].code: the code is not in the loaded terminologies\n"
            "As of 2024-05-19T02:05:00+00:00 (UTC) · catalog revision 42 · SNOMED CT 2024-05 · build 0.1.0\n"
            "More: --all, or --page-token second\n");
}

TEST_F(Patients, MatchSendsTheFilterAndShowsBothTotals) {
  const ClientRun run = Run({"match",
                             "--patient",
                             girl_,
                             "--scope",
                             "all",
                             "--status",
                             "recruiting,not-yet-recruiting",
                             "--phase",
                             "2",
                             "--phase",
                             "na",
                             "--country",
                             "cn",
                             "--near",
                             "-33.9,151.2,50",
                             "--condition",
                             "http://s|1",
                             "--recruiting",
                             "--page-size",
                             "5"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("Trials that pass the filter: 2 eligible, 3 undetermined, 95 ineligible\n"
                                 "Whole catalog: 2 eligible, 3 undetermined, 495 ineligible\n"));
  const v1::MatchTrialsRequest request = server_.eligibility().last_match();
  EXPECT_EQ(request.scope(), v1::MATCH_SCOPE_ALL);
  EXPECT_EQ(request.page_size(), 5);
  EXPECT_EQ(request.filter().statuses_size(), 2);
  EXPECT_EQ(request.filter().phases(0), v1::PHASE_PHASE2);
  EXPECT_EQ(request.filter().phases(1), v1::PHASE_NOT_APPLICABLE);
  EXPECT_EQ(request.filter().country_codes(0), "CN");
  EXPECT_EQ(request.filter().near().center().latitude(), -33.9);
  EXPECT_EQ(request.filter().conditions(0).code(), "1");
  EXPECT_TRUE(request.filter().recruiting_only());
}

TEST_F(Patients, MatchFollowsThePagesWhenAsked) {
  const ClientRun all = Run({"match", "--patient", girl_, "--all"});
  EXPECT_THAT(all.out, AllOf(HasSubstr("\n2  ✓ ELIGIBLE  NCT2"), Not(HasSubstr("More:"))));
  EXPECT_THAT(Run({"match", "--patient", girl_, "--page-token", "second"}).out, HasSubstr("NCT2"));
}

TEST_F(Patients, MatchExplainsWhenAsked) {
  EXPECT_THAT(Run({"match", "--patient", boy_, "--explain", "deciding"}).out,
              HasSubstr("  Decided by\n  • Birth weight is 1250 g."));
  EXPECT_THAT(Run({"match", "--patient", boy_}).out, Not(HasSubstr("Decided by")));
}

TEST_F(Patients, ATerminalGetsColoursAndItsWidthAndAPipeGetsNeither) {
  const Surroundings terminal{.terminal = true, .width = 60, .environment = {{"LANG", "C.UTF-8"}}};
  const ClientRun run = Run({"match", "--patient", girl_}, terminal);
  EXPECT_THAT(run.out, AllOf(HasSubstr("\x1b[32m✓ ELIGIBLE\x1b[0m"), HasSubstr("…")));
  Surroundings no_color = terminal;
  no_color.environment["NO_COLOR"] = "1";
  EXPECT_THAT(Run({"match", "--patient", girl_}, no_color).out, Not(HasSubstr("\x1b")));
  for (absl::string_view line : absl::StrSplit(Run({"match", "--patient", girl_}, no_color).out, '\n')) {
    EXPECT_LE(DisplayWidth(line), 60) << line;
  }
  EXPECT_THAT(Run({"match", "--patient", girl_, "--color", "never"}, terminal).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Run({"match", "--patient", girl_}).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(Run({"match", "--patient", girl_, "--color", "always"}).out, HasSubstr("\x1b[32m"));
}

TEST_F(Patients, OtherLocalesGetPlainAscii) {
  const ClientRun run = Run({"check", "--patient", boy_, "NCT1"}, {.environment = {{"LANG", "C"}}});
  EXPECT_THAT(run.out, StartsWith("x INELIGIBLE  NCT1"));
  for (const char c : run.out) ASSERT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST_F(Patients, ScreenKeepsTheOrderAndSumsUp) {
  const ClientRun run = Run({"screen", "NCT1", "--patients", girl_, boy_, child_, "--explain", "deciding"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, IsEmpty());
  const size_t girl = run.out.find("girl.json ");
  const size_t boy = run.out.find("boy.textproto ");
  const size_t child = run.out.find("child.json ");
  EXPECT_LT(girl, boy);
  EXPECT_LT(boy, child);
  EXPECT_NE(child, std::string::npos);
  EXPECT_THAT(
      run.out,
      HasSubstr("boy.textproto                 ✗ INELIGIBLE    NCT1          Birth weight is 1250 g.\n"));
  EXPECT_THAT(run.out, Not(HasSubstr("Decided by\n"))) << "a row says it";
  EXPECT_THAT(Run({"screen", "NCT1", "--patients", boy_, "--explain", "full"}).out,
              HasSubstr("├─ ✗ Birth weight"));
  EXPECT_THAT(run.out, HasSubstr("\nTRIAL  ELIGIBLE  UNDETERMINED  INELIGIBLE\n"
                                 "NCT1          1             1           1\n"));
}

TEST_F(Patients, ScreenGoesOnAfterABadPatient) {
  const std::string lines =
      WriteFile("ward.jsonl",
                "{\"sexAtBirth\": 1}\n{\"oops\": 1}\n{\"birth\": {\"dateTime\": \"bad\"}}\n"
                "{\"sexAtBirth\": 2}\n");
  const ClientRun run = Run({"screen", "NCT1", "--patients", lines});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.out, AllOf(HasSubstr("ward.jsonl:1 "), HasSubstr("ward.jsonl:4 ")));
  EXPECT_THAT(run.err, HasSubstr("ward.jsonl:2:2: unknown field \"oops\""));
  EXPECT_THAT(run.err, HasSubstr("ward.jsonl:3: INVALID_ARGUMENT"));
}

TEST_F(Patients, FhirAndProfilesMayFollowEachOther) {
  const std::string girl = R"({"gender":"female","resourceType":"Patient"})";
  const ClientRun run = Run({"screen", "NCT1", "--patients", "-"},
                            {.input = "{\"sexAtBirth\": 2}\n" + girl + "\n{\"resourceType\":\"Patient\"}\n"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("1                             ✗ INELIGIBLE"),
                             HasSubstr("2                             ✓ ELIGIBLE"),
                             HasSubstr("3                             ✗ INELIGIBLE")));
  EXPECT_THAT(Run({"match", "--patient", WriteFile("girl-fhir.json", girl)}).out, HasSubstr("✓ ELIGIBLE"));
}

TEST_F(Patients, ScreenWritesOneJsonLineAPatient) {
  const ClientRun run = Run({"screen", "NCT1", "NCT2", "--patients", "-", "--output", "json"},
                            {.input = "{\"sexAtBirth\": 1}\n{\"birth\": {\"dateTime\": \"bad\"}}\n"});
  EXPECT_EQ(run.code, 3);
  const std::vector<std::string> lines = absl::StrSplit(run.out, '\n');
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_THAT(lines[0], StartsWith("{\"key\":\"1\",\"response\":{\"matches\":["));
  EXPECT_THAT(lines[1], StartsWith("{\"key\":\"2\",\"error\":{\"code\":3,"));
}

TEST_F(Patients, ScreenTakesMoreThanTheBuffersHold) {
  std::string input;
  constexpr int kPatients = 3000;
  for (int i = 0; i < kPatients; ++i) input += "{\"sexAtBirth\": 1}\n";
  const ClientRun run =
      Run({"screen", "NCT1", "--patients", "-", "--explain", "full", "--output", "json"}, {.input = input});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), kPatients);
}

TEST_F(Patients, ScreenShowsProgressOnATerminalOnly) {
  EXPECT_THAT(Run({"screen", "NCT1", "--patients", girl_}, {.terminal = true, .width = 80}).err,
              HasSubstr("1 patients screened"));
}

TEST_F(Patients, MatchTakesManyPatients) {
  const std::string folder =
      std::filesystem::path(WriteFile("ward/a.json", "{\"sexAtBirth\": 1}")).parent_path();
  WriteFile("ward/b.json", "{\"sexAtBirth\": 2}");
  const ClientRun run = Run({"match", "--patients", folder, "--recruiting"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(StartsWith("a.json\n#  VERDICT"), HasSubstr("\nb.json\n")));
  EXPECT_THAT(run.out, HasSubstr("Whole catalog:"));
}

}  // namespace
}  // namespace trialmatch::client
