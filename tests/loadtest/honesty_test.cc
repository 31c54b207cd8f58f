// The generator must not flatter: neither the server nor itself. Figures are compared with the intended
// schedule, and with what the server itself recorded; the machine may be as slow as it likes.
#include <algorithm>

#include "gtest/gtest.h"
#include "tests/loadtest/moody_server.h"
#include "tests/loadtest/run_plan.h"

namespace trialmatch::client::loadtest {
namespace {

constexpr Moods kStallsEverySecond = {.stall_every = kSecond, .stall = 200 * kMillisecond};

// A run that a stall is certain to lie in.
constexpr Nanos kLong = 4 * kSecond;

Nanos LongestStall(MoodyServer& server) {
  Nanos longest = 0;
  for (const Stall& stall : server.stalls()) longest = std::max(longest, stall.to - stall.from);
  return longest;
}

TEST(Honesty, AStallOfTheServerShowsInAnOpenLoopAndNotInTheControl) {
  MoodyServer server(kStallsEverySecond);
  const Results results = RunPlanOn(server.address(), OpenLoop(200, kLong));
  ASSERT_GE(LongestStall(server), 200 * kMillisecond);
  EXPECT_EQ(results.all.calls(), 800);
  EXPECT_EQ(results.all.errors(), 0);
  // A fifth of the calls is meant to start in a stall, and waits from 0 to 200 ms for its end.
  EXPECT_GE(results.all.latency.Percentile(0.99), 150 * kMillisecond);
  EXPECT_GE(results.all.latency.Percentile(0.9), 50 * kMillisecond);
  // One is meant to start within 5 ms of its begin.
  EXPECT_GE(results.all.latency.greatest(), 195 * kMillisecond);
  EXPECT_EQ(results.control->calls(), 200);
  EXPECT_EQ(results.control->errors(), 0);
  EXPECT_LT(results.control->latency.Percentile(0.9), results.all.latency.Percentile(0.99) / 2);
}

TEST(Honesty, AStallShowsThoughFewCallsAreIssuedDuringIt) {
  MoodyServer server(kStallsEverySecond);
  RunPlan plan = OpenLoop(200, kLong);
  plan.most_in_flight = 1;
  const Results results = RunPlanOn(server.address(), plan);
  // The server saw one call a stall, and all that should have come count nevertheless.
  EXPECT_EQ(server.most_at_once(), 1);
  EXPECT_LE(server.came_in_stalls(), static_cast<int>(server.stalls().size()) + 1);
  EXPECT_GT(results.held, 50);
  EXPECT_EQ(results.all.calls(), 800);
  EXPECT_GE(results.all.latency.Percentile(0.99), 150 * kMillisecond);
  EXPECT_GE(results.all.latency.Percentile(0.9), 50 * kMillisecond);
  // Holding back is no fault of the generator, nor of the machine.
  EXPECT_LT(results.lateness.Percentile(0.9), results.all.latency.Percentile(0.99) / 2);
  EXPECT_LT(results.control->latency.Percentile(0.9), results.all.latency.Percentile(0.99) / 2);
}

TEST(Honesty, AStallOfAStreamShows) {
  MoodyServer server(kStallsEverySecond);
  RunPlan plan = OpenLoop(200, kLong);
  plan.mix = {{Method::kStream, 1}};
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(results.all.calls(), 800);
  EXPECT_EQ(results.all.errors(), 0);
  EXPECT_GE(results.all.latency.Percentile(0.99), 150 * kMillisecond);
}

TEST(Honesty, BelowCapacityTheOfferedRateIsAchieved) {
  MoodyServer server({});
  const Results results = RunPlanOn(server.address(), OpenLoop(200, 5 * kSecond));
  ASSERT_TRUE(results.offered.has_value());
  EXPECT_DOUBLE_EQ(*results.offered, 200);
  // Within 1%; or, where the machine paused for more than 1% of the time, what may have been on its way at
  // the end.
  const Nanos pause = std::max(results.control->latency.greatest(), results.lateness.greatest());
  const double paused = static_cast<double>(pause) / static_cast<double>(results.window);
  EXPECT_NEAR(results.achieved, *results.offered, *results.offered * std::max(0.01, paused));
}

TEST(Honesty, BeyondCapacityTheAchievedRateFallsBehind) {
  // One call at a time, and a tenth of the time to answer in: a call would have to take less than 0.1 ms.
  MoodyServer server({.stall_every = 500 * kMillisecond, .stall = 450 * kMillisecond});
  RunPlan plan = OpenLoop(1000, kSecond);
  plan.most_in_flight = 1;
  plan.control_every = 0;
  plan.timeout = 60 * kSecond;
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(results.all.calls(), 1000);
  EXPECT_LT(results.achieved, *results.offered * 0.9);
  EXPECT_FALSE(results.control.has_value());
}

TEST(Honesty, AGeneratorThatCannotKeepUpSaysSo) {
  MoodyServer server({});
  RunPlan plan = OpenLoop(100'000, 100 * kMillisecond);
  plan.control_every = 0;
  plan.timeout = 60 * kSecond;
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(results.all.calls(), 10'000);
  EXPECT_EQ(results.lateness.count(), 10'000);
  EXPECT_GT(results.lateness.greatest(), 20 * kMillisecond);
  // Being late counts: it is no excuse that the server was not asked yet.
  EXPECT_GE(results.all.latency.Percentile(0.5), results.lateness.Percentile(0.5));
  EXPECT_GE(results.all.latency.greatest(), results.lateness.greatest());
}

TEST(Honesty, TheWarmUpDoesNotCount) {
  MoodyServer server({});
  RunPlan plan = OpenLoop(100, 300 * kMillisecond);
  plan.warmup = 200 * kMillisecond;
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(server.matches(), 50);
  EXPECT_EQ(results.all.calls(), 30);
  EXPECT_EQ(results.methods.front().calls(), 30);
  EXPECT_EQ(results.lateness.count(), 30 + results.control->calls());
  EXPECT_DOUBLE_EQ(*results.offered, 100);
}

TEST(Honesty, RefusalsAreCountedByCodeAndDoNotFlatter) {
  MoodyServer server({.stall_every = 0, .stall = 0, .refuse_every = 4});
  const Results results = RunPlanOn(server.address(), OpenLoop(200, kSecond));
  EXPECT_EQ(results.all.calls(), 200);
  EXPECT_EQ(results.all.codes.at(grpc::StatusCode::RESOURCE_EXHAUSTED), 50);
  EXPECT_EQ(results.all.latency.count(), 150);
  EXPECT_LE(results.achieved, 150);
}

TEST(Honesty, SilenceIsLatencyUpToTheTimeLimit) {
  MoodyServer server({.stall_every = 0, .stall = 0, .refuse_every = 0, .silent = true});
  RunPlan plan = OpenLoop(50, kSecond);
  plan.mix = {{Method::kMatch, 1}, {Method::kStream, 1}};
  plan.timeout = 200 * kMillisecond;
  const Results results = RunPlanOn(server.address(), plan);
  EXPECT_EQ(results.all.calls(), 50);
  EXPECT_EQ(results.methods[0].codes.at(grpc::StatusCode::DEADLINE_EXCEEDED), 25);
  EXPECT_EQ(results.methods[1].codes.at(grpc::StatusCode::DEADLINE_EXCEEDED), 25);
  EXPECT_GE(results.methods[0].latency.Percentile(0.5), 190 * kMillisecond);
  EXPECT_EQ(results.achieved, 0);
}

TEST(Honesty, ConnectionsAreConnections) {
  MoodyServer server({});
  RunPlan plan = OpenLoop(100, 300 * kMillisecond);
  RunPlanOn(server.address(), plan, 3);
  EXPECT_EQ(server.peers(), 3u);
}

}  // namespace
}  // namespace trialmatch::client::loadtest
