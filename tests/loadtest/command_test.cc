// The command line: what it prints and how it ends.
#include <algorithm>
#include <sstream>

#include "client/loadtest/loadtest.h"
#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/run_client.h"
#include "tests/loadtest/moody_server.h"

namespace trialmatch::client::loadtest {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

ClientRun TestRun(std::vector<std::string> arguments, bool terminal = false) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{.in = in,
                  .out = out,
                  .err = err,
                  .out_is_terminal = false,
                  .err_is_terminal = terminal,
                  .width = 0,
                  .environment = {}};
  ClientRun run;
  run.code = RunLoadtest(std::move(arguments), console);
  run.out = out.str();
  run.err = err.str();
  return run;
}

// A short run of `more` with two patients.
ClientRun Shortly(const std::string& server, std::vector<std::string> more, bool terminal = false) {
  const std::string patients =
      WriteFile("patients.jsonl", "{\"sexAtBirth\": \"SEX_FEMALE\"}\n{\"sexAtBirth\": \"SEX_MALE\"}\n");
  std::vector<std::string> arguments = {"--server", server, "--patients", patients, "--warmup", "100ms"};
  if (std::find(more.begin(), more.end(), "--duration") == more.end()) {
    arguments.insert(arguments.end(), {"--duration", "400ms"});
  }
  arguments.insert(arguments.end(), more.begin(), more.end());
  return TestRun(std::move(arguments), terminal);
}

void PutTrial(FakeServer& server) {
  v1::Trial trial;
  trial.set_name("trials/NCT1");
  trial.set_title("A trial");
  server.trials().Put(trial);
}

google::protobuf::Struct Json(const std::string& text) {
  google::protobuf::Struct json;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &json).ok()) << text;
  return json;
}

TEST(Command, PrintsATableOfEveryMethodAndTheControl) {
  FakeServer server;
  PutTrial(server);
  const ClientRun run =
      Shortly(server.address(),
              {"--rate", "200", "--mix", "match=2,check=1,list=1,get=1,stream=1,screen=1", "--shuffle"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.err, "");
  for (const char* word :
       {"match ", "check ", "list ", "get ", "stream ", "screen ", "all ", "control ", "all / control",
        "(issued late)", "p99.9", "Offered 200.0/s", "80 calls, 0 errors"}) {
    EXPECT_THAT(run.out, HasSubstr(word));
  }
}

TEST(Command, PrintsJson) {
  FakeServer server;
  const ClientRun run =
      Shortly(server.address(), {"--rate", "100", "--output", "json", "--fail-if", "p50>1ns,max>1h"});
  EXPECT_EQ(run.code, 1);
  const auto json = Json(run.out);
  EXPECT_EQ(json.fields()
                .at("setup")
                .struct_value()
                .fields()
                .at("mix")
                .struct_value()
                .fields()
                .at("match")
                .number_value(),
            1);
  EXPECT_NEAR(json.fields().at("percentile_relative_error").number_value(), 1.0 / 1024, 1e-6);
  EXPECT_EQ(json.fields().at("failed").list_value().values_size(), 1);
  EXPECT_EQ(json.fields().at("failed").list_value().values(0).string_value(), "p50>1ns");
  const auto& results = json.fields().at("results").struct_value().fields();
  EXPECT_EQ(results.at("offered_rate").number_value(), 100);
  const auto& all = results.at("all").struct_value().fields();
  EXPECT_EQ(all.at("calls").number_value(), 40);
  EXPECT_EQ(all.at("codes").struct_value().fields().at("OK").number_value(), 40);
  const auto& latency = all.at("latency_us").struct_value().fields();
  double before = 0;
  for (const char* key : {"min", "p50", "p90", "p95", "p99", "p999", "max"}) {
    EXPECT_GE(latency.at(key).number_value(), before) << key;
    before = latency.at(key).number_value();
  }
  EXPECT_GT(latency.at("mean").number_value(), 0);
  EXPECT_EQ(results.at("control").struct_value().fields().at("calls").number_value(), 10);
  EXPECT_GT(results.at("over_control").struct_value().fields().at("p50").number_value(), 0);
  EXPECT_TRUE(results.at("issued_late_us").struct_value().fields().contains("p99"));
}

TEST(Command, AConditionThatComesTrueIsNamedAndExitsWithOne) {
  FakeServer server;
  const ClientRun run = Shortly(server.address(), {"--rate", "100", "--fail-if", "p99>1ns", "--fail-if",
                                                   "errors>0.1%", "--fail-if", "achieved<1%,match.max>0ms"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr("failed: p99>1ns ("), HasSubstr("failed: match.max>0ms ("),
                             Not(HasSubstr("errors")), Not(HasSubstr("achieved"))));
  const ClientRun fine = Shortly(server.address(), {"--rate", "100", "--fail-if", "p99>60s,errors>0"});
  EXPECT_EQ(fine.code, 0) << fine.err;
}

TEST(Command, ErrorsOfTheServerAreCountedByCode) {
  MoodyServer server({.stall_every = 0, .stall = 0, .refuse_every = 2});
  const ClientRun run = Shortly(server.address(), {"--rate", "100", "--fail-if", "errors>10%"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("Errors of match: OK 20, RESOURCE_EXHAUSTED 20"));
  EXPECT_THAT(run.err, HasSubstr("failed: errors>10% (50%)"));
}

TEST(Command, AnUnreachableServerHasItsCode) {
  std::string address;
  {
    FakeServer gone;
    address = gone.address();
  }
  const ClientRun run = Shortly(address, {"--rate", "10", "--timeout", "300ms", "--fail-if", "p99>1ns"});
  EXPECT_EQ(run.code, 6);
  EXPECT_THAT(run.err, AllOf(HasSubstr("UNAVAILABLE"), HasSubstr(address)));
  EXPECT_EQ(run.out, "");
}

TEST(Command, AFirstCallThatIsRefusedEndsIt) {
  FakeServer server;
  const std::string bad = WriteFile("bad.json", R"({"birth": {"dateTime": "bad"}})");
  const ClientRun refused = TestRun({"--server", server.address(), "--rate", "10", "--patients", bad});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("first match: INVALID_ARGUMENT"), HasSubstr("patient.profile.birth")));
  EXPECT_EQ(TestRun({"--server", server.address(), "--rate", "10", "--mix", "get", "--trial", "NCT9"}).code,
            4);
  const ClientRun none = TestRun({"--server", server.address(), "--rate", "10", "--mix", "get"});
  EXPECT_EQ(none.code, 4);
  EXPECT_THAT(none.err, HasSubstr("no trials"));
}

