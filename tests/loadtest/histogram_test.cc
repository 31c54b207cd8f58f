#include "client/loadtest/histogram.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "client/loadtest/results.h"
#include "gtest/gtest.h"

namespace trialmatch::client::loadtest {
namespace {

constexpr double kShares[] = {0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0};

// Six decades, as latencies have.
std::vector<Nanos> SomeValues(size_t count, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Nanos> values;
  for (size_t i = 0; i < count; ++i) {
    values.push_back(
        static_cast<Nanos>(std::exp(static_cast<double>(random() >> 11) / 9007199254740992.0 * 23)));
  }
  return values;
}

Histogram Of(const std::vector<Nanos>& values) {
  Histogram histogram;
  for (const Nanos value : values) histogram.Add(value);
  return histogram;
}

TEST(Histogram, PercentilesAreThoseOfTheSortedListWithinTheStatedError) {
  for (const size_t count : {1u, 2u, 99u, 100u, 101u, 20'000u}) {
    std::vector<Nanos> values = SomeValues(count, count);
    const Histogram histogram = Of(values);
    std::sort(values.begin(), values.end());
    for (const double share : kShares) {
      const auto place = static_cast<size_t>(std::ceil(share * static_cast<double>(count) - 1e-6));
      const auto exact = static_cast<double>(values[std::max<size_t>(place, 1) - 1]);
      EXPECT_NEAR(static_cast<double>(histogram.Percentile(share)), exact, exact * Histogram::kRelativeError)
          << share << " of " << count;
    }
  }
}

TEST(Histogram, TheEndsOfEveryBinAreWithinTheStatedError) {
  for (int octave = 0; octave < 62; ++octave) {
    for (const Nanos value : {Nanos{1} << octave, (Nanos{1} << octave) + 1, (Nanos{2} << octave) - 1}) {
      Histogram histogram;
      histogram.Add(value);
      histogram.Add(value);
      // A neighbour on either side, so that the bounds of the list do not help.
      histogram.Add(0);
      histogram.Add(value * 2 > value ? value * 2 : value);
      const auto exact = static_cast<double>(value);
      EXPECT_NEAR(static_cast<double>(histogram.Percentile(0.5)), exact, exact * Histogram::kRelativeError);
    }
  }
}

TEST(Histogram, CountLeastMeanAndGreatestAreExact) {
  const std::vector<Nanos> values = SomeValues(10'000, 1);
  const Histogram histogram = Of(values);
  double sum = 0;
  for (const Nanos value : values) sum += static_cast<double>(value);
  EXPECT_EQ(histogram.count(), 10'000);
  EXPECT_EQ(histogram.least(), *std::min_element(values.begin(), values.end()));
  EXPECT_EQ(histogram.greatest(), *std::max_element(values.begin(), values.end()));
  EXPECT_DOUBLE_EQ(histogram.mean(), sum / 10'000);
  EXPECT_EQ(histogram.Percentile(1), histogram.greatest());
}

TEST(Histogram, MergingIsAddingAll) {
  std::vector<Nanos> values = SomeValues(500, 2);
  Histogram merged = Of(values);
  const std::vector<Nanos> more = SomeValues(700, 3);
  merged.Merge(Of(more));
  merged.Merge(Histogram());
  values.insert(values.end(), more.begin(), more.end());
  const Histogram whole = Of(values);
  EXPECT_EQ(merged.count(), whole.count());
  EXPECT_EQ(merged.least(), whole.least());
  EXPECT_EQ(merged.greatest(), whole.greatest());
  for (const double share : kShares) EXPECT_EQ(merged.Percentile(share), whole.Percentile(share));
}

TEST(Histogram, EmptyIsZeroAndNegativeIsZero) {
  Histogram histogram;
  EXPECT_EQ(histogram.Percentile(0.99), 0);
  EXPECT_EQ(histogram.mean(), 0);
  histogram.Add(-5);
  EXPECT_EQ(histogram.greatest(), 0);
  EXPECT_EQ(histogram.count(), 1);
}

TEST(Series, RefusalsDoNotFlatterAndTimeoutsAreNotHidden) {
  Series series;
  for (int i = 0; i < 98; ++i) series.Add(grpc::StatusCode::OK, 10 * kMillisecond, 100);
  series.Add(grpc::StatusCode::RESOURCE_EXHAUSTED, kMicrosecond, 0);
  series.Add(grpc::StatusCode::DEADLINE_EXCEEDED, kSecond, 0);
  EXPECT_EQ(series.calls(), 100);
  EXPECT_EQ(series.errors(), 2);
  EXPECT_DOUBLE_EQ(series.error_share(), 0.02);
  EXPECT_EQ(series.latency.least(), 10 * kMillisecond);
  EXPECT_EQ(series.latency.greatest(), kSecond);
  EXPECT_EQ(series.answer_bytes, 9800);
}

}  // namespace
}  // namespace trialmatch::client::loadtest
