// Errors of the server: exit codes, details, retries.
#include "client/exit_code.h"
#include "client/rpc/rpc_error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/fake_server.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

v1::Trial Trial(const std::string& name) {
  v1::Trial trial;
  trial.set_name(name);
  trial.set_title("A trial");
  trial.set_etag("e1");
  return trial;
}

TEST(ExitCodes, FollowTheCanonicalCodes) {
  const auto code_of = [](grpc::StatusCode code) {
    google::rpc::Status error;
    error.set_code(code);
    return ExitCodeOf(error);
  };
  EXPECT_EQ(code_of(grpc::StatusCode::OK), 0);
  EXPECT_EQ(code_of(grpc::StatusCode::INVALID_ARGUMENT), 3);
  EXPECT_EQ(code_of(grpc::StatusCode::NOT_FOUND), 4);
  EXPECT_EQ(code_of(grpc::StatusCode::ALREADY_EXISTS), 5);
  EXPECT_EQ(code_of(grpc::StatusCode::ABORTED), 5);
  EXPECT_EQ(code_of(grpc::StatusCode::FAILED_PRECONDITION), 5);
  EXPECT_EQ(code_of(grpc::StatusCode::UNAVAILABLE), 6);
  EXPECT_EQ(code_of(grpc::StatusCode::DEADLINE_EXCEEDED), 6);
  EXPECT_EQ(code_of(grpc::StatusCode::RESOURCE_EXHAUSTED), 6);
  EXPECT_EQ(code_of(grpc::StatusCode::INTERNAL), 7);
  EXPECT_EQ(code_of(grpc::StatusCode::PERMISSION_DENIED), 7);
}

TEST(Errors, FieldViolationsComeOneALine) {
  FakeServer server;
  const std::string file = WriteFile("bad.json", R"({"name": "trials/NCT1"})");
  const ClientRun run = RunClient({"trials", "apply", file, "--server", server.address()});
  EXPECT_EQ(run.code, 3);
  EXPECT_EQ(run.err, "trialmatch: " + file +
                         ": INVALID_ARGUMENT: 2 fields are bad\n"
                         "  trial.title: is required\n"
                         "  trial.minimum_age.unit: a bound needs a unit\n"
                         "  reason: INVALID_FIELDS\n");
}

TEST(Errors, AreJsonForPrograms) {
  FakeServer server;
  const ClientRun run =
      RunClient({"trials", "get", "NCT9", "--server", server.address(), "--output", "json"});
  EXPECT_EQ(run.code, 4);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.err, StartsWith("{\"code\":5,\"message\":\"trials/NCT9 does not exist\",\"details\":["));
}

TEST(Errors, AConflictIsExitCodeFive) {
  FakeServer server;
  server.trials().Put(Trial("trials/NCT1"));
  const std::string file = WriteFile("old.json", R"({"name": "trials/NCT1", "title": "x", "etag": "e0"})");
  EXPECT_EQ(RunClient({"trials", "apply", file, "--server", server.address()}).code, 5);
}

TEST(Errors, AnUnreachableServerIsNamed) {
  const ClientRun run = RunClient({"trials", "get", "NCT1", "--server", "127.0.0.1:1"});
  EXPECT_EQ(run.code, 6);
  EXPECT_THAT(run.err, HasSubstr("\n  server: 127.0.0.1:1\n"));
}

TEST(Errors, TheServerComesFromTheEnvironmentUnlessAFlagSaysOtherwise) {
  FakeServer server;
  server.trials().Put(Trial("trials/NCT1"));
  EXPECT_EQ(
      RunClient({"trials", "get", "NCT1"}, {.environment = {{"TRIALMATCH_SERVER", server.address()}}}).code,
      0);
  EXPECT_EQ(RunClient({"--server", server.address(), "trials", "get", "NCT1"},
                      {.environment = {{"TRIALMATCH_SERVER", "127.0.0.1:1"}}})
                .code,
            0);
}

TEST(Errors, ReadsAreTriedTwiceAndNoMore) {
  FakeServer server;
  server.trials().Put(Trial("trials/NCT1"));
  server.trials().FailReads(1);
  EXPECT_EQ(RunClient({"trials", "get", "NCT1", "--server", server.address()}).code, 0);
  server.trials().FailReads(2);
  const ClientRun run = RunClient({"trials", "get", "NCT1", "--server", server.address()});
  EXPECT_EQ(run.code, 6);
  EXPECT_THAT(run.err, HasSubstr("reason: NOT_SERVING\n  try again in 1ms\n"));
}

TEST(Errors, AStreamThatIsNotAnsweredIsGivenUp) {
  FakeServer server;
  server.eligibility().BeSilent();
  const std::string file = WriteFile("p.json", "{}");
  const ClientRun run =
      RunClient({"screen", "NCT1", "--patients", file, "--timeout", "50ms", "--server", server.address()});
  EXPECT_EQ(run.code, 6);
  EXPECT_THAT(run.err, StartsWith("trialmatch: DEADLINE_EXCEEDED: no answer for 50ms\n"));
}

TEST(Errors, ARefusalWithoutAReasonGetsItsLikelyCause) {
  google::rpc::Status error;
  error.set_code(grpc::StatusCode::INTERNAL);
  EXPECT_THAT(DescribeError(error), HasSubstr("nested too deep"));
  error.set_message("broken");
  EXPECT_EQ(DescribeError(error), "INTERNAL: broken");
}

TEST(Errors, TextOfTheServerCannotSteerTheTerminal) {
  google::rpc::Status error;
  error.set_code(grpc::StatusCode::INTERNAL);
  error.set_message("a\x1b[2J");
  EXPECT_THAT(DescribeError(error), Not(HasSubstr("\x1b")));
}

TEST(Errors, DetailsThatAreNotAStatusAreLeftOut) {
  const google::rpc::Status error =
      ToRpcStatus(grpc::Status(grpc::StatusCode::INTERNAL, "broken", "\x01garbage"));
  EXPECT_EQ(error.code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(error.message(), "broken");
  EXPECT_EQ(error.details_size(), 0);
}

}  // namespace
}  // namespace trialmatch::client
