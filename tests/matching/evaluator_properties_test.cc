// What must hold of the definition itself, whatever the trial and the patient.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "domain/calendar.h"
#include "matching/evaluator.h"
#include "tests/support/random_trial.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

struct Leaf {
  const Criterion* criterion;
  const std::string* trial_id;
};

struct Sample {
  RandomWorld world;
  std::vector<Leaf> leaves;
};

// Nothing of a patient's own begins before the birth: a record that says so proves anything.
void RemoveWhatPrecedesBirth(RandomPatient& made, const RandomWorld& world) {
  const PatientView view = world.View(made);
  if (!view.birth()) return;
  const absl::CivilDay born = view.birth()->span.days.last;
  const AsOf& as_of = made.options.as_of;
  std::vector<Fact>& facts = made.patient.facts;
  facts.erase(std::remove_if(facts.begin(), facts.end(),
                             [&](const Fact& fact) {
                               return fact.person == Person{} && fact.start &&
                                      fact.start->Days(as_of).first < born;
                             }),
              facts.end());
}

Sample MakeSample(uint64_t seed) {
  Sample sample{MakeWorld(seed, 150, IsSlowBuild() ? 10 : 60), {}};
  for (RandomPatient& made : sample.world.patients) RemoveWhatPrecedesBirth(made, sample.world);
  for (const TrialPointer& trial : sample.world.trials) {
    for (const Criterion* leaf : LeavesOf(*trial)) sample.leaves.push_back({leaf, &trial->id});
  }
  return sample;
}

// How the truth of a leaf may change.
enum class Law { kSame, kDefiniteStays, kNeverFlips };

bool Keeps(Law law, Truth before, Truth after) {
  if (before == after) return true;
  if (law == Law::kSame) return false;
  return before == Truth::kUnknown || (law == Law::kNeverFlips && after == Truth::kUnknown);
}

using Change = std::function<void(RandomPatient&, RandomSource&, const Sample&)>;
using Applies = std::function<bool(const Criterion&, const EvaluationOptions&)>;

bool ToAll(const Criterion&, const EvaluationOptions&) { return true; }

bool Assumes(AbsencePolicy policy) {
  return policy == AbsencePolicy::kAssumeAbsent || policy == AbsencePolicy::kAssumePresent;
}

// An assumption gives way to a record, and an attestation of an ability too, so that more knowledge may turn
// the answer over.
bool ToWhatIsKnown(const Criterion& leaf, const EvaluationOptions& options) {
  const auto* fact = std::get_if<FactCriterion>(&leaf.kind);
  const bool ability = fact != nullptr && fact->category == FactCategory::kAbility;
  return !ability && !Assumes(leaf.absence_policy) && !Assumes(options.absence_default);
}

// Changes every patient and holds every leaf's truth against its truth before.
void ExpectLaw(Law law, const Change& change, const Applies& applies = ToAll) {
  uint64_t touched = 0;
  for (uint64_t seed = TestSeed(); seed < TestSeed() + 4; ++seed) {
    const Sample sample = MakeSample(seed);
    RandomSource random(seed);
    for (size_t p = 0; p < sample.world.patients.size(); ++p) {
      const RandomPatient& before = sample.world.patients[p];
      RandomPatient after = before;
      change(after, random, sample);
      const PatientView view = sample.world.View(before);
      const PatientView changed = sample.world.View(after);
      for (const Leaf& leaf : sample.leaves) {
        if (!applies(*leaf.criterion, before.options)) continue;
        const Truth was = EvaluateCriterion(*leaf.criterion, *leaf.trial_id, view, nullptr);
        const Truth is = EvaluateCriterion(*leaf.criterion, *leaf.trial_id, changed, nullptr);
        ASSERT_TRUE(Keeps(law, was, is))
            << "seed " << seed << ", patient " << p << ", " << *leaf.trial_id << " " << leaf.criterion->id
            << " (" << LeafKindName(*leaf.criterion) << "): " << static_cast<int>(was) << " became "
            << static_cast<int>(is);
        ++touched;
      }
    }
  }
  EXPECT_GT(touched, 1000u);
}

