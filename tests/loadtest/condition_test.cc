#include "client/loadtest/condition.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace trialmatch::client::loadtest {
namespace {

using ::testing::HasSubstr;

// 100 matches of 1 to 100 ms, two of which failed; 100 a second offered, 98 achieved; an echo of 1 ms.
Results SomeResults() {
  Results results;
  Series match{.name = "match"};
  for (int i = 1; i <= 98; ++i) match.Add(grpc::StatusCode::OK, i * kMillisecond, 10);
  match.Add(grpc::StatusCode::UNAVAILABLE, kMillisecond, 0);
  match.Add(grpc::StatusCode::DEADLINE_EXCEEDED, 100 * kMillisecond, 0);
  results.all.Merge(match);
  results.methods.push_back(match);
  results.control = Series{.name = "control"};
  results.control->Add(grpc::StatusCode::OK, kMillisecond, 10);
  results.offered = 100;
  results.achieved = 98;
  return results;
}

std::optional<bool> Holds(const std::string& text, const Results& results = SomeResults()) {
  const auto condition = Condition::Parse(text);
  EXPECT_TRUE(condition.ok()) << condition.status();
  return condition.ok() ? condition->Holds(results) : std::nullopt;
}

TEST(Condition, ComparesWhatItNames) {
  for (const char* text :
       {"p50<51ms",          "p50>49ms",     "p90<90ms",         "p90>88ms",       "p95>93ms",
        "p99>99ms",          "p99<101ms",    "p999>99ms",        "p99.9>=0.0995s", "max>=100ms",
        "max<=100ms",        "min<=1ms",     "mean>50ms",        "mean<50100us",   "errors>1.9%",
        "errors<=0.02",      "achieved<99%", "achieved>=98",     "achieved<98.5",  "match.p99>97ms",
        "control.max<1.1ms", " p99 > 97ms ", "control.errors<=0"}) {
    EXPECT_EQ(Holds(text), true) << text;
  }
  for (const char* text : {"p50>51ms", "p50<49ms", "p99<99ms", "max>100ms", "max<100ms", "errors>2%",
                           "errors<0.02", "achieved<98%", "achieved>98", "control.p99>2ms"}) {
    EXPECT_EQ(Holds(text), false) << text;
  }
}

TEST(Condition, WhatWasNotMeasuredNeitherHoldsNorFails) {
  EXPECT_EQ(Holds("check.p99<20ms"), std::nullopt);
  EXPECT_EQ(Holds("p99<20ms", Results()), std::nullopt);
  EXPECT_EQ(Holds("errors<1%", Results()), std::nullopt);
  Results closed = SomeResults();
  closed.offered.reset();
  EXPECT_EQ(Holds("achieved<99%", closed), std::nullopt);
  EXPECT_EQ(Holds("achieved<99", closed), true);
  Results refused;
  refused.all.Add(grpc::StatusCode::UNAVAILABLE, 1, 0);
  EXPECT_EQ(Holds("p99<20ms", refused), std::nullopt);
  EXPECT_EQ(Holds("errors>=100%", refused), true);
}

TEST(Condition, DescribesTheFigure) {
  EXPECT_EQ(Condition::Parse("max>20ms")->Describe(SomeResults()), "100 ms");
  EXPECT_EQ(Condition::Parse("errors>1%")->Describe(SomeResults()), "2%");
  EXPECT_EQ(Condition::Parse("achieved<1%")->Describe(SomeResults()), "98%");
  EXPECT_EQ(Condition::Parse("achieved<1")->Describe(SomeResults()), "98.00/s");
  EXPECT_EQ(Condition::Parse("get.max>1s")->Describe(SomeResults()), "nothing to measure");
}

TEST(Condition, MistakesAreNamed) {
  const auto error = [](const std::string& text) {
    const auto condition = Condition::Parse(text);
    return condition.ok() ? "" : std::string(condition.status().message());
  };
  EXPECT_THAT(error("p99"), HasSubstr("want one of < <= > >="));
  EXPECT_THAT(error("p99=20ms"), HasSubstr("want one of < <= > >="));
  EXPECT_THAT(error("p98>20ms"), HasSubstr("the metrics are"));
  EXPECT_THAT(error("p99>20"), HasSubstr("want a time"));
  EXPECT_THAT(error("p99>-20ms"), HasSubstr("want a time"));
  EXPECT_THAT(error("p99>"), HasSubstr("want a time"));
  EXPECT_THAT(error("errors>2"), HasSubstr("want a share"));
  EXPECT_THAT(error("errors>1ms"), HasSubstr("want a share"));
  EXPECT_THAT(error("achieved<nan"), HasSubstr("calls a second"));
  EXPECT_THAT(error("match.achieved<5"), HasSubstr("of all achieved"));
  EXPECT_THAT(error("mtach.p99>1ms"), HasSubstr("there is no series mtach"));
  EXPECT_THAT(error(""), HasSubstr("want one of"));
}

}  // namespace
}  // namespace trialmatch::client::loadtest
