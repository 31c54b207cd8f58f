// The corpus repeats, is valid, asks for everything, has the shares that README.md states, and its answers by
// the index are those of the definition.
#include "tests/benchmark/corpus/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "matching/evaluator.h"
#include "tests/benchmark/corpus/corpus_features.h"
#include "tests/benchmark/corpus/corpus_figures.h"
#include "tests/benchmark/corpus_fingerprint.h"
#include "tests/support/match_truths.h"

namespace trialmatch {
namespace {

constexpr uint64_t kSeed = 1;
// A sanitizer's build is slow enough to make fewer.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr size_t kManyTrials = 5'000;
#else
constexpr size_t kManyTrials = 20'000;
#endif

constexpr size_t kManyPatients = 1'000;

// The one place that knows how an index is built.
std::unique_ptr<TrialIndex> BuildIndex(const std::vector<TrialPointer>& trials, const Corpus& corpus) {
  return BuildTrialIndex(trials, *corpus.terminology());
}

// Made once for all tests.
const Corpus& TheCorpus() {
  static const Corpus* const corpus = new Corpus(kSeed);
  return *corpus;
}

template <typename T>
uint64_t Mixed(uint64_t hash, const T& thing) {
  return MixBits(hash ^ FingerprintOf(thing));
}

uint64_t HashOf(const Corpus& corpus) {
  uint64_t hash = 0;
  for (uint64_t n = 0; n < 300; ++n) {
    hash = Mixed(hash, corpus.MakeTrial(n));
    hash = Mixed(hash, corpus.MakeIrrelevantTrial(n));
    hash = Mixed(hash, corpus.MakePatient(n));
  }
  return hash;
}

TEST(CorpusTest, IsTheSameForTheSameSeed) {
  const Corpus again(kSeed);
  EXPECT_EQ(HashOf(again), HashOf(TheCorpus()));
  EXPECT_EQ(again.terminology()->Revision(), TheCorpus().terminology()->Revision());
  EXPECT_NE(HashOf(Corpus(kSeed + 1)), HashOf(TheCorpus()));
}

// Figures of two dates compare only while this holds. Whoever changes the corpus (or the spelling of
// predicate keys, of which this is made) on purpose changes the number.
TEST(CorpusTest, IsTheOneThatPublishedFiguresWereMeasuredOn) {
  EXPECT_EQ(HashOf(TheCorpus()), 8195894206544329552u);
}

TEST(CorpusTest, BeginsAsASmallerOneDoes) {
  const std::vector<TrialPointer> small = TheCorpus().MakeTrials(40), large = MakeCorpusTrials(kSeed, 90);
  ASSERT_EQ(large.size(), 90u);
  for (size_t n = 0; n < small.size(); ++n)
    EXPECT_EQ(FingerprintOf(*small[n]), FingerprintOf(*large[n])) << n;
  std::set<uint64_t> different;
  for (const TrialPointer& trial : large) different.insert(FingerprintOf(*trial));
  EXPECT_EQ(different.size(), large.size());

  const std::vector<CorpusPatient> few = TheCorpus().MakePatients(20), many = MakeCorpusPatients(kSeed, 50);
  for (size_t n = 0; n < few.size(); ++n) EXPECT_EQ(FingerprintOf(few[n]), FingerprintOf(many[n])) << n;
}

// Far from any fixed number of trials too.
TEST(CorpusTest, MakesTheNthTrialAlone) {
  const Corpus& corpus = TheCorpus();
  const uint64_t late = FingerprintOf(corpus.MakeTrial(499'999));
  corpus.MakeTrial(7);
  EXPECT_EQ(FingerprintOf(corpus.MakeTrial(499'999)), late);
  EXPECT_NE(corpus.MakeTrial(499'999).id, corpus.MakeIrrelevantTrial(499'999).id);
}

// What is wrong with the concept sets, scales, units and trees of a criterion.
class Faults {
 public:
  explicit Faults(const Terminology& terminology) : terminology_(terminology) {}

  const std::vector<std::string>& found() const { return found_; }

  void Check(const Trial& trial) {
    for (const Code& code : trial.conditions) If(!terminology_.Has(code), "a label that is no concept");
    If(trial.age.min && trial.age.max && trial.age.min->unit == trial.age.max->unit &&
           trial.age.min->value > trial.age.max->value,
       "ages with nothing between");
    ids_.clear();
    Check(trial.criteria, /*may_be_empty=*/!trial.cohorts.empty());
    for (const Cohort& cohort : trial.cohorts) Check(cohort.criteria, /*may_be_empty=*/true);
    for (const Criterion* leaf : CorpusLeavesOf(trial)) std::visit(*this, leaf->kind);
  }

  void operator()(const FactCriterion& fact) {
    Check(fact.concepts);
    If(fact.subjects.empty(), "nobody's fact");
    if (fact.body_site) Check(*fact.body_site);
    if (fact.response) Check(*fact.response);
    if (fact.dose) If(!ValidateRange(*fact.dose).ok(), "a dose of no amount");
    if (fact.window) Check(*fact.window);
    if (!fact.grade) return;
    for (const std::string& grade : {fact.grade->min, fact.grade->max}) {
      If(!grade.empty() && !terminology_.Rank(fact.grade->scale, grade), "a grade of no scale");
    }
  }
  void operator()(const ObservationCriterion& observation) {
    Check(observation.concepts);
    if (observation.method) Check(*observation.method);
    if (observation.window) Check(*observation.window);
    if (const auto* coded = std::get_if<ConceptSet>(&*observation.expected)) Check(*coded);
    if (const auto* range = std::get_if<QuantityRange>(&*observation.expected)) {
      If(!ValidateRange(*range).ok(), "an empty or unreadable amount");
    }
    if (const auto* range = std::get_if<NormalLimitRange>(&*observation.expected)) {
      If(!range->min && !range->max, "no multiple");
    }
  }
  void operator()(const DoseStabilityCriterion& stable) {
    Check(stable.concepts);
    If(stable.duration.count <= 0, "no time to be stable in");
  }
  void operator()(const RelationCriterion& relation) {
    (*this)(*relation.effect);
    (*this)(*relation.cause);
  }
  void operator()(const ClockCriterion& clock) {
    If(!clock.range.min && !clock.range.max, "a clock without bounds");
  }
  void operator()(const UnstructuredCriterion&) {}
  void operator()(const SexCriterion& sex) { If(sex.sex != Sex::kFemale && sex.sex != Sex::kMale, "no sex"); }
  void operator()(const ConsentCriterion&) {}
  void operator()(const Combination&) {}

 private:
  void If(bool wrong, const char* what) {
    if (wrong) found_.push_back(what);
  }
  void Check(const ConceptSet& set) {
    If(!terminology_.ValidateSet(set).empty(), "a code that is no concept");
  }
  void Check(const AnchoredWindow& window) {
    If(!window.window.start && !window.window.end, "a window without ends");
    if (window.anchor) (*this)(*window.anchor);
  }
  void Check(const CriteriaLists& lists, bool may_be_empty) {
    If(lists.empty() && !may_be_empty, "a trial without criteria");
    for (const auto* list : {&lists.inclusion, &lists.exclusion}) {
      for (const Criterion& criterion : *list) CheckTree(criterion);
    }
  }
  void CheckTree(const Criterion& criterion) {
    If(criterion.id.empty() || !ids_.insert(criterion.id).second, "an id twice");
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) return;
    const size_t count = combination->children.size();
    If(count == 0, "a combination of nothing");
    If(combination->op == Operator::kNot && count != 1, "not more than one");
    If(combination->op == Operator::kIfThen && count != 2, "if without then");
    If(combination->op == Operator::kAtLeast &&
           (combination->k < 1 || combination->k > static_cast<int>(count)),
       "more than all");
    for (const Criterion& child : combination->children) CheckTree(child);
  }

  const Terminology& terminology_;
  std::set<std::string> ids_;
  std::vector<std::string> found_;
};

TEST(CorpusTest, TrialsAreValidAndTheirCodesResolve) {
  const Corpus& corpus = TheCorpus();
  Faults faults(*corpus.terminology());
  for (uint64_t n = 0; n < kManyTrials / 4; ++n) {
    faults.Check(corpus.MakeTrial(n));
    if (n % 8 == 0) faults.Check(corpus.MakeIrrelevantTrial(n));
  }
  EXPECT_THAT(faults.found(), testing::IsEmpty());
}

TEST(CorpusTest, TheIndexAnswersAsTheDefinition) {
  const Corpus& corpus = TheCorpus();
  const std::vector<TrialPointer> trials = corpus.MakeTrials(300);
  const auto index = BuildIndex(trials, corpus);
  const auto plain = BuildPlainIndex(trials);
  std::array<size_t, 3> truths{};
  for (const CorpusPatient& made : corpus.MakePatients(50)) {
    const PatientView view = corpus.View(made);
    const std::vector<Truth> found = MatchTruths(*index, view, trials);
    const std::vector<Truth> defined = MatchTruths(*plain, view, trials);
    ASSERT_EQ(found.size(), trials.size());
    for (size_t t = 0; t < trials.size(); ++t) {
      ASSERT_EQ(found[t], defined[t]) << trials[t]->id;
      ++truths[static_cast<size_t>(found[t])];
    }
  }
  std::printf("%zu false, %zu unknown, %zu true\n", truths[0], truths[1], truths[2]);
  for (const size_t count : truths) EXPECT_GT(count, 20u) << "a truth that hardly occurs is hardly tested";
}

// Made once: the figures of many trials.
const CorpusFigures& TheFigures() {
  static const CorpusFigures* const figures = [] {
    auto* made = new CorpusFigures;
    for (uint64_t n = 0; n < kManyTrials; ++n) made->Add(TheCorpus().MakeTrial(n));
    return made;
  }();
  return *figures;
}

TEST(CorpusTest, EverythingThatACriterionCanAskForOccurs) {
  for (const std::string& feature : AllFeatures())
    EXPECT_GT(TheFigures().ShareOfTrials(feature), 0) << feature;
}

struct ShareBounds {
  const char* feature;
  double low, high;  // of the trials, in per cent
};

// Beside the shares of the real texts in README.md.
TEST(CorpusTest, TheSharesAreThoseOfTheFit) {
  const CorpusFigures& figures = TheFigures();
  for (const ShareBounds& bounds : {ShareBounds{"cohorts", 10, 15},
                                    {"condition", 88, 97},
                                    {"medication", 60, 80},
                                    {"procedure", 45, 60},
                                    {"observation", 58, 72},
                                    {"multiple of a limit", 14, 26},
                                    {"window", 70, 85},
                                    {"reproductive state", 43, 58},
                                    {"performance status", 10, 30},
                                    {"consent", 32, 45},
                                    {"trial participation", 30, 45},
                                    {"sex", 9, 15},
                                    {"age", 85, 95},
                                    {"judgement", 30, 45},
                                    {"unstructured", 55, 75},
                                    {"any of", 35, 50},
                                    {"if-then", 10, 40},
                                    {"at least", 5, 15},
                                    {"grade", 15, 40},
                                    {"allergy", 20, 35}}) {
    const double share = 100 * figures.ShareOfTrials(bounds.feature);
    EXPECT_GE(share, bounds.low) << bounds.feature;
    EXPECT_LE(share, bounds.high) << bounds.feature;
  }
  EXPECT_NEAR(figures.predicates.Mean(), 14.5, 1.5);
  EXPECT_NEAR(figures.labels.Mean(), 1.75, 0.25);
  EXPECT_NEAR(static_cast<double>(figures.inclusion_lines.At(0.5)), 5, 1);
  EXPECT_NEAR(static_cast<double>(figures.exclusion_lines.At(0.5)), 5, 1);
}

TEST(CorpusTest, PredicatesAreSharedAsAtTheSizeOfARegistry) {
  const CorpusFigures& figures = TheFigures();
  // Most that are asked at all are asked at this size: 54,000 or so in 500,000 trials.
  EXPECT_GT(figures.distinct(), kManyTrials == 20'000 ? 28'000u : 14'000u);
  EXPECT_LT(figures.distinct(), kManyTrials == 20'000 ? 37'000u : 24'000u);
  EXPECT_GT(static_cast<double>(figures.shared_uses()), 2.5 * static_cast<double>(figures.distinct()));
}

TEST(CorpusTest, ThePatientInTheMiddleTouchesATwentiethOfTheTrials) {
  const Corpus& corpus = TheCorpus();
  std::vector<std::vector<ConceptId>> aims;
  for (uint64_t n = 0; n < 4'000; ++n) aims.push_back(AimsOf(corpus.MakeTrial(n), *corpus.terminology()));
  std::vector<double> shares;
  for (uint64_t n = 0; n < kManyPatients; ++n) {
    shares.push_back(100 * TouchedShare(corpus.MakePatient(n).patient, aims, *corpus.terminology()));
  }
  std::nth_element(shares.begin(), shares.begin() + static_cast<ptrdiff_t>(shares.size() / 2), shares.end());
  EXPECT_GT(shares[shares.size() / 2], 3.5);
  EXPECT_LT(shares[shares.size() / 2], 6.5);
}

bool IsStrange(const Fact& fact, const Terminology& terminology) { return !terminology.Has(fact.code); }

TEST(CorpusTest, PatientsAreSparseOldYoungAndOnTheBounds) {
  const Corpus& corpus = TheCorpus();
  std::array<size_t, 4> defaults{};
  size_t complete = 0, newborn = 0, old = 0, strange = 0, few = 0, refuted = 0, attested = 0, on_bound = 0;
  for (uint64_t n = 0; n < kManyPatients; ++n) {
    const CorpusPatient made = corpus.MakePatient(n);
    const auto& facts = made.patient.facts;
    ++defaults[static_cast<size_t>(made.options.absence_default)];
    complete += !made.patient.completeness.empty();
    few += facts.size() <= 12;
    attested += !made.patient.attestations.empty();
    strange += std::any_of(facts.begin(), facts.end(),
                           [&](const Fact& fact) { return IsStrange(fact, *corpus.terminology()); });
    refuted += std::any_of(facts.begin(), facts.end(),
                           [](const Fact& fact) { return fact.verification >= Verification::kRefuted; });
    for (const CorpusAnalyte& analyte : corpus.vocabulary().analytes) {
      on_bound += std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
        const auto* quantity = std::get_if<Quantity>(&fact.value);
        return fact.code == analyte.code && quantity != nullptr && quantity->unit == analyte.unit &&
               quantity->value == analyte.Value(analyte.bounds[1]);
      });
    }
    const PatientView view = corpus.View(made);
    if (!view.birth()) continue;
    newborn +=
        EvaluateClock({std::nullopt, ClockBound{28, TimeUnit::kDay}}, *view.birth(), view.as_of()).truth ==
        Truth::kTrue;
    old +=
        EvaluateClock({ClockBound{65, TimeUnit::kYear}, std::nullopt}, *view.birth(), view.as_of()).truth ==
        Truth::kTrue;
  }
  const auto share = [](size_t count) { return 100.0 * static_cast<double>(count) / kManyPatients; };
  for (const size_t count : defaults) EXPECT_GT(share(count), 5);
  EXPECT_NEAR(share(complete), 50, 8);
  EXPECT_GT(share(newborn), 1);
  EXPECT_NEAR(share(old), 24, 6);
  EXPECT_GT(share(few), 5);
  EXPECT_NEAR(share(refuted), 48, 12);
  EXPECT_GT(share(strange), 1);
  EXPECT_LT(share(strange), 6);
  EXPECT_GT(share(attested), 2);
  EXPECT_GT(share(on_bound), 10);
}

// The patient without any fact of the patient's own.
CorpusPatient Bare(const CorpusPatient& made) {
  CorpusPatient bare = made;
  bare.patient.facts.clear();
  bare.patient.tested_genes.clear();
  return bare;
}

TEST(CorpusTest, NoPatientHasWhatIrrelevantTrialsAskFor) {
  const Corpus& corpus = TheCorpus();
  std::vector<Trial> trials;
  for (uint64_t n = 0; n < 300; ++n) trials.push_back(corpus.MakeIrrelevantTrial(n));
  size_t compared = 0;
  for (uint64_t n = 0; n < 40; ++n) {
    const CorpusPatient made = corpus.MakePatient(n);
    const CorpusPatient bare = Bare(made);
    // A code that nobody knows may be anything.
    const auto& facts = made.patient.facts;
    if (std::any_of(facts.begin(), facts.end(),
                    [&](const Fact& fact) { return IsStrange(fact, *corpus.terminology()); })) {
      continue;
    }
    const PatientView view = corpus.View(made), bare_view = corpus.View(bare);
    for (const Trial& trial : trials) {
      for (const Criterion* leaf : CorpusLeavesOf(trial)) {
        ASSERT_EQ(EvaluateCriterion(*leaf, trial.id, view, nullptr),
                  EvaluateCriterion(*leaf, trial.id, bare_view, nullptr))
            << trial.id << " " << leaf->id << " " << FeaturesOf(*leaf)[0] << ", patient " << n;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 100'000u);
}

}  // namespace
}  // namespace trialmatch
