// Selections against brute force: every reading of random small sets of values. A reading says which of the
// uncertain values count, on which day each was taken, and how much each is.
#include "matching/selection.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matching/amount_selection.h"
#include "matching/observation_evaluator.h"
#include "terminology/concept_sets.h"
#include "tests/matching/measured.h"

namespace trialmatch {
namespace {

// "Now" is noon of 6 January 2024, so that the year 2024 is one of six days. Day 1 is the first of January.
constexpr int kToday = 6;
constexpr int kLongAgo = -1000;

struct Value {
  std::string date;       // "" for undated
  std::vector<int> days;  // on which it may have been taken
  std::string amount;     // "" for none
  std::vector<int> amounts;
  bool uncertain = false;
};

struct Window {
  std::optional<int> first, last;
  bool Has(int day) const { return (!first || day >= *first) && (!last || day <= *last); }
};

struct Question {
  Selection selection;
  QuantityRange range;
  int min = 0, max = 0;  // of `range`, both inclusive
  Window window;
};

// Amounts and bounds are counted in halves, so that one lies between "<7" and 6.
struct Taken {
  int day, amount;
};

bool InRange(const Question& question, int halves) {
  return halves >= 2 * question.min && halves <= 2 * question.max;
}

Truth Agreed(const std::vector<bool>& truths) {
  if (truths.empty()) return Truth::kUnknown;
  for (const bool truth : truths) {
    if (truth != truths[0]) return Truth::kUnknown;
  }
  return FromBool(truths[0]);
}

// Where nothing is open.
Truth Read(const Question& question, const std::vector<Taken>& taken) {
  if (taken.empty()) return Truth::kUnknown;
  int first = taken[0].day, last = taken[0].day;
  int least = taken[0].amount, greatest = taken[0].amount;
  bool any = false, all = true;
  for (const Taken& one : taken) {
    first = std::min(first, one.day);
    last = std::max(last, one.day);
    least = std::min(least, one.amount);
    greatest = std::max(greatest, one.amount);
    any = any || InRange(question, one.amount);
    all = all && InRange(question, one.amount);
  }
  std::vector<bool> latest, changes;
  for (const Taken& late : taken) {
    if (late.day != last) continue;
    latest.push_back(InRange(question, late.amount));
    for (const Taken& early : taken) {
      if (early.day == first && first != last)
        changes.push_back(InRange(question, late.amount - early.amount));
    }
  }
  switch (question.selection) {
    case Selection::kLatest:
      return Agreed(latest);
    case Selection::kAny:
      return FromBool(any);
    case Selection::kAll:
      return FromBool(all);
    case Selection::kMinimum:
      return FromBool(InRange(question, least));
    case Selection::kMaximum:
      return FromBool(InRange(question, greatest));
    default:
      return Agreed(changes);
  }
}

// All readings of the values from `index` on, given those before.
class Readings {
 public:
  Readings(const Question& question, const std::vector<Value>& values)
      : question_(question), values_(values) {
    Go(0);
  }
  Truth truth() const { return truth_.value_or(Truth::kUnknown); }

 private:
  void Go(size_t index) {
    if (truth_ == Truth::kUnknown) return;
    if (index == values_.size()) {
      const Truth truth = Read(question_, taken_);
      truth_ = !truth_ || *truth_ == truth ? truth : Truth::kUnknown;
      return;
    }
    const Value& value = values_[index];
    if (value.uncertain) Go(index + 1);
    bool outside = false;
    for (const int day : value.days) {
      if (!question_.window.Has(day)) {
        outside = true;
        continue;
      }
      for (const int amount : value.amounts) {
        taken_.push_back({day, amount});
        Go(index + 1);
        taken_.pop_back();
      }
    }
    if (outside && !value.uncertain) Go(index + 1);
  }

  const Question& question_;
  const std::vector<Value>& values_;
  std::vector<Taken> taken_;
  std::optional<Truth> truth_;
};

class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  int operator()(int first, int last) { return std::uniform_int_distribution<int>(first, last)(engine_); }

