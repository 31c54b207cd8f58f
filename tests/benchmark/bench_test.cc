// The benchmark itself on a tiny corpus: nothing here is timed, and nothing starts a server.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/benchmark/tiny_run.h"
#include "tests/support/random_world.h"

namespace trialmatch::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

// The keys of the benchmark's contract, in its order; then what explains them.
const std::vector<std::string> kKeys = {"trials",
                                        "disagreements",
                                        "verdicts_compared",
                                        "match_cpu_us_p50",
                                        "match_cpu_us_p99",
                                        "linear_over_index",
                                        "plain_over_index",
                                        "growth_same_mix",
                                        "growth_irrelevant",
                                        "transport_efficiency",
                                        "explained_call_us",
                                        "batch_gain",
                                        "screen_ns_per_patient",
                                        "screen_stream_over_echo",
                                        "update_disturbance",
                                        "index_bytes_per_trial",
                                        "scan_ns_per_trial",
                                        "evaluator_ns_per_trial",
                                        "details"};

// All that needs no server.
Setup WithoutCalls() {
  Setup setup = TinySetup();
  setup.only = {"disagreements",         "verdicts_compared", "match_cpu_us_p50",
                "match_cpu_us_p99",      "linear_over_index", "plain_over_index",
                "growth_same_mix",       "growth_irrelevant", "screen_ns_per_patient",
                "index_bytes_per_trial", "scan_ns_per_trial", "evaluator_ns_per_trial"};
  return setup;
}

TEST(BenchTest, ComparesVerdictsAndGivesEveryKey) {
  const TinyRun run(WithoutCalls());
  ASSERT_TRUE(run.json.IsObject()) << run.text;
  std::vector<std::string> keys;
  for (const auto& member : run.json.GetObject()) keys.push_back(member.name.GetString());
  EXPECT_EQ(keys, kKeys);
  EXPECT_EQ(run.json["trials"].GetInt(), 2'000);
  EXPECT_EQ(run.json["disagreements"].GetInt(), 0) << run.progress.str();
  EXPECT_EQ(run.json["verdicts_compared"].GetInt(), 40'000);
  for (const char* key : {"match_cpu_us_p50", "match_cpu_us_p99", "linear_over_index", "plain_over_index",
                          "scan_ns_per_trial", "evaluator_ns_per_trial", "screen_ns_per_patient"}) {
    EXPECT_GT(run.json[key].GetDouble(), 0) << key;
  }
  const auto& bytes = run.json["index_bytes_per_trial"];
  EXPECT_TRUE(bytes.IsNull() ? IsSlowBuild() : bytes.GetDouble() > 0);
  for (const char* key : {"growth_same_mix", "growth_irrelevant"})
    EXPECT_TRUE(run.json[key].IsNumber()) << key;
  EXPECT_TRUE(run.json["batch_gain"].IsNull());
  EXPECT_STREQ(run.json["details"]["figures"]["batch_gain"]["judgement"].GetString(), "not asked for");
  EXPECT_THAT(run.table, Not(HasSubstr("VOID")));
  EXPECT_THAT(run.table, HasSubstr("a machine"));
}

TEST(BenchTest, OneWrongVerdictVoidsTheRun) {
  auto setup = TinySetup();
  setup.only = {"match_cpu_us_p50"};
  setup.planted_fault = 1'234;
  const TinyRun run(setup);
  EXPECT_TRUE(run.results.void_run());
  EXPECT_EQ(run.json["disagreements"].GetInt(), 20);
  EXPECT_TRUE(run.json["match_cpu_us_p50"].IsNull());
  EXPECT_STREQ(run.json["details"]["figures"]["match_cpu_us_p50"]["judgement"].GetString(), "void");
  EXPECT_THAT(run.table, HasSubstr("VOID"));
  EXPECT_THAT(run.progress.str(), HasSubstr("trial 1234: the index says"));
}

TEST(BenchTest, OneWrongVerdictOfABatchVoidsTheRun) {
  auto setup = TinySetup();
  setup.only = {"screen_ns_per_patient"};
  for (const bool wrong : {false, true}) {
    if (wrong) setup.planted_fault = 123;
    const TinyRun run(setup);
    EXPECT_EQ(run.results.void_run(), wrong) << run.progress.str();
    EXPECT_TRUE(run.results.compared());
    EXPECT_EQ(run.json["disagreements"].GetInt(), wrong ? 200 : 0);
  }
}

TEST(BenchTest, NothingComparedIsSaid) {
  auto setup = TinySetup();
  setup.only = {"growth_same_mix"};
  const TinyRun run(setup);
  EXPECT_TRUE(run.json["growth_same_mix"].IsNumber());
  EXPECT_TRUE(run.json["verdicts_compared"].IsNull());
  EXPECT_STREQ(run.json["details"]["figures"]["verdicts_compared"]["judgement"].GetString(), "not asked for");
  EXPECT_THAT(run.table, HasSubstr("No verdicts were compared"));
}

TEST(BenchTest, WhatCannotBeMeasuredSaysWhy) {
  auto setup = TinySetup();
  setup.only = {"growth_same_mix"};
  setup.few_trials = setup.trials;
  const TinyRun run(setup);
  EXPECT_TRUE(run.json["growth_same_mix"].IsNull());
  EXPECT_THAT(run.table, HasSubstr("needs more than 2000 trials"));
}

TEST(SamplesTest, SharesAreOfTheSortedValues) {
  Samples samples;
  for (int i = 100; i > 0; --i) samples.Add(i);
  EXPECT_EQ(samples.Median(), 51);
  EXPECT_EQ(samples.At(0.99), 100);
  EXPECT_EQ(samples.Least(), 1);
  EXPECT_EQ(samples.Greatest(), 100);
}

}  // namespace
}  // namespace trialmatch::bench
