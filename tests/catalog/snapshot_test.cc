#include "catalog/snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catalog/part_merge.h"
#include "matching/evaluator.h"
#include "tests/support/random_source.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

constexpr size_t kTrials = 120;

using Model = std::map<std::string, TrialPointer>;  // what a snapshot shall have

bool Never() { return false; }

class SnapshotTest : public ::testing::Test {
 protected:
  // The first `count` trials of the world, in one segment.
  std::shared_ptr<const Snapshot> Base(size_t count) {
    for (size_t i = 0; i < count; ++i) model_[world_.trials[i]->id] = world_.trials[i];
    SegmentBuilder builder(*world_.terms.terminology);
    for (const auto& [id, trial] : model_) builder.Add(*trial, 1);
    return std::make_shared<const Snapshot>(1, std::move(builder).Build(), world_.terms.terminology);
  }

  // The criteria of some trial under the id of some other.
  TrialPointer Written(const std::string& id) {
    Trial trial = *world_.trials[random_.Below(kTrials)];
    trial.id = id;
    return std::make_shared<const Trial>(std::move(trial));
  }

  CatalogChange RandomChange() {
    CatalogChange change;
    std::set<std::string> ids;
    for (int i = random_.Between(1, 5); i > 0; --i) ids.insert(world_.trials[random_.Below(kTrials)]->id);
    for (const std::string& id : ids) {
      if (random_.Chance(25)) {
        change.deletes.push_back(id);
        model_.erase(id);
      } else {
        change.puts.push_back(Written(id));
        model_[id] = change.puts.back();
      }
    }
    return change;
  }

  void ExpectTrials(const Snapshot& snapshot, const Model& model) const {
    ASSERT_EQ(snapshot.size(), model.size());
    auto expected = model.begin();
    for (const TrialPlace place : snapshot.InOrder(*snapshot.Select({}, Never))) {
      ASSERT_EQ(snapshot.id(place), expected->first);
      ++expected;
    }
    for (const TrialPointer& trial : world_.trials) {
      const std::optional<TrialPlace> place = snapshot.Find(trial->id);
      ASSERT_EQ(place.has_value(), model.contains(trial->id)) << trial->id;
      if (place) {
        ASSERT_EQ(snapshot.id(*place), trial->id);
      }
    }
  }

  void ExpectVerdicts(const Snapshot& snapshot, const Model& model, const PatientView& patient) const {
    for (size_t part = 0; part < snapshot.parts().size(); ++part) {
      const Snapshot::Part& one = snapshot.parts()[part];
      const auto read = [&](size_t position) -> absl::StatusOr<TrialPointer> {
        if (!one.live.Has(position)) return std::make_shared<const Trial>();
        return model.at(std::string(snapshot.id({part, position})));
      };
      const absl::StatusOr<VerdictPlanes> verdicts = one.segment->index->Match(patient, read, Never);
      ASSERT_TRUE(verdicts.ok());
      one.live.ForEach([&](size_t position) {
        const Trial& trial = *model.at(std::string(snapshot.id({part, position})));
        ASSERT_EQ((*verdicts)[position], Evaluate(trial, patient)) << trial.id;
      });
    }
  }

  const RandomWorld world_ = MakeWorld(TestSeed(), kTrials, 12);
  RandomSource random_{TestSeed()};
  Model model_;
};

TEST_F(SnapshotTest, EqualsTheDefinitionAfterEveryWrite) {
  std::shared_ptr<const Snapshot> snapshot = Base(kTrials * 2 / 3), early;
  Model early_model;
  for (int64_t revision = 2; revision < 60; ++revision) {
    snapshot = snapshot->With(RandomChange(), revision);
    ASSERT_EQ(snapshot->revision(), revision);
    ASSERT_NO_FATAL_FAILURE(ExpectTrials(*snapshot, model_));
    for (size_t p = 0; p < 3; ++p) {
      const RandomPatient& made = world_.patients[random_.Below(world_.patients.size())];
      ASSERT_NO_FATAL_FAILURE(ExpectVerdicts(*snapshot, model_, world_.View(made)));
    }
    if (revision == 20) {
      early = snapshot;
      early_model = model_;
    }
  }
  EXPECT_GT(snapshot->parts().size(), 1u);
  // Who holds an early one still has it.
  ASSERT_NO_FATAL_FAILURE(ExpectTrials(*early, early_model));
  for (const RandomPatient& made : world_.patients) {
    ASSERT_NO_FATAL_FAILURE(ExpectVerdicts(*early, early_model, world_.View(made)));
  }
}

// Each merge is of a snapshot that some writes have overtaken when it comes to be.
TEST_F(SnapshotTest, StaysTheSameWhenSmallPartsAreMergedAmongThemselves) {
  std::shared_ptr<const Snapshot> snapshot = Base(kTrials * 2 / 3);
  size_t merges = 0;
  for (int64_t revision = 2; revision < 400;) {
    const PartRange range = PartsToMerge(*snapshot);
    const Model then = model_;
    const std::shared_ptr<const Snapshot> before = snapshot;
    const size_t parts_before = before->parts().size();
    for (int i = 0; i < 5; ++i, ++revision) snapshot = snapshot->With(RandomChange(), revision);
    if (range.empty()) continue;
    const absl::StatusOr<MergedSegment> merged =
        MergeParts(*before, range, [&](TrialPlace place) { return then.at(std::string(before->id(place))); });
    ASSERT_TRUE(merged.ok());
    snapshot = snapshot->WithMerged(*merged);
    ++merges;
    EXPECT_LT(snapshot->parts().size(), parts_before + 1);
    ASSERT_NO_FATAL_FAILURE(ExpectTrials(*snapshot, model_));
    for (const RandomPatient& made : world_.patients) {
      ASSERT_NO_FATAL_FAILURE(ExpectVerdicts(*snapshot, model_, world_.View(made)));
    }
    EXPECT_EQ(snapshot->WithMerged(*merged)->size(), snapshot->size());  // it is not there any more
  }
  EXPECT_GT(merges, 2u);
  EXPECT_LT(snapshot->parts().size(), 10u);
}