 private:
  std::mt19937 engine_;
};

constexpr int kMost = 9;  // amounts are 0 to 9, bounds too

Value RandomValue(Random& random) {
  Value value;
  switch (random(0, 7)) {
    case 0:
      value.date = "2024";
      value.days = {1, 2, 3, 4, 5, 6};
      break;
    case 1:
      value.days = {kLongAgo, 1, 2, 3, 4, 5, 6};
      break;
    default:
      value.days = {random(1, kToday)};
      value.date = absl::StrCat("2024-01-0", value.days[0]);
  }
  const int amount = random(0, kMost);
  value.amounts = {2 * amount};
  value.amount = absl::StrCat(amount, " g");
  if (random(0, 5) == 0) {
    // Just below, and every whole number down to where no bound or difference tells them apart.
    value.amount = absl::StrCat("<", amount, " g");
    value.amounts = {2 * amount - 1};
    for (int below = amount - 1; below > -2 * kMost - 2; --below) value.amounts.push_back(2 * below);
  }
  value.uncertain = random(0, 3) == 0;
  return value;
}

Question RandomQuestion(Random& random, Selection selection) {
  Question question;
  question.selection = selection;
  const bool change = selection == Selection::kChange;
  question.min = random(change ? -kMost : 0, kMost);
  question.max = random(question.min, kMost);
  question.range = Range(absl::StrCat(question.min, "..", question.max, " g"));
  if (random(0, 2) == 0) question.window.first = random(1, kToday);
  if (random(0, 2) == 0) question.window.last = random(question.window.first.value_or(1), kToday);
  return question;
}

ObservationCriterion ToCriterion(const Question& question) {
  ObservationCriterion criterion = Asked("weight", "0.. g", question.selection);
  criterion.expected = question.range;
  if (!question.window.first && !question.window.last) return criterion;
  criterion.window = AnchoredWindow{};
  const auto offset = [](std::optional<int> day) -> std::optional<CalendarOffset> {
    if (!day) return std::nullopt;
    return CalendarOffset{*day - kToday, TimeUnit::kDay};
  };
  criterion.window->window.start = offset(question.window.first);
  criterion.window->window.end = offset(question.window.last);
  return criterion;
}

std::string Describe(const Question& question, const std::vector<Value>& values) {
  std::string text = absl::StrCat("selection ", static_cast<int>(question.selection), " in ", question.min,
                                  " to ", question.max, ", days ", question.window.first.value_or(kLongAgo),
                                  " to ", question.window.last.value_or(kToday), ":");
  for (const Value& value : values) {
    absl::StrAppend(&text, " [", value.date, " ", value.amount, value.uncertain ? " ?" : "", "]");
  }
  return text;
}

class SelectionTest : public ::testing::TestWithParam<Selection> {};

TEST_P(SelectionTest, EqualsAllReadings) {
  constexpr int kRounds = 3000;
  const uint32_t seed = 20240106;
  Random random(seed + static_cast<uint32_t>(GetParam()));
  int counts[3] = {0, 0, 0};
  for (int round = 0; round < kRounds; ++round) {
    const Question question = RandomQuestion(random, GetParam());
    std::vector<Value> values(random(1, 4));
    for (Value& value : values) value = RandomValue(random);
    PatientBuilder patient;
    patient.options.as_of =
        MakeAsOf(absl::FromCivil(absl::CivilSecond(2024, 1, kToday, 12), absl::UTCTimeZone()), "UTC").value();
    for (const Value& value : values) {
      Fact& fact = patient.Measure("weight", value.amount, value.date);
      if (value.uncertain) fact.verification = Verification::kSuspected;
    }
    const Truth expected = Readings(question, values).truth();
    const Truth truth =
        EvaluateObservation(ToCriterion(question), AbsencePolicy::kInherit, patient.View(), nullptr);
    ++counts[static_cast<int>(truth)];
    ASSERT_EQ(Name(truth), Name(expected)) << Describe(question, values);
  }
  // Each answer is reached often, or nothing was tested.
  for (const int count : counts) EXPECT_GT(count, kRounds / 100);
}

// What plans do with values that are judged already, held against what the definition does with facts.
TEST(SelectAmountChange, SelectsAsTheDefinitionDoes) {
  Random random(20240107);
  int counts[3] = {0, 0, 0};
  for (int round = 0; round < 5000; ++round) {
    const ObservationCriterion criterion = ToCriterion(RandomQuestion(random, Selection::kChange));
    PatientBuilder patient;
    patient.options.as_of =
        MakeAsOf(absl::FromCivil(absl::CivilSecond(2024, 1, kToday, 12), absl::UTCTimeZone()), "UTC").value();
    for (int n = random(1, 4); n > 0; --n) {
      const Value value = RandomValue(random);
      Fact& fact = patient.Measure("weight", value.amount, value.date);
      if (value.uncertain) fact.verification = Verification::kSuspected;
    }
    const PatientView view = patient.View();
    const std::vector<ObservedValue> values = CollectValues(
        criterion, view.terminology().Resolve(criterion.concepts), Person{}, AbsencePolicy::kInherit, view);
    std::vector<JudgedAmount> amounts;
    for (const ObservedValue& value : values) {
      amounts.push_back({.certain = value.counts.truth == Truth::kTrue, .taken = value.taken});
    }
    const Truth truth = SelectAmountChange(amounts, [&](size_t later, size_t earlier) {
      return JudgeChange(criterion, *values[later].fact->fact, *values[earlier].fact->fact, view).truth;
    });
    ASSERT_EQ(Name(truth), Name(SelectChange(criterion, values, view).truth)) << round;
    ++counts[static_cast<int>(truth)];
  }
  for (const int count : counts) EXPECT_GT(count, 100);
}

std::string NameOfSelection(const ::testing::TestParamInfo<Selection>& info) {
  constexpr const char* kNames[] = {"Latest", "Any", "All", "Minimum", "Maximum", "Change"};
  return kNames[static_cast<int>(info.param)];
}

INSTANTIATE_TEST_SUITE_P(All, SelectionTest,
                         ::testing::Values(Selection::kLatest, Selection::kAny, Selection::kAll,
                                           Selection::kMinimum, Selection::kMaximum, Selection::kChange),
                         NameOfSelection);

TEST(Selection, OfNothingIsUnknown) {
  for (const Selection selection :
       {Selection::kLatest, Selection::kAny, Selection::kAll, Selection::kMinimum, Selection::kMaximum}) {
    EXPECT_EQ(Select(selection, {}).truth, Truth::kUnknown);
  }
}

}  // namespace
}  // namespace trialmatch