// Every category that the leaf reads.
bool Reads(const Criterion& leaf, FactCategory category) {
  const auto reads = [category](const FactCriterion& fact) {
    return fact.category == category ||
           (fact.window && fact.window->anchor && fact.window->anchor->category == category);
  };
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) return reads(*fact);
  if (const auto* relation = std::get_if<RelationCriterion>(&leaf.kind)) {
    return reads(*relation->effect) || reads(*relation->cause);
  }
  if (const auto* observation = std::get_if<ObservationCriterion>(&leaf.kind)) {
    const auto& window = observation->window;
    return category == FactCategory::kObservation ||
           (window && window->anchor && window->anchor->category == category);
  }
  if (const auto* clock = std::get_if<ClockCriterion>(&leaf.kind)) {
    return clock->clock == Clock::kPregnancyLength && category == FactCategory::kReproductiveState;
  }
  return std::holds_alternative<DoseStabilityCriterion>(leaf.kind) && category == FactCategory::kMedication;
}

TEST(EvaluatorPropertiesTest, FactsOfAnotherCategoryChangeNothing) {
  for (const FactCategory category : {FactCategory::kCondition, FactCategory::kMedication,
                                      FactCategory::kObservation, FactCategory::kReproductiveState}) {
    ExpectLaw(
        Law::kSame,
        [&](RandomPatient& made, RandomSource& random, const Sample& sample) {
          RandomPatientMaker maker(random, sample.world.terms);
          for (int i = 0; i < 5; ++i) {
            Fact fact = maker.MakeFact(category, made.options.as_of);
            fact.id = absl::StrCat("added-", i);
            made.patient.facts.push_back(std::move(fact));
          }
        },
        [&](const Criterion& leaf, const EvaluationOptions&) { return !Reads(leaf, category); });
  }
}

TEST(EvaluatorPropertiesTest, TheOrderOfTheProfileChangesNothing) {
  ExpectLaw(Law::kSame, [](RandomPatient& made, RandomSource& random, const Sample&) {
    random.Shuffle(made.patient.facts);
    random.Shuffle(made.patient.tested_genes);
    random.Shuffle(made.patient.consents);
    random.Shuffle(made.patient.attestations);
    random.Shuffle(made.patient.completeness);
    for (Fact& fact : made.patient.facts) random.Shuffle(fact.links);
  });
}

TEST(EvaluatorPropertiesTest, WhatIsRecordedLaterChangesNothing) {
  ExpectLaw(Law::kSame, [](RandomPatient& made, RandomSource& random, const Sample& sample) {
    const AsOf& as_of = made.options.as_of;
    const RecordedTime later = *RecordedTime::Parse(
        absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", as_of.instant + absl::Minutes(1), absl::UTCTimeZone()));
    RandomPatientMaker maker(random, sample.world.terms);
    for (int i = 0; i < 3 * kFactCategoryCount; ++i) {
      Fact fact = maker.MakeFact(static_cast<FactCategory>(i % kFactCategoryCount), as_of);
      fact.id = absl::StrCat("added-", i);
      fact.recorded_at = later;
      made.patient.facts.push_back(std::move(fact));
    }
    for (Consent consent : std::vector<Consent>(made.patient.consents)) {
      consent.decision = ConsentDecision::kRefused;
      consent.recorded_at = later;
      made.patient.consents.push_back(consent);
    }
    for (Attestation attestation : std::vector<Attestation>(made.patient.attestations)) {
      attestation.truth = Not(attestation.truth);
      attestation.attested_at = later;
      made.patient.attestations.push_back(attestation);
    }
    for (const Code& code : sample.world.terms.Of(FactCategory::kVariant)) {
      made.patient.tested_genes.push_back({"added", Person{}, code, std::nullopt, later});
    }
  });
}

// Counts tell two undated facts from one; and of one measurement twice, imprecisely dated, one may be the
// earliest and one the latest.
bool ToWhatHasNoNumber(const Criterion& leaf, const EvaluationOptions&) {
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) {
    return fact->occurrences.min == 1 && !fact->occurrences.max;
  }
  if (const auto* relation = std::get_if<RelationCriterion>(&leaf.kind)) {
    return relation->effect->occurrences.min == 1 && !relation->effect->occurrences.max &&
           relation->cause->occurrences.min == 1 && !relation->cause->occurrences.max;
  }
  if (const auto* observation = std::get_if<ObservationCriterion>(&leaf.kind)) {
    return observation->selection != Selection::kChange &&
           observation->selection != Selection::kPercentChange;
  }
  return true;
}

TEST(EvaluatorPropertiesTest, TheSameRecordTwiceChangesNothing) {
  ExpectLaw(
      Law::kSame,
      [](RandomPatient& made, RandomSource&, const Sample&) {
        for (Fact fact : std::vector<Fact>(made.patient.facts)) {
          absl::StrAppend(&fact.id, "-again");
          made.patient.facts.push_back(std::move(fact));
        }
        const auto again = [](auto& list) {
          const auto copy = list;
          list.insert(list.end(), copy.begin(), copy.end());
        };
        again(made.patient.tested_genes);
        again(made.patient.consents);
        again(made.patient.attestations);
        again(made.patient.completeness);
      },
      ToWhatHasNoNumber);
}

