// Filters and ranking by columns equal those by whole trials.
#include "matching/ranked_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "matching/trial_selection.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/matching/random_records.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

bool Never() { return false; }

// What an answer shows of a place in the list.
struct Line {
  std::string id;
  Truth truth;
  Recruitment recruitment;
  std::optional<int> steps;
  std::optional<double> km;
  friend bool operator==(const Line&, const Line&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Line& line) {
    return out << line.id << " truth " << static_cast<int>(line.truth) << " recruitment "
               << static_cast<int>(line.recruitment) << " steps " << line.steps.value_or(-1) << " km "
               << line.km.value_or(-1);
  }
};

// Trials in several columns, none in its place by id, each with a verdict and some of them considered.
class RankedParts {
 public:
  RankedParts(std::vector<TrialPointer> trials, size_t parts, const Terminology& terminology,
              RandomSource& random)
      : trials_(std::move(trials)) {
    std::sort(trials_.begin(), trials_.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
    columns_.assign(parts, TrialColumns(terminology));
    at_.assign(parts, {});
    std::vector<size_t> order(trials_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    random.Shuffle(order);
    for (const size_t i : order) {
      const size_t part = random.Below(parts);
      columns_[part].Add(*trials_[i]);
      at_[part].push_back(i);
    }
    for (TrialColumns& columns : columns_) {
      if (random.Chance(50)) columns.Pack();
    }
  }

  void DrawVerdicts(int certain, int unknown, RandomSource& random) {
    truths_.assign(trials_.size(), Truth::kFalse);
    verdicts_.clear();
    for (Truth& truth : truths_) {
      if (random.Chance(certain)) truth = Truth::kTrue;
      if (random.Chance(unknown)) truth = Truth::kUnknown;
    }
    for (const std::vector<size_t>& trials : at_) {
      VerdictPlanes& planes = verdicts_.emplace_back(trials.size());
      for (size_t i = 0; i < trials.size(); ++i) planes.Set(i, truths_[trials[i]]);
    }
  }

  // By both ways; they agree.
  void Select(const TrialFilter& filter, const Terminology& terminology) {
    considered_.clear();
    passing_ = SelectTrials(filter, trials_, terminology);
    std::vector<size_t> found;
    for (size_t part = 0; part < columns_.size(); ++part) {
      considered_.push_back(SelectTrials(filter, columns_[part], Never).value());
      considered_.back().ForEach([&](size_t i) {
        ASSERT_LT(i, columns_[part].size());
        found.push_back(at_[part][i]);
      });
    }
    std::sort(found.begin(), found.end());
    ASSERT_EQ(found, passing_);
  }

  std::vector<Line> Defined(MatchScope scope, const PatientView& patient) const {
    std::vector<Line> lines;
    for (const RankedTrial& one : Rank(trials_, truths_, passing_, scope, patient)) {
      lines.push_back({trials_[one.position]->id, one.truth, one.availability.recruitment,
                       one.condition_distance, one.availability.distance_km});
    }
    return lines;
  }

  std::vector<Line> Page(MatchScope scope, const PatientView& patient, size_t first, size_t size,
                         size_t* list_size, bool all = false) const {
    std::vector<RankPart> parts;
    for (size_t i = 0; i < columns_.size(); ++i) {
      parts.push_back({&columns_[i], &verdicts_[i], all ? nullptr : &considered_[i]});
    }
    const RankedPage page = RankPage(parts, scope, patient, first, size, Never).value();
    *list_size = page.list_size;
    std::vector<Line> lines;
    for (const PageEntry& one : page.entries) {
      lines.push_back({std::string(columns_[one.part].id(one.position)), one.truth, one.recruitment,
                       one.condition_distance, one.distance_km});
    }
    return lines;
  }

  const std::vector<TrialPointer>& trials() const { return trials_; }

 private:
  std::vector<TrialPointer> trials_;  // by id
  std::vector<size_t> passing_;       // of these
  std::vector<Truth> truths_;
  // By part.
  std::vector<TrialColumns> columns_;
  std::vector<std::vector<size_t>> at_;  // the trial of each position
  std::vector<VerdictPlanes> verdicts_;
  std::vector<TrialBits> considered_;
};

// Pages of that size, one after the other, are the whole list; each says how long it is.
void ExpectPages(const RankedParts& parts, const std::vector<Line>& defined, MatchScope scope,
                 const PatientView& patient, size_t page_size, bool all) {
  std::vector<Line> found;
  size_t list_size = 0;
  do {
    const std::vector<Line> page = parts.Page(scope, patient, found.size(), page_size, &list_size, all);
    ASSERT_EQ(list_size, defined.size());
    ASSERT_EQ(page.size(), std::min(page_size, defined.size() - found.size()));
    found.insert(found.end(), page.begin(), page.end());
  } while (found.size() < list_size);
  ASSERT_EQ(found, defined) << "pages of " << page_size;
}

// How often what is to be told apart came up.
struct Seen {
  size_t lists = 0, entries = 0, with_steps = 0, with_km = 0, same_but_id = 0;
  std::set<int> steps;
  void Add(const std::vector<Line>& lines) {
    ++lists;
    entries += lines.size();
    for (size_t i = 0; i < lines.size(); ++i) {
      with_km += lines[i].km.has_value();
      with_steps += lines[i].steps.has_value();
      if (lines[i].steps) steps.insert(*lines[i].steps);
      Line as_before = lines[i];
      if (i > 0) as_before.id = lines[i - 1].id;
      same_but_id += i > 0 && as_before == lines[i - 1];
    }
  }
};

void CheckPatient(RankedParts& parts, const PatientView& view, const TrialFilter& filter,
                  RandomSource& random, Seen& seen) {
  parts.DrawVerdicts(random.Pick({5, 30, 100}), random.Pick({0, 40, 90}), random);
  parts.Select(filter, view.terminology());
  if (testing::Test::HasFatalFailure()) return;
  for (const MatchScope scope : {MatchScope::kRelated, MatchScope::kAll}) {
    const std::vector<Line> defined = parts.Defined(scope, view);
    seen.Add(defined);
    const size_t size = random.Pick<size_t>({1, 2, 7, 50, 100'000});
    ExpectPages(parts, defined, scope, view, std::max(size, defined.size() / 40 + 1), false);
    if (filter.empty()) ExpectPages(parts, defined, scope, view, defined.size() / 3 + 1, true);
  }
}

TEST(RankedPageTest, EqualsTheRankingOfTrialsInRandomWorlds) {
  Seen seen;
  for (size_t w = 0; w < 25; ++w) {
    RandomSource random(TestSeed() + w);
    RandomWorld world = MakeWorld(TestSeed() + w, 150, 12);
    RandomRecordMaker records(random, world.terms);
    std::vector<TrialPointer> trials;
    for (const TrialPointer& made : world.trials) {
      Trial trial = *made;
      records.AddRecord(trial);
      trials.push_back(std::make_shared<Trial>(std::move(trial)));
    }
    RankedParts parts(trials, 1 + w % 3, *world.terms.terminology, random);
    for (RandomPatient& made : world.patients) {
      if (random.Chance(80)) made.patient.location = records.Place();
      for (size_t i = random.Below(4); i > 0; --i) {
        Fact condition;
        condition.code = records.Condition();
        made.patient.facts.push_back(condition);
      }
      const TrialFilter filter = random.Chance(40) ? TrialFilter() : records.Filter(trials);
      CheckPatient(parts, world.View(made), filter, random, seen);
      if (testing::Test::HasFatalFailure()) {
        FAIL() << "TRIALMATCH_SEED=" << TestSeed() + w;
      }
    }
  }
  // What hardly occurs is hardly tested.
  EXPECT_GT(seen.entries, 20 * seen.lists);
  EXPECT_GT(seen.with_steps, seen.entries / 10);
  EXPECT_GT(seen.with_km, seen.entries / 10);
  EXPECT_GT(seen.same_but_id, seen.entries / 100);
  EXPECT_THAT(seen.steps, testing::IsSupersetOf({0, 1, 2, 3}));
}

TEST(RankedPageTest, EqualsTheRankingOfTrialsInTheCorpus) {
  const Corpus corpus(TestSeed());
  RandomSource random(TestSeed());
  RankedParts parts(corpus.MakeTrials(IsSlowBuild() ? 500 : 4000), 2, *corpus.terminology(), random);
  Seen seen;
  for (uint64_t p = 0; p < (IsSlowBuild() ? 5 : 40); ++p) {
    const CorpusPatient made = corpus.MakePatient(p);
    TrialFilter filter;
    if (p % 3 == 1) filter.country_codes = {"US", "DE"};
    if (p % 3 == 2) filter.near = Near{{10, 10}, 5000};
    CheckPatient(parts, corpus.View(made), filter, random, seen);
    ASSERT_FALSE(testing::Test::HasFatalFailure());
  }
  EXPECT_GT(seen.with_steps, 0u);
  EXPECT_GT(seen.with_km, 0u);
}

// Some centimetres apart each, which is less than the error of a rough key.
TEST(RankedPageTest, TellsPlacesApartThatAFloatCannot) {
  RandomSource random(TestSeed());
  RandomWorld world = MakeWorld(TestSeed(), 0, 1);
  world.patients[0].patient.location = LatLng{48.1, 11.5};
  std::vector<TrialPointer> trials;
  for (int i = 0; i < 600; ++i) {
    Trial trial;
    trial.id = std::to_string(1000 + i);
    trial.status = RecruitmentStatus::kRecruiting;
    trial.sites.resize(1);
    trial.sites[0].status = RecruitmentStatus::kRecruiting;
    trial.sites[0].coordinates =
        LatLng{52.5 + random.Between(0, 30'000) * 1e-8, 13.4 + random.Between(0, 30'000) * 1e-8};
    trials.push_back(std::make_shared<Trial>(trial));
  }
  RankedParts parts(trials, 2, *world.terms.terminology, random);
  parts.DrawVerdicts(100, 0, random);
  parts.Select({}, *world.terms.terminology);
  const PatientView view = world.View(world.patients[0]);
  for (const MatchScope scope : {MatchScope::kRelated, MatchScope::kAll}) {
    ExpectPages(parts, parts.Defined(scope, view), scope, view, 7, false);
  }
}

TEST(RankedPageTest, StopsAtEveryQuestion) {
  const Corpus corpus(1);
  RandomSource random(1);
  TrialColumns columns(*corpus.terminology());
  for (uint64_t i = 0; i < 300; ++i) columns.Add(corpus.MakeTrial(i));
  const VerdictPlanes verdicts(columns.size());
  const CorpusPatient made = corpus.MakePatient(1);
  const RankPart part{&columns, &verdicts, nullptr};
  TrialFilter filter;
  filter.country_codes = {"US"};
  const auto ask = [&](auto question) {
    size_t last = 0;
    for (size_t allowed = 0;; ++allowed) {
      size_t asked = 0;
      const absl::Status status = question([&] { return asked++ == allowed; });
      last = asked;
      if (status.ok()) break;
      EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
      EXPECT_EQ(asked, allowed + 1) << "goes on after the stop";
    }
    return last;
  };
  EXPECT_GE(ask([&](auto stop) {
              return RankPage({&part, 1}, MatchScope::kAll, corpus.View(made), 0, 300, stop).status();
            }),
            4u);
  EXPECT_GE(ask([&](auto stop) { return SelectTrials(filter, columns, stop).status(); }), 2u);
}

TEST(RankedPageTest, OfNothingIsEmpty) {
  const Corpus corpus(1);
  const CorpusPatient made = corpus.MakePatient(1);
  const TrialColumns columns(*corpus.terminology());
  const VerdictPlanes verdicts(0);
  const RankPart part{&columns, &verdicts, nullptr};
  for (const size_t count : {0, 1}) {
    const auto page = RankPage({&part, count}, MatchScope::kAll, corpus.View(made), 3, 10, Never);
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->list_size, 0u);
    EXPECT_THAT(page->entries, testing::IsEmpty());
  }
}

}  // namespace
}  // namespace trialmatch
