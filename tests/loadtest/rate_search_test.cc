#include "client/loadtest/rate_search.h"

#include <vector>

#include "gtest/gtest.h"

namespace trialmatch::client::loadtest {
namespace {

// What is found where all rates up to `capacity` hold.
double Find(RateSearchBounds bounds, double capacity, int* tries = nullptr) {
  int tried = 0;
  const double found = FindRate(bounds, [&](double rate) {
    EXPECT_GE(rate, bounds.least);
    EXPECT_LE(rate, bounds.most);
    ++tried;
    return rate <= capacity;
  });
  EXPECT_LE(tried, bounds.tries);
  if (tries != nullptr) *tries = tried;
  return found;
}

TEST(RateSearch, FindsTheCapacityWithinTheResolution) {
  for (const double capacity : {1.0, 1.5, 37.0, 99.0, 100.0, 101.0, 1234.0, 99'000.0}) {
    const double found = Find({}, capacity);
    EXPECT_LE(found, capacity);
    EXPECT_GE(found * 1.05, capacity) << capacity;
  }
}

TEST(RateSearch, StaysWithinItsBounds) {
  EXPECT_EQ(Find({.most = 700}, 1e9), 700);
  EXPECT_EQ(Find({.start = 1000, .most = 700}, 1e9), 700);
  int tries = 0;
  EXPECT_EQ(Find({}, 0.5, &tries), 0);
  EXPECT_EQ(tries, 8);  // 100, 50, 25, 12.5, 6.25, 3.125, 1.5625, 1
  EXPECT_EQ(Find({.tries = 3}, 1e9), 400);
  EXPECT_EQ(Find({.tries = 1}, 5), 0);
}

}  // namespace
}  // namespace trialmatch::client::loadtest