TEST(Command, FilesThatCannotBeReadAreBadInput) {
  EXPECT_EQ(TestRun({"--rate", "10", "--patients", "/nowhere"}).code, 3);
  const std::string broken = WriteFile("broken.jsonl", "{\"sexAtBirth\": \"SEX_MALE\"}\n{nonsense\n");
  const ClientRun run = TestRun({"--rate", "10", "--patients", broken});
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.err, HasSubstr("broken.jsonl:2"));
}

TEST(Command, FindsTheRateOrSaysThatNoneHolds) {
  FakeServer server;
  const ClientRun found = Shortly(server.address(), {"--find-rate", "p50<60s,achieved>1", "--max-rate", "40",
                                                     "--rate", "20", "--output", "json", "--duration", "2s"});
  ASSERT_EQ(found.code, 0) << found.err << found.out;
  const auto json = Json(found.out);
  EXPECT_EQ(json.fields().at("found_rate").number_value(), 40);
  EXPECT_EQ(json.fields().at("results").struct_value().fields().at("offered_rate").number_value(), 40);
  const ClientRun none =
      Shortly(server.address(), {"--find-rate", "p50<1ns", "--rate", "10", "--duration", "100ms"});
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.out, HasSubstr("No rate was found that holds p50<1ns"));
}

TEST(Command, MistakesOfTheCommandLineAreNamed) {
  const auto mistake = [](std::vector<std::string> arguments) {
    const ClientRun run = TestRun(std::move(arguments));
    EXPECT_EQ(run.code, 2) << run.err;
    return run.err;
  };
  EXPECT_THAT(mistake({}), HasSubstr("--rate, --concurrency or --find-rate"));
  EXPECT_THAT(mistake({"--rate", "10"}), HasSubstr("--patients (for match)"));
  EXPECT_THAT(mistake({"--rate", "0"}), HasSubstr("calls a second"));
  EXPECT_THAT(mistake({"--rate", "10", "--concurrency", "2"}), HasSubstr("excludes"));
  EXPECT_THAT(mistake({"--concurrency", "0"}), HasSubstr("--concurrency"));
  EXPECT_THAT(mistake({"--rate", "10", "--mix", "mtach"}), HasSubstr("did you mean"));
  EXPECT_THAT(mistake({"--rate", "10", "--mix", "list", "--fail-if", "p98>1ms"}),
              HasSubstr("the metrics are"));
  EXPECT_THAT(mistake({"--rate", "10", "--mix", "list", "--fail-if", "match.p99>1ms"}),
              HasSubstr("this run has no match"));
  EXPECT_THAT(mistake({"--rate", "10", "--mix", "list", "--control", "0", "--fail-if", "control.p99>1ms"}),
              HasSubstr("this run has no control"));
  EXPECT_THAT(mistake({"--concurrency", "1", "--mix", "list", "--fail-if", "achieved<99%"}),
              HasSubstr("a closed loop offers no rate"));
  EXPECT_THAT(mistake({"--rate", "10", "--mix", "list", "--timeout", "0"}), HasSubstr("must have a limit"));
  EXPECT_THAT(mistake({"--rate", "10", "--mix", "list", "--duration", "0"}), HasSubstr("longer than 0"));
  EXPECT_THAT(mistake({"--rtae", "10"}), HasSubstr("--rtae"));
}

TEST(Command, HelpHasExamplesAndExitCodes) {
  const ClientRun run = TestRun({"--help"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, AllOf(HasSubstr("Examples:"), HasSubstr("Exit codes:"), HasSubstr("--find-rate")));
}

TEST(Command, ShowsItsProgressOnATerminalOnly) {
  FakeServer server;
  const ClientRun run = Shortly(server.address(), {"--rate", "100"}, true);
  EXPECT_THAT(run.err, AllOf(HasSubstr(" calls, 0 errors, p99 "), HasSubstr("at 100.0/s")));
}

}  // namespace
}  // namespace trialmatch::client::loadtest
