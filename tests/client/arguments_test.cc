// What people type: help, mistakes, exit code 2.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::vector<std::vector<std::string>>& AllCommands() {
  static const auto* const commands = new std::vector<std::vector<std::string>>{
      {},
      {"match"},
      {"check"},
      {"screen"},
      {"trials"},
      {"trials", "list"},
      {"trials", "get"},
      {"trials", "apply"},
      {"trials", "delete"},
      {"trials", "validate"},
      {"trials", "import"},
      {"applications"},
      {"applications", "apply"},
      {"applications", "withdraw"},
      {"applications", "get"},
      {"applications", "list"},
  };
  return *commands;
}

TEST(Arguments, EveryLevelHasHelpWithExamplesAndTheGlobalFlags) {
  for (std::vector<std::string> command : AllCommands()) {
    command.push_back("--help");
    const ClientRun run = RunClient(command);
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("Example")) << run.out;
    EXPECT_THAT(run.out, HasSubstr("trialmatch ")) << run.out;
    EXPECT_THAT(run.out, HasSubstr("--server")) << run.out;
    EXPECT_THAT(run.err, IsEmpty());
  }
}

TEST(Arguments, TheHelpDocumentsTheExitCodes) {
  EXPECT_THAT(RunClient({"--help"}).out, HasSubstr("Exit codes:\n   0 "));
}

TEST(Arguments, TheVersionIsPrinted) {
  const ClientRun run = RunClient({"--version"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, StartsWith("trialmatch "));
}

TEST(Arguments, NothingAtAllShowsTheHelpOnStandardError) {
  const ClientRun run = RunClient({});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, HasSubstr("Usage: trialmatch"));
}

struct Mistake {
  std::vector<std::string> arguments;
  std::string complaint;
};

class Mistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, EndWithExitCodeTwoAndAClearWord) {
  const ClientRun run = RunClient(GetParam().arguments);
  EXPECT_EQ(run.code, 2) << run.err;
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, StartsWith("trialmatch: " + GetParam().complaint));
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, Mistakes,
    ::testing::Values(
        Mistake{{"mtach"}, "unknown command \"mtach\"; did you mean \"match\"?\nSee trialmatch --help\n"},
        Mistake{{"xyzzy"}, "unknown command \"xyzzy\"\n"},
        Mistake{{"trials", "lst"},
                "unknown command \"lst\"; did you mean \"list\"?\nSee trialmatch trials --help\n"},
        Mistake{{"trials"}, "a command is required: list, get, apply, delete, validate, import\n"},
        Mistake{{"match", "--patinet", "x"}, "unknown flag --patinet; did you mean \"--patient\"?\n"},
        Mistake{{"match", "--outptu=json"}, "unknown flag --outptu; did you mean \"--output\"?\n"},
        Mistake{{"match"}, "--patient (or --patients) is required\n"},
        Mistake{{"check", "--patient", "x"}, "TRIAL is required\n"},
        Mistake{{"match", "--patient", "x", "--patients", "y"}, "--patient excludes --patients\n"},
        Mistake{{"match", "--patient", "x", "--scope", "al"},
                "--scope: \"al\" is none of related, all; did you mean \"all\"?\n"},
        Mistake{{"match", "--patient", "x", "--output", "xml"}, "--output: \"xml\" is none of table, json\n"},
        Mistake{{"match", "--patient", "x", "--page-size", "1001"},
                "--page-size: \"1001\" is not a number from 1 to"},
        Mistake{{"match", "--patient", "x", "--near", "91,0,5"}, "--near: \"91,0,5\" is not LAT,LNG,KM"},
        Mistake{{"match", "--patient", "x", "--as-of", "soon"}, "--as-of: \"soon\" is not a date"},
        Mistake{{"match", "--patient", "x", "--absence", "maybe"}, "--absence: \"maybe\" is none of"},
        Mistake{{"trials", "list", "--status", "recruting"}, "--status: \"recruting\" is none of"},
        Mistake{{"trials", "list", "--all", "--page-token", "t"}, "--page-token excludes --all\n"},
        Mistake{{"trials", "list", "superfluous"}, "unexpected argument \"superfluous\"\n"}));

}  // namespace
}  // namespace trialmatch::client
