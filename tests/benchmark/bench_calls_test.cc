// What the benchmark asks of a server, on a tiny corpus: nothing here is timed.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/benchmark/tiny_run.h"

namespace trialmatch::bench {
namespace {

using testing::HasSubstr;

TEST(BenchCallsTest, AsksAServer) {
  auto setup = TinySetup();
  setup.trials = 500;
  setup.rounds = 1;
  setup.window_calls = 100;
  setup.only = {"transport_efficiency", "explained_call_us", "batch_gain", "screen_stream_over_echo",
                "update_disturbance"};
  const TinyRun run(setup);
  // A slow machine has them not credited.
  for (const std::string& key : setup.only) {
    const Figure& figure = run.results.figures.at(key);
    ASSERT_EQ(figure.rounds.size(), 1u) << key << ": " << figure.reason;
    EXPECT_GT(figure.rounds.Median(), 0) << key;
  }
  EXPECT_THAT(run.progress.str(), HasSubstr("in a batch"));
  EXPECT_THAT(run.progress.str(), HasSubstr("updates a second"));
}

}  // namespace
}  // namespace trialmatch::bench