TEST(EvaluatorPropertiesTest, NoDefaultIsThatOfUnknown) {
  ExpectLaw(Law::kSame, [](RandomPatient& made, RandomSource&, const Sample&) {
    if (!Assumes(made.options.absence_default)) made.options.absence_default = AbsencePolicy::kInherit;
  });
}

TEST(EvaluatorPropertiesTest, TheRequestsDefaultDecidesOnlyWhatIsOpen) {
  for (const AbsencePolicy policy : {AbsencePolicy::kAssumeAbsent, AbsencePolicy::kAssumePresent}) {
    ExpectLaw(Law::kDefiniteStays, [&](RandomPatient& made, RandomSource&, const Sample&) {
      if (!Assumes(made.options.absence_default)) made.options.absence_default = policy;
    });
  }
}

TEST(EvaluatorPropertiesTest, ACompleteCategoryDecidesOnlyWhatIsOpen) {
  ExpectLaw(Law::kDefiniteStays, [](RandomPatient& made, RandomSource&, const Sample&) {
    if (Assumes(made.options.absence_default)) return;
    const RecordedTime now = *RecordedTime::Parse(
        absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", made.options.as_of.instant, absl::UTCTimeZone()));
    for (int i = 0; i < kFactCategoryCount; ++i) {
      made.patient.completeness.push_back({static_cast<FactCategory>(i), Person{}, std::nullopt, now});
    }
  });
}

// A month of the year, a day of the month, a time of the day, as far as as_of has seen them.
void Refine(std::optional<RecordedTime>& time, const AsOf& as_of, RandomSource& random) {
  if (!time || time->precision() == Precision::kInstant) return;
  const absl::CivilDay today = Today(as_of);
  const DaySpan days = time->Days(as_of);
  const absl::CivilDay last = std::min(days.last, today);
  if (days.first > last) return;
  const absl::CivilDay day =
      days.first + static_cast<int>(random.Below(static_cast<size_t>(last - days.first + 1)));
  std::string text = absl::StrFormat("%04d-%02d", day.year(), day.month());
  if (time->precision() == Precision::kMonth || random.Chance(50)) {
    text = absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
  }
  if (time->precision() == Precision::kDay) {
    const InstantSpan span = time->Instants(as_of);
    const absl::Time latest = std::min(span.latest, as_of.instant);
    const int64_t minutes = absl::ToInt64Minutes(latest - span.earliest);
    const absl::Time at = span.earliest + absl::Minutes(random.Below(static_cast<size_t>(minutes + 1)));
    text = absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", at, absl::UTCTimeZone());
  }
  time = *RecordedTime::Parse(text);
}

// A sharper date may bring a conflict to light, so that a definite truth may become UNKNOWN.
TEST(EvaluatorPropertiesTest, ASharperDateFlipsNothing) {
  ExpectLaw(
      Law::kNeverFlips,
      [](RandomPatient& made, RandomSource& random, const Sample&) {
        const AsOf& as_of = made.options.as_of;
        for (Fact& fact : made.patient.facts) {
          Refine(fact.start, as_of, random);
          const std::optional<RecordedTime> end = fact.end;
          Refine(fact.end, as_of, random);
          const bool turned =
              fact.start && fact.end && fact.start->Days(as_of).last > fact.end->Days(as_of).first;
          if (turned) fact.end = end;
          Refine(fact.recorded_at, as_of, random);
        }
        for (TestedGene& gene : made.patient.tested_genes) Refine(gene.start, as_of, random);
        for (Consent& consent : made.patient.consents) Refine(consent.start, as_of, random);
        if (auto* born = std::get_if<RecordedTime>(&made.patient.birth)) {
          std::optional<RecordedTime> sharper = *born;
          Refine(sharper, as_of, random);
          made.patient.birth = *sharper;
        }
      },
      ToWhatIsKnown);
}

bool IsRefutation(const Fact& fact) {
  return fact.verification == Verification::kRefuted || fact.verification == Verification::kNever;
}

TEST(EvaluatorPropertiesTest, RefutingASuspicionFlipsNothing) {
  ExpectLaw(
      Law::kNeverFlips,
      [](RandomPatient& made, RandomSource&, const Sample&) {
        for (Fact& fact : made.patient.facts) {
          if (fact.verification == Verification::kSuspected) fact.verification = Verification::kRefuted;
        }
      },
      ToWhatIsKnown);
}

TEST(EvaluatorPropertiesTest, ConfirmingASuspicionFlipsNothing) {
  ExpectLaw(
      Law::kNeverFlips,
      [](RandomPatient& made, RandomSource&, const Sample&) {
        std::vector<Fact>& facts = made.patient.facts;
        for (Fact& fact : facts) {
          // A suspicion that a refutation has settled is over; confirming it would be news.
          const bool settled = std::any_of(facts.begin(), facts.end(), [&](const Fact& other) {
            return IsRefutation(other) && other.category == fact.category && other.person == fact.person;
          });
          if (fact.verification == Verification::kSuspected && !settled) {
            fact.verification = Verification::kConfirmed;
          }
        }
      },
      ToWhatIsKnown);
}

TEST(EvaluatorPropertiesTest, RecordingMoreOfAFactFlipsNothing) {
  ExpectLaw(
      Law::kNeverFlips,
      [](RandomPatient& made, RandomSource& random, const Sample& sample) {
        for (Fact& fact : made.patient.facts) {
          if (fact.status == ClinicalStatus::kUnknown && !fact.end) {
            fact.status = random.Pick({ClinicalStatus::kActive, ClinicalStatus::kResolved});
          }
          if (fact.side == Side::kUnspecified) fact.side = random.Pick({Side::kLeft, Side::kRight});
          if (!fact.body_site) fact.body_site = random.Pick(sample.world.terms.sites);
          if (!fact.line_of_therapy) fact.line_of_therapy = random.Between(1, 3);
          if (!fact.response) fact.response = random.Pick(sample.world.terms.responses);
          if (!fact.method) fact.method = random.Pick(sample.world.terms.methods);
          if (fact.grades.empty()) fact.grades.push_back({kGradeScale, random.Pick({"mild", "severe"})});
        }
      },
      ToWhatIsKnown);
}

Criterion Combined(Operator op, std::vector<Criterion> children, int k = 0) {
  Criterion criterion;
  criterion.kind = Combination{op, k, std::move(children)};
  return criterion;
}
Criterion Negated(Criterion criterion) { return Combined(Operator::kNot, {std::move(criterion)}); }

TEST(EvaluatorPropertiesTest, CombinationsObeyTheLawsOfLogic) {
  const RandomWorld world = MakeWorld(TestSeed(), 1, IsSlowBuild() ? 20 : 100);
  RandomSource random(TestSeed());
  RandomTrialMaker maker(random, world.terms);
  for (int i = 0; i < 100; ++i) {
    std::vector<Criterion> children, negated;
    for (int n = random.Between(1, 4); n > 0; --n) {
      children.push_back(maker.MakeCriterion(2));
      negated.push_back(Negated(children.back()));
    }
    const int count = static_cast<int>(children.size());
    const Criterion any = Combined(Operator::kAnyOf, children);
    const Criterion all = Combined(Operator::kAllOf, children);
    const std::pair<Criterion, Criterion> laws[] = {
        {Negated(any), Combined(Operator::kAllOf, negated)},
        {Negated(all), Combined(Operator::kAnyOf, negated)},
        {any, Combined(Operator::kAtLeast, children, 1)},
        {all, Combined(Operator::kAtLeast, children, count)},
        {Negated(Negated(any)), any},
        {Combined(Operator::kIfThen, {any, all}), Combined(Operator::kAnyOf, {Negated(any), all})},
    };
    for (const RandomPatient& made : world.patients) {
      const PatientView view = world.View(made);
      for (size_t law = 0; law < std::size(laws); ++law) {
        ASSERT_EQ(EvaluateCriterion(laws[law].first, "trial-0", view, nullptr),
                  EvaluateCriterion(laws[law].second, "trial-0", view, nullptr))
            << "law " << law;
      }
    }
  }
}

TEST(EvaluatorProperties, TheTruthDoesNotDependOnWhetherAnybodyAsksWhy) {
  const Sample sample = MakeSample(TestSeed());
  for (const RandomPatient& made : sample.world.patients) {
    std::vector<Evidence> why;
    for (const auto& [leaf, trial] : sample.leaves) {
      const Truth explained = EvaluateCriterion(*leaf, *trial, sample.world.View(made), &why);
      ASSERT_EQ(EvaluateCriterion(*leaf, *trial, sample.world.View(made), nullptr), explained);
    }
  }
}

}  // namespace
}  // namespace trialmatch
