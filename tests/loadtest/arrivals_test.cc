#include "client/loadtest/arrivals.h"

#include <vector>

#include "gtest/gtest.h"

namespace trialmatch::client::loadtest {
namespace {

std::vector<Nanos> Times(Arrivals kind, double rate, uint64_t seed, size_t count) {
  ArrivalTimes arrivals(kind, rate, seed);
  std::vector<Nanos> times;
  for (size_t i = 0; i < count; ++i) times.push_back(arrivals.Next());
  return times;
}

TEST(Arrivals, ConstantOnesDoNotDrift) {
  const std::vector<Nanos> times = Times(Arrivals::kConstant, 300, 1, 300'001);
  EXPECT_EQ(times[0], 0);
  EXPECT_NEAR(static_cast<double>(times[1]), kSecond / 300.0, 1);
  EXPECT_NEAR(static_cast<double>(times[300'000]), 1000.0 * kSecond, 1);
}

TEST(Arrivals, PoissonHasTheRateAndTheSpread) {
  const size_t count = 100'000;
  const std::vector<Nanos> times = Times(Arrivals::kPoisson, 500, 1, count);
  // The mean gap is within 4 standard errors; a share of exp(-1) of the gaps is longer than the mean.
  EXPECT_NEAR(static_cast<double>(times.back()) / count, kSecond / 500.0, kSecond / 500.0 * 4 / 316);
  size_t longer = 0;
  for (size_t i = 1; i < count; ++i) {
    ASSERT_GE(times[i], times[i - 1]);
    if (times[i] - times[i - 1] > kSecond / 500) ++longer;
  }
  EXPECT_NEAR(static_cast<double>(longer) / count, 0.3679, 0.007);
}

TEST(Arrivals, TheSeedDecides) {
  EXPECT_EQ(Times(Arrivals::kPoisson, 10, 7, 50), Times(Arrivals::kPoisson, 10, 7, 50));
  EXPECT_NE(Times(Arrivals::kPoisson, 10, 7, 50), Times(Arrivals::kPoisson, 10, 8, 50));
}

}  // namespace
}  // namespace trialmatch::client::loadtest
