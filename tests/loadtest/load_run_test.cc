// Loops, streams and the echo.
#include "client/loadtest/load_run.h"

#include "absl/synchronization/notification.h"
#include "client/loadtest/echo_server.h"
#include "client/loadtest/lines.h"
#include "client/rpc/channel.h"
#include "grpcpp/support/slice.h"
#include "gtest/gtest.h"
#include "tests/loadtest/moody_server.h"
#include "tests/loadtest/run_plan.h"

namespace trialmatch::client::loadtest {
namespace {

grpc::ByteBuffer BytesOf(const std::string& text) {
  const grpc::Slice slice(text);
  return grpc::ByteBuffer(&slice, 1);
}

std::string TextOf(const grpc::ByteBuffer& bytes) {
  grpc::Slice slice;
  EXPECT_TRUE(bytes.DumpToSingleSlice(&slice).ok());
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

Outcome SendAndWait(Line& line, const Prepared& prepared, size_t request) {
  absl::Notification done;
  Outcome outcome;
  line.Send(prepared, request, Now() + 60 * kSecond, [&](const Outcome& ended) {
    outcome = ended;
    done.Notify();
  });
  done.WaitForNotification();
  return outcome;
}

TEST(EchoServer, GivesBackWhatItGets) {
  EchoServer server;
  const std::string large(1 << 20, 'x');
  Prepared once{.path = EchoServer::kOnce, .requests = {BytesOf("abc"), BytesOf(""), BytesOf(large)}};
  Prepared stream = once;
  stream.path = EchoServer::kStream;
  stream.streamed = true;
  CompletionLoop loop;
  Line line(MakeChannel(server.address()), loop.queue());
  for (const Prepared* prepared : {&once, &stream}) {
    // Again and again, in the same memory.
    for (int i = 0; i < 20; ++i) {
      const Outcome outcome = SendAndWait(line, *prepared, 0);
      ASSERT_TRUE(outcome.status.ok()) << outcome.status.error_message();
      EXPECT_EQ(TextOf(outcome.answer), "abc");
    }
    EXPECT_EQ(SendAndWait(line, *prepared, 1).answer.Length(), 0u);
    EXPECT_EQ(TextOf(SendAndWait(line, *prepared, 2).answer), large);
  }
}

TEST(EchoServer, EndsWithAStreamOpen) {
  auto server = std::make_unique<EchoServer>();
  Prepared stream{.path = EchoServer::kStream, .streamed = true, .requests = {BytesOf("abc")}};
  CompletionLoop loop;
  Line line(MakeChannel(server->address()), loop.queue());
  EXPECT_TRUE(SendAndWait(line, stream, 0).status.ok());
  server.reset();
  EXPECT_FALSE(SendAndWait(line, stream, 0).status.ok());
}

TEST(LoadRun, TheClosedLoopKeepsItsCallersBusyAndNoMore) {
  MoodyServer server({.stall_every = 50 * kMillisecond, .stall = 30 * kMillisecond});
  RunPlan plan;
  plan.concurrency = 3;
  plan.warmup = 0;
  plan.duration = 500 * kMillisecond;
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(server.most_at_once(), 3);
  EXPECT_FALSE(results.offered.has_value());
  EXPECT_TRUE(results.lateness.empty());
  EXPECT_EQ(results.all.errors(), 0);
  // Each caller's fifth call is the control's.
  EXPECT_NEAR(static_cast<double>(results.control->calls()), static_cast<double>(results.all.calls()) / 4, 3);
}

TEST(LoadRun, TheMixIsKept) {
  MoodyServer server({});
  RunPlan plan = OpenLoop(100, kSecond);
  plan.mix = {{Method::kMatch, 3}, {Method::kStream, 1}};
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(results.methods[0].name, "match");
  EXPECT_EQ(results.methods[0].calls(), 75);
  EXPECT_EQ(results.methods[1].name, "stream");
  EXPECT_EQ(results.methods[1].calls(), 25);
  EXPECT_EQ(results.all.errors(), 0);
}

TEST(LoadRun, AnErrorOfAnItemIsItsOwn) {
  MoodyServer server({});
  RunPlan plan = OpenLoop(100, kSecond);
  plan.mix = {{Method::kStream, 1}};
  const Results results = RunPlanOn(server.address(), plan, 1, TwoPatients(true));
  EXPECT_EQ(results.all.codes.at(grpc::StatusCode::OK), 50);
  EXPECT_EQ(results.all.codes.at(grpc::StatusCode::INVALID_ARGUMENT), 50);
}

TEST(LoadRun, AStreamThatEndsIsOpenedAgain) {
  MoodyServer server(
      {.stall_every = 0, .stall = 0, .refuse_every = 0, .silent = false, .answers_a_stream = 10});
  RunPlan plan = OpenLoop(50, kSecond);
  plan.mix = {{Method::kStream, 1}};
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(results.all.calls(), 50);
  // Items that were on their way when it ended are lost, with a code, and the others go on.
  EXPECT_GE(results.all.codes.at(grpc::StatusCode::OK), 20);
  for (const auto& [code, count] : results.all.codes) {
    EXPECT_TRUE(code == grpc::StatusCode::OK || code == grpc::StatusCode::UNKNOWN) << code;
  }
}

TEST(LoadRun, AServerThatGoesAwayIsUnavailable) {
  auto server = std::make_unique<MoodyServer>(Moods{});
  RunPlan plan = OpenLoop(100, kSecond);
  plan.mix = {{Method::kMatch, 1}, {Method::kStream, 1}};
  std::thread ender([&] {
    SleepUntil(Now() + 400 * kMillisecond);
    server.reset();
  });
  const Results results = RunPlanOn(server->address(), plan);
  ender.join();
  EXPECT_EQ(results.all.calls(), 100);
  EXPECT_GT(results.all.codes.at(grpc::StatusCode::UNAVAILABLE), 0);
  EXPECT_LT(results.achieved, *results.offered);
}

TEST(StatusOfItem, ReadsTheErrorAlone) {
  v1::StreamMatchesResponse response;
  response.set_key("1");
  response.mutable_response()->mutable_context()->set_catalog_revision(7);
  EXPECT_TRUE(StatusOfItem(BytesOf(response.SerializeAsString())).ok());
  response.mutable_error()->set_code(grpc::StatusCode::NOT_FOUND);
  response.mutable_error()->set_message("gone");
  const grpc::Status status = StatusOfItem(BytesOf(response.SerializeAsString()));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "gone");
  EXPECT_EQ(StatusOfItem(BytesOf("\x0a\x7f")).error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(StatusOfItem(BytesOf("nonsense")).error_code(), grpc::StatusCode::INTERNAL);
}

}  // namespace
}  // namespace trialmatch::client::loadtest
