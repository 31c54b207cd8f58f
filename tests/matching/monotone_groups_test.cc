// What a group of bounds says without asking for each is what the definition says of each.
#include "matching/monotone_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

// Both sides, inclusive and exclusive, of bounds in every unit, those of a patient's life among them.
class Bounds {
 public:
  Bounds() {
    for (const Clock clock : {Clock::kAge, Clock::kGestationalAgeAtBirth, Clock::kPostmenstrualAge,
                              Clock::kCorrectedAge, Clock::kPregnancyLength}) {
      for (const bool exclusive : {false, true}) {
        for (int unit = 0; unit <= static_cast<int>(TimeUnit::kYear); ++unit) {
          // In no order.
          for (const int64_t value : {18, 0, 65, 1, 2, 28, 6, 37, 12, 40, 3, 90, 24, 1'000'000'000, 17, 20}) {
            const ClockBound bound{value, static_cast<TimeUnit>(unit), std::nullopt, exclusive};
            Add(clock, {bound, std::nullopt});
            Add(clock, {std::nullopt, bound});
          }
        }
      }
    }
  }

  void Add(Clock clock, ClockRange range) {
    Criterion& leaf = leaves_.emplace_back();
    leaf.kind = ClockCriterion{clock, range};
    predicates_.push_back({&leaf, LeafRoute::kEveryTime});
  }

  const std::vector<Predicate>& predicates() const { return predicates_; }

 private:
  std::deque<Criterion> leaves_;
  std::vector<Predicate> predicates_;
};

TEST(MonotoneGroupsTest, SayWhatTheDefinitionSays) {
  const Bounds bounds;
  const MonotoneGroups groups(bounds.predicates());
  EXPECT_EQ(groups.groups().size(), 5u * 2 * 6 * 2);
  std::array<size_t, 3> truths{};
  size_t asked = 0;
  const RandomWorld world = MakeWorld(TestSeed(), 30, 200);
  for (const RandomPatient& made : world.patients) {
    const PatientView view = world.View(made);
    for (const std::vector<PredicateId>& group : groups.groups()) {
      std::vector<PredicateId> found;
      MonotoneGroups::Spread(
          group,
          [&](PredicateId id) {
            ++asked;
            return EvaluatePredicate(bounds.predicates()[id], view);
          },
          [&](PredicateId id, Truth truth) {
            ASSERT_EQ(truth, EvaluatePredicate(bounds.predicates()[id], view)) << id;
            found.push_back(id);
            ++truths[static_cast<size_t>(truth)];
          });
      ASSERT_EQ(found, group) << "each once, in their order";
    }
  }
  for (const size_t count : truths) EXPECT_GT(count, 1000u) << "a truth that hardly occurs is hardly tested";
  EXPECT_LT(asked, (truths[0] + truths[1] + truths[2]) / 2);
}

TEST(MonotoneGroupsTest, TakeNoBoundThatIsNotInLineWithOthers) {
  Bounds bounds;
  const size_t one_ended = bounds.predicates().size();
  const ClockBound week{30, TimeUnit::kWeek};
  bounds.Add(Clock::kAge, {week, ClockBound{40, TimeUnit::kWeek}});
  bounds.Add(Clock::kAge, {ClockBound{30, TimeUnit::kWeek, 6}, std::nullopt});
  bounds.Add(Clock::kAge, {});
  const MonotoneGroups groups(bounds.predicates());
  for (PredicateId id = 0; id < bounds.predicates().size(); ++id)
    EXPECT_EQ(groups.Has(id), id < one_ended) << id;
}

}  // namespace
}  // namespace trialmatch