TEST_F(SnapshotTest, StaysTheSameOnALaterBase) {
  std::shared_ptr<const Snapshot> snapshot = Base(kTrials / 2);
  int64_t revision = 2;
  for (; revision < 60; ++revision) snapshot = snapshot->With(RandomChange(), revision);
  SegmentBuilder builder(*world_.terms.terminology);
  for (const auto& [id, trial] : model_) builder.Add(*trial, snapshot->revision_of(*snapshot->Find(id)));
  const Snapshot base(snapshot->revision(), std::move(builder).Build(), world_.terms.terminology);
  std::set<std::string> written;
  for (int i = 0; i < 20; ++i, ++revision) {
    const CatalogChange change = RandomChange();
    for (const TrialPointer& trial : change.puts) written.insert(trial->id);
    written.insert(change.deletes.begin(), change.deletes.end());
    snapshot = snapshot->With(change, revision);
  }
  const std::vector<std::string> since(written.begin(), written.end());
  const std::shared_ptr<const Snapshot> moved = snapshot->OnBase(base, since);
  EXPECT_EQ(moved->revision(), snapshot->revision());
  EXPECT_EQ(moved->parts().front().segment, base.parts().front().segment);
  ASSERT_NO_FATAL_FAILURE(ExpectTrials(*moved, model_));
  for (const RandomPatient& made : world_.patients) {
    ASSERT_NO_FATAL_FAILURE(ExpectVerdicts(*moved, model_, world_.View(made)));
  }
  EXPECT_EQ(base.OnBase(base, {})->parts().size(), 1u);
}

TEST_F(SnapshotTest, FewWritesAreOnePartAndManyAreMore) {
  std::shared_ptr<const Snapshot> snapshot = Base(40);
  for (int i = 0; i < 64; ++i) {
    snapshot = snapshot->With({{Written("new-" + std::to_string(i))}, {}}, i + 2);
  }
  EXPECT_EQ(snapshot->parts().size(), 2u);
  snapshot = snapshot->With({{Written("new-64")}, {}}, 70);
  EXPECT_EQ(snapshot->parts().size(), 3u);
  EXPECT_EQ(snapshot->size(), 105u);
  // The same trial again and again takes no room.
  for (int i = 0; i < 200; ++i) snapshot = snapshot->With({{Written("new-64")}, {}}, i + 71);
  EXPECT_EQ(snapshot->parts().size(), 3u);
  EXPECT_EQ(snapshot->size(), 105u);
}

TEST_F(SnapshotTest, KeepsNoPartWithoutTrials) {
  std::shared_ptr<const Snapshot> snapshot = Base(2);
  snapshot = snapshot->With({{Written("new")}, {}}, 2);
  snapshot = snapshot->With({{}, {world_.trials[0]->id, world_.trials[1]->id, "never-was"}}, 3);
  EXPECT_EQ(snapshot->parts().size(), 1u);
  EXPECT_EQ(snapshot->size(), 1u);
  snapshot = snapshot->With({{}, {"new"}}, 4);
  EXPECT_TRUE(snapshot->parts().empty());
  EXPECT_EQ(snapshot->size(), 0u);
  EXPECT_TRUE(snapshot->InOrder({}).empty());
}

TEST_F(SnapshotTest, KnowsSinceWhenATrialIsAsItIs) {
  std::shared_ptr<const Snapshot> snapshot = Base(kTrials / 2);
  std::map<std::string, int64_t> written;
  for (const auto& [id, trial] : model_) written[id] = 1;
  for (int64_t revision = 2; revision < 60; ++revision) {
    const CatalogChange change = RandomChange();
    for (const TrialPointer& trial : change.puts) written[trial->id] = revision;
    for (const std::string& id : change.deletes) written.erase(id);
    snapshot = snapshot->With(change, revision);
    for (const auto& [id, since] : written) {
      const std::optional<TrialPlace> place = snapshot->Find(id);
      ASSERT_TRUE(place.has_value()) << id;
      ASSERT_EQ(snapshot->revision_of(*place), since) << id << " at " << revision;
    }
  }
}

TEST_F(SnapshotTest, SelectsOfTheLiveTrials) {
  const std::shared_ptr<const Snapshot> base = Base(10);
  TrialFilter filter;
  filter.trials = {world_.trials[1]->id, world_.trials[2]->id, world_.trials[3]->id};
  const auto changed = base->With({{Written(filter.trials[0])}, {filter.trials[1]}}, 2);
  const auto selected = changed->Select(filter, Never);
  ASSERT_TRUE(selected.ok());
  std::set<std::string> ids;
  for (const TrialPlace place : changed->InOrder(*selected)) ids.emplace(changed->id(place));
  EXPECT_EQ(ids, (std::set<std::string>{filter.trials[0], filter.trials[2]}));
  EXPECT_TRUE(absl::IsCancelled(base->Select(filter, [] { return true; }).status()));
}

}  // namespace
}  // namespace trialmatch
