// The program itself: its streams and its exit code.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// Runs `script` in bash with $CLIENT as the program; all output, then the exit code of the script.
std::string Shell(const std::string& script, int& code) {
  const std::string file = WriteFile("script.sh", "CLIENT='" TRIALMATCH_CLIENT "'\n" + script);
  FILE* pipe = popen(("bash '" + file + "' 2>&1").c_str(), "r");
  std::string out;
  std::array<char, 4096> buffer;
  while (const size_t count = fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), count);
  const int status = pclose(pipe);
  code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

TEST(Process, ExitsWithTheCodeOfTheCommand) {
  int code = 0;
  EXPECT_THAT(Shell("\"$CLIENT\" --version", code), StartsWith("trialmatch "));
  EXPECT_EQ(code, 0);
  Shell("\"$CLIENT\" mtach", code);
  EXPECT_EQ(code, 2);
}

TEST(Process, APipeClosedEarlyEndsQuietly) {
  FakeServer server;
  const std::string lines = [] {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "{}\n";
    return WriteFile("many.jsonl", text);
  }();
  int code = 0;
  const std::string out =
      Shell("\"$CLIENT\" screen NCT1 --patients '" + lines + "' --explain full --output json --server " +
                server.address() + " | head -n 1 | cut -c 1-10\necho \"codes ${PIPESTATUS[*]}\"",
            code);
  EXPECT_EQ(out, "{\"key\":\"ma\ncodes 0 0 0\n");
}

TEST(Process, OutputThatCannotBeWrittenIsAnError) {
  int code = 0;
  EXPECT_THAT(Shell("\"$CLIENT\" --help > /dev/full", code),
              HasSubstr("the output could not be written: No space"));
  EXPECT_EQ(code, 7);
}

TEST(Process, APipeIsNoTerminal) {
  FakeServer server;
  v1::Trial trial;
  trial.set_name("trials/NCT1");
  trial.set_title(std::string(300, 'x'));
  server.trials().Put(trial);
  int code = 0;
  const std::string out = Shell("LC_ALL=C.UTF-8 \"$CLIENT\" trials list --server " + server.address(), code);
  EXPECT_EQ(code, 0);
  EXPECT_THAT(out, HasSubstr(std::string(300, 'x')));
  EXPECT_EQ(out.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace trialmatch::client
