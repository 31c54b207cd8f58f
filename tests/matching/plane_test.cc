// Bit planes, lists of trials, and verdicts made of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "matching/plane_kernels.h"
#include "matching/trial_list.h"
#include "matching/trial_lists.h"
#include "matching/verdict_planes.h"
#include "tests/support/random_source.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

using Plane = std::vector<uint64_t>;

Plane RandomPlane(RandomSource& random, size_t words) {
  Plane plane(words);
  for (uint64_t& word : plane) {
    for (int bit = 0; bit < 64; ++bit) word = word << 1 | static_cast<uint64_t>(random.Below(2));
  }
  return plane;
}

// All that a set of kernels does with planes of some words, appended.
Plane AllOf(const PlaneKernels& kernels, const std::vector<Plane>& in, size_t words) {
  std::vector<Plane> p = in;
  kernels.add(p[0].data(), p[1].data(), words);
  kernels.remove(p[2].data(), p[3].data(), words);
  kernels.add_common(p[4].data(), p[5].data(), p[6].data(), words);
  kernels.count_up(p[7].data(), p[8].data(), p[9].data(), words);
  kernels.open({in[0].data(), in[1].data(), in[2].data(), in[3].data(), in[4].data(), in[5].data(),
                in[5].data(), p[10].data(), p[11].data()},
               words);
  kernels.settle(in[0].data(), p[12].data(), p[13].data(), in[1].data(), words);
  Plane all = {kernels.count(in[0].data(), words)};
  for (const Plane& plane : p) all.insert(all.end(), plane.begin(), plane.end());
  return all;
}

TEST(PlaneKernelsTest, AreEqualInAllInstructions) {
  RandomSource random(TestSeed());
  const std::vector<const PlaneKernels*> all = AllPlaneKernels();
  EXPECT_EQ(&ThePlaneKernels(), all.back());
  EXPECT_STREQ(all.front()->name, "portable");
  for (const size_t words : {0, 1, 3, 8, 31, 64, 1001}) {
    std::vector<Plane> in;
    for (int i = 0; i < 14; ++i) in.push_back(RandomPlane(random, words));
    const Plane expected = AllOf(*all.front(), in, words);
    for (const PlaneKernels* kernels : all) EXPECT_EQ(AllOf(*kernels, in, words), expected) << kernels->name;
  }
}

TEST(PlaneKernelsTest, DoWhatTheySay) {
  for (const PlaneKernels* kernels : AllPlaneKernels()) {
    uint64_t a = 0b0011, b = 0b0101, once = 0b0110, more = 0;
    kernels->add(&a, &b, 1);
    EXPECT_EQ(a, 0b0111u);
    kernels->remove(&a, &b, 1);
    EXPECT_EQ(a, 0b0010u);
    kernels->add_common(&a, &b, &once, 1);
    EXPECT_EQ(a, 0b0110u);
    kernels->count_up(&once, &more, &b, 1);
    EXPECT_EQ(once, 0b0111u);
    EXPECT_EQ(more, 0b0100u);
    EXPECT_EQ(kernels->count(&once, 1), 3u);
  }
}

TEST(PlaneKernelsTest, OpenWhatBarsNoLonger) {
  // For each bit: barred by one, by more, by the rest; opened once, more often, the rest; touched.
  const uint64_t one = 0b000011, more = 0b001100, rest = 0b110000;
  const uint64_t once_opened = 0b001101, more_opened = 0b001000, rest_open = 0b100000, touched = 0b000010;
  for (const PlaneKernels* kernels : AllPlaneKernels()) {
    uint64_t open = 0, doubtful = 0;
    kernels->open({&one, &more, &rest, &once_opened, &more_opened, &rest_open, &touched, &open, &doubtful},
                  1);
    EXPECT_EQ(open & 0b111111, 0b101001u);
    EXPECT_EQ(doubtful, 0b111110u);
    uint64_t certain = 0b011;
    const uint64_t possible = 0b110, doubtful_certain = 0b010;
    uint64_t in_doubt = 0b101;
    kernels->settle(&possible, &certain, &in_doubt, &doubtful_certain, 1);
    EXPECT_EQ(certain, 0b010u);
    EXPECT_EQ(in_doubt, 0b110u);
  }
}

TEST(TrialBitsTest, CountsBelowTheSizeOnly) {
  for (const size_t size : {1, 63, 64, 65, 1000}) {
    TrialBits bits(size, true);
    EXPECT_EQ(bits.Count(size), size);
    bits.Remove(size - 1);
    EXPECT_EQ(bits.Count(size), size - 1);
  }
}

// Every 200th, 7th and each of many trials, and none, by key.
constexpr size_t kTrials = 100'003;
constexpr uint32_t kSteps[] = {200, 7, 1, 0, 200, 0};
constexpr uint32_t kKeys = 6;

bool IsIn(uint32_t key, size_t i) { return kSteps[key] != 0 && i % kSteps[key] == 0; }

TrialLists MakeLists() {
  return TrialLists(kKeys, kTrials, [](TrialLists::Visit visit) {
    for (uint32_t i = 0; i < kTrials; ++i) {
      for (uint32_t key = 0; key < kKeys; ++key) {
        if (IsIn(key, i)) visit(key, i);
      }
    }
  });
}

TEST(TrialListsTest, AreTheSameAsPositionsAndAsBits) {
  const TrialLists lists = MakeLists();
  for (uint32_t key = 0; key < kKeys; ++key) {
    TrialBits found(kTrials, false), rest(kTrials, true);
    lists.AddTo(key, found);
    lists.RemoveFrom(key, rest);
    EXPECT_EQ(lists.CountOf(key), found.Count(kTrials));
    for (size_t i = 0; i < kTrials; ++i) {
      ASSERT_EQ(found.Has(i), IsIn(key, i)) << key;
      ASSERT_EQ(rest.Has(i), !IsIn(key, i)) << key;
    }
  }
}

TEST(TrialListsTest, AreGoneThroughOneAfterTheOther) {
  const TrialLists lists = MakeLists();
  for (const TrialLists::Run run : {TrialLists::Run{0, 1}, {1, 1}, {0, 2}, {1, 2}}) {
    // What is next to the last, or to one that is empty, does not matter.
    for (const std::vector<uint32_t>& keys :
         std::vector<std::vector<uint32_t>>{{}, {0}, {0, 0}, {1, 2}, {2, 3}, {0, 1, 2, 3}, {3, 0, 3, 3}}) {
      std::vector<size_t> expected(kTrials, 0);
      for (const uint32_t key : keys) {
        for (uint32_t one = key + run.first; one < key + run.first + run.width; ++one) {
          for (size_t i = 0; i < kTrials; ++i) expected[i] += IsIn(one, i);
        }
      }
      TrialBits found(kTrials, false), rest(kTrials, true), once(kTrials, false), more(kTrials, false);
      lists.AddTo(keys, run, found);
      lists.RemoveFrom(keys, run, rest);
      lists.CountUp(keys, run, once, more);
      for (size_t i = 0; i < kTrials; ++i) {
        ASSERT_EQ(found.Has(i), expected[i] > 0) << i;
        ASSERT_EQ(rest.Has(i), expected[i] == 0) << i;
        ASSERT_EQ(once.Has(i), expected[i] > 0) << i;
        ASSERT_EQ(more.Has(i), expected[i] > 1) << i;
      }
      if (run.first != 0 || run.width != 1) continue;
      TrialBits once_by_planes(kTrials, false), more_by_planes(kTrials, false);
      lists.CountUpPlanes(keys, once_by_planes, more_by_planes);
      for (size_t i = 0; i < kTrials; ++i) {
        ASSERT_EQ(once_by_planes.Has(i), once.Has(i)) << i;
        ASSERT_EQ(more_by_planes.Has(i), more.Has(i)) << i;
      }
    }
  }
}

TEST(TrialListTest, IsTheSameSetAsPositionsAndAsBits) {
  for (const uint32_t step : {1u, 7u, 200u}) {
    TrialList list;
    TrialBits expected(kTrials, false);
    for (uint32_t i = 0; i < kTrials; i += step) {
      list.Append(i);
      list.Append(i);
      expected.Add(i);
    }
    list.Pack(kTrials);
    TrialBits found(kTrials, false);
    list.AddTo(found);
    TrialBits rest(kTrials, true);
    list.RemoveFrom(rest);
    for (size_t i = 0; i < kTrials; ++i) {
      EXPECT_EQ(found.Has(i), expected.Has(i)) << step;
      EXPECT_NE(rest.Has(i), expected.Has(i)) << step;
    }
  }
}

TEST(VerdictPlanesTest, AreLoweredAsByAnd) {
  for (const Truth before : {Truth::kFalse, Truth::kUnknown, Truth::kTrue}) {
    for (const Truth by : {Truth::kFalse, Truth::kUnknown, Truth::kTrue}) {
      VerdictPlanes planes(100);
      planes.Set(0, before);
      planes.Set(1, before);
      planes.Lower(1, by);
      EXPECT_EQ(planes[0], before);
      EXPECT_EQ(planes[1], And(before, by));
      EXPECT_EQ(planes.ToTruths()[1], planes[1]);
    }
  }
}

TEST(VerdictPlanesTest, CountTheirTruths) {
  for (const size_t size : {0, 3, 64, 70, 200}) {
    VerdictPlanes planes(size);
    VerdictTotals expected;
    for (size_t i = 0; i < size; ++i) {
      planes.Set(i, static_cast<Truth>(i % 7 % 3));
      ++(i % 7 % 3 == 0   ? expected.false_count
         : i % 7 % 3 == 1 ? expected.unknown_count
                          : expected.true_count);
    }
    EXPECT_EQ(planes.Count(), expected) << size;
  }
}

}  // namespace
}  // namespace trialmatch
