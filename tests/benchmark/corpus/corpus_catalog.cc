#include "tests/benchmark/corpus/corpus_catalog.h"

#include <algorithm>
#include <string>
#include <utility>

#include "domain/builtin_codes.h"
#include "tests/benchmark/corpus/corpus_leaves.h"

namespace trialmatch {
namespace {

// How soon the frequency falls with the rank.
constexpr uint32_t kShift = 12;
constexpr uint32_t kVariantShift = 2;

// More ways to ask for what is asked often.
int VariantsAt(size_t rank, int most) {
  int variants = 1;
  for (size_t edge = 4096; edge >= 64 && variants < most; edge /= 2) variants += rank < edge;
  return variants;
}

FactCriterion BuiltinFact(FactCategory category, std::initializer_list<const char*> codes) {
  FactCriterion fact;
  fact.category = category;
  for (const char* code : codes) fact.concepts.include.push_back({{kBuiltinSystem, code}, true});
  return fact;
}

Criterion Leaf(decltype(Criterion::kind) kind) {
  Criterion leaf;
  leaf.kind = std::move(kind);
  return leaf;
}

Criterion Within(FactCriterion fact, CalendarOffset length) {
  fact.window = AnchoredWindow{WithinTheLast(length), nullptr};
  return Leaf(std::move(fact));
}

Criterion Active(FactCriterion fact) {
  fact.status = FactStatus::kActive;
  return Leaf(std::move(fact));
}

Criterion Score(const char* scale, std::optional<int> min, std::optional<int> max) {
  ObservationCriterion score;
  score.concepts.include = {{{kBuiltinSystem, scale}, true}};
  QuantityRange range{std::nullopt, std::nullopt, kScoreUnit};
  if (min) range.min = Bound{Decimal(*min), false};
  if (max) range.max = Bound{Decimal(*max), false};
  score.expected = range;
  return Leaf(std::move(score));
}

Criterion ClockLeaf(Clock clock, std::optional<ClockBound> min, std::optional<ClockBound> max) {
  return Leaf(ClockCriterion{clock, {min, max}});
}

}  // namespace

// Fills the shelves, each from numbers of its own.
class CatalogMaker {
 public:
  CatalogMaker(uint64_t seed, const CorpusVocabulary& vocabulary, CorpusCatalog& catalog)
      : seed_(seed), vocabulary_(vocabulary), catalog_(catalog) {}

  void Make() {
    AddConcepts(LeafKind::kCondition, vocabulary_.conditions, 4,
                [](CorpusLeafMaker& make, uint32_t id, int variant) { return make.Condition(id, variant); });
    AddConcepts(LeafKind::kMedication, vocabulary_.medications, 7,
                [](CorpusLeafMaker& make, uint32_t id, int variant) { return make.Medication(id, variant); });
    AddConcepts(LeafKind::kProcedure, vocabulary_.procedures, 6,
                [](CorpusLeafMaker& make, uint32_t id, int variant) { return make.Procedure(id, variant); });
    AddOthers(LeafKind::kAllergy, FactCategory::kAllergy, vocabulary_.allergens, 4);
    AddOthers(LeafKind::kVariant, FactCategory::kVariant, vocabulary_.variants, 4);
    AddOthers(LeafKind::kLifestyle, FactCategory::kLifestyle, vocabulary_.lifestyles, 6);
    AddOthers(LeafKind::kAbility, FactCategory::kAbility, vocabulary_.abilities, 2);
    AddOthers(LeafKind::kPlan, FactCategory::kPlan, vocabulary_.plans, 3);
    AddMany(LeafKind::kRelation, 700, [](CorpusLeafMaker& make, bool far) { return make.Relation(far); });
    AddMany(LeafKind::kRelative, 400, [](CorpusLeafMaker& make, bool far) { return make.Relative(far); });
    AddConcepts(
        LeafKind::kDoseStability, vocabulary_.medications, 2,
        [](CorpusLeafMaker& make, uint32_t id, int) { return make.DoseStability(id); }, 400);
    AddStates();
    AddScores();
    AddClocks();
    AddLabs();
    AddRequired();
    for (CorpusCatalog::Shelf& shelf : catalog_.shelves_) Close(shelf);
  }

 private:
  struct Ranked {
    uint64_t key;
    bool far;
    Criterion leaf;
  };

  CorpusRandom RandomFor(uint64_t shelf) const { return CorpusRandom(seed_, CorpusStream::kCatalog, shelf); }
  CorpusCatalog::Shelf& ShelfOf(LeafKind kind) { return catalog_.shelves_[static_cast<size_t>(kind)]; }

  template <typename MakeLeaf>
  void AddConcepts(LeafKind kind, const CorpusHierarchy& hierarchy, int most, MakeLeaf make_leaf,
                   size_t concepts = SIZE_MAX) {
    CorpusRandom random = RandomFor(static_cast<uint64_t>(kind));
    CorpusLeafMaker make(vocabulary_, random);
    std::vector<Ranked> ranked;
    const std::vector<uint32_t>& ids = hierarchy.ByPopularity();
    for (size_t rank = 0; rank < std::min(concepts, ids.size()); ++rank) {
      for (int variant = 0; variant < VariantsAt(rank, most); ++variant) {
        const uint64_t key = (rank + 4) * static_cast<uint64_t>(variant + 1) * (50 + random.Below(100));
        ranked.push_back({key, hierarchy[ids[rank]].far, make_leaf(make, ids[rank], variant)});
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.key < b.key; });
    for (Ranked& entry : ranked) Add(ShelfOf(kind), std::move(entry.leaf), entry.far);
  }

  void AddOthers(LeafKind kind, FactCategory category, const CorpusHierarchy& hierarchy, int most) {
    AddConcepts(kind, hierarchy, most, [&, category](CorpusLeafMaker& make, uint32_t id, int variant) {
      return make.Other(category, hierarchy, id, variant);
    });
  }

  template <typename MakeLeaf>
  void AddMany(LeafKind kind, int count, MakeLeaf make_leaf) {
    CorpusRandom random = RandomFor(static_cast<uint64_t>(kind));
    CorpusLeafMaker make(vocabulary_, random);
    for (int i = 0; i < count; ++i) {
      const bool far = i % 7 == 6;
      Add(ShelfOf(kind), make_leaf(make, far), far);
    }
  }

  void AddStates() {
    using enum FactCategory;
    const auto add = [this](LeafKind kind, Criterion leaf) { Add(ShelfOf(kind), std::move(leaf), false); };
    const auto reproductive = [](std::initializer_list<const char*> codes) {
      return BuiltinFact(kReproductiveState, codes);
    };
    for (const auto& codes :
         {reproductive({"PREGNANT", "LACTATING"}), reproductive({"PREGNANT"}),
          reproductive({"CHILDBEARING_POTENTIAL"}), reproductive({"LACTATING"}),
          reproductive({"EFFECTIVE_CONTRACEPTION"}), reproductive({"HIGHLY_EFFECTIVE_CONTRACEPTION"}),
          reproductive({"POSTMENOPAUSAL"}), reproductive({"SURGICALLY_STERILE", "POSTMENOPAUSAL"})}) {
      add(LeafKind::kReproductive, Active(codes));
    }
    FactCriterion tested = BuiltinFact(kReproductiveState, {"PREGNANT"});
    tested.refutation_freshness = CalendarOffset{7, TimeUnit::kDay};
    add(LeafKind::kReproductive, Active(tested));
    for (const char* setting : {"INPATIENT", "OUTPATIENT", "INTENSIVE_CARE", "EMERGENCY", "LONG_TERM_CARE",
                                "NEONATAL_INTENSIVE_CARE", "HOSPICE"}) {
      add(LeafKind::kCareSetting, Active(BuiltinFact(kCareSetting, {setting})));
      add(LeafKind::kCareSetting, Within(BuiltinFact(kCareSetting, {setting}), {30, TimeUnit::kDay}));
    }
    add(LeafKind::kParticipation, Active(BuiltinFact(kTrialParticipation, {"INTERVENTIONAL"})));
    for (const CalendarOffset& length :
         {CalendarOffset{30, TimeUnit::kDay}, CalendarOffset{4, TimeUnit::kWeek},
          CalendarOffset{3, TimeUnit::kMonth}, CalendarOffset{6, TimeUnit::kMonth},
          CalendarOffset{2, TimeUnit::kWeek}, CalendarOffset{1, TimeUnit::kYear}}) {
      add(LeafKind::kParticipation, Within(BuiltinFact(kTrialParticipation, {"INTERVENTIONAL"}), length));
    }
    add(LeafKind::kParticipation,
        Active(BuiltinFact(kTrialParticipation, {"INTERVENTIONAL", "OBSERVATIONAL"})));
  }

  void AddScores() {
    CorpusCatalog::Shelf& shelf = ShelfOf(LeafKind::kPerformance);
    for (const int most : {2, 1, 3, 0}) Add(shelf, Score("ECOG", std::nullopt, most), false);
    for (const int least : {70, 60, 50, 80, 90}) Add(shelf, Score("KARNOFSKY", least, std::nullopt), false);
    for (const int least : {50, 60, 70}) Add(shelf, Score("LANSKY", least, std::nullopt), false);
    Add(shelf, Score("ECOG", 2, 3), false);
  }

  // Beside the age limits that every record has in its own fields.
  void AddClocks() {
    CorpusCatalog::Shelf& shelf = ShelfOf(LeafKind::kClock);
    const auto weeks = [](int count) { return ClockBound{count, TimeUnit::kWeek}; };
    for (const int years : {18, 65, 60, 12, 50, 40, 75, 80, 21, 16}) {
      Add(shelf, ClockLeaf(Clock::kAge, ClockBound{years, TimeUnit::kYear}, std::nullopt), false);
      Add(shelf, ClockLeaf(Clock::kAge, std::nullopt, ClockBound{years, TimeUnit::kYear}), false);
    }
    for (const int week : {37, 32, 34, 28, 30, 25, 24}) {
      Add(shelf, ClockLeaf(Clock::kGestationalAgeAtBirth, weeks(week), std::nullopt), false);
      Add(shelf, ClockLeaf(Clock::kGestationalAgeAtBirth, std::nullopt, weeks(week)), false);
      Add(shelf, ClockLeaf(Clock::kPregnancyLength, weeks(week - 12), weeks(week)), false);
    }
    for (const int week : {36, 40, 44}) {
      Add(shelf, ClockLeaf(Clock::kPostmenstrualAge, std::nullopt, weeks(week)), false);
      Add(shelf, ClockLeaf(Clock::kPostmenstrualAge, weeks(week - 8), weeks(week)), false);
    }
    for (const int month : {3, 6, 12, 24}) {
      Add(shelf, ClockLeaf(Clock::kCorrectedAge, std::nullopt, ClockBound{month, TimeUnit::kMonth}), false);
    }
  }

  void AddLabs() {
    CorpusRandom random = RandomFor(static_cast<uint64_t>(LeafKind::kLab));
    CorpusLeafMaker make(vocabulary_, random);
    std::vector<uint64_t> weights, far_weights;
    for (const CorpusAnalyte& analyte : vocabulary_.analytes) {
      std::vector<Criterion>& leaves = catalog_.labs_.emplace_back();
      const uint32_t count = analyte.weight >= 40 ? 60 + analyte.weight / 8 : 16;
      for (uint32_t i = 0; i < count; ++i) leaves.push_back(make.Lab(analyte));
      weights.push_back(analyte.weight);
      far_weights.push_back(analyte.far ? analyte.weight : 0);
    }
    catalog_.lab_law_ = WeightedLaw(weights);
    catalog_.far_lab_law_ = WeightedLaw(far_weights);
  }

  void AddRequired() {
    CorpusRandom random = RandomFor(kLeafKinds);
    CorpusLeafMaker make(vocabulary_, random);
    for (uint32_t id = 0; id < vocabulary_.conditions.size(); ++id) {
      std::vector<Criterion>& leaves = catalog_.required_.emplace_back();
      const int variants = random.Chance(250) ? random.Between(2, 4) : 1;
      for (int variant = 0; variant < variants; ++variant) leaves.push_back(make.Required(id, variant));
    }
  }

  void Add(CorpusCatalog::Shelf& shelf, Criterion leaf, bool far) {
    const uint32_t place = static_cast<uint32_t>(shelf.leaves.size());
    shelf.near.push_back(place);
    if (far) shelf.far.push_back(place);
    shelf.leaves.push_back(std::move(leaf));
  }

  void Close(CorpusCatalog::Shelf& shelf) {
    const uint32_t shift = shelf.leaves.size() < 100 ? kVariantShift : kShift;
    shelf.near_law = WeightedLaw::Zipf(shelf.near.size(), shift);
    shelf.far_law = WeightedLaw::Zipf(shelf.far.size(), shift);
  }

  uint64_t seed_;
  const CorpusVocabulary& vocabulary_;
  CorpusCatalog& catalog_;
};

CorpusCatalog::CorpusCatalog(uint64_t seed, const CorpusVocabulary& vocabulary) {
  CatalogMaker(seed, vocabulary, *this).Make();
}

bool CorpusCatalog::HasFar(LeafKind kind) {
  return kind != LeafKind::kReproductive && kind != LeafKind::kCareSetting &&
         kind != LeafKind::kParticipation && kind != LeafKind::kPerformance && kind != LeafKind::kClock;
}

const Criterion& CorpusCatalog::Draw(LeafKind kind, bool far, CorpusRandom& random) const {
  if (kind == LeafKind::kLab) {
    return DrawLab({(far ? far_lab_law_ : lab_law_).Draw(random)}, random);
  }
  const Shelf& shelf = shelves_[static_cast<size_t>(kind)];
  const uint32_t place =
      far ? shelf.far[shelf.far_law.Draw(random)] : shelf.near[shelf.near_law.Draw(random)];
  return shelf.leaves[place];
}

// The smaller of two draws: the first few bounds of an analyte are the usual ones.
const Criterion& CorpusCatalog::DrawLab(const std::vector<uint32_t>& analytes, CorpusRandom& random) const {
  const std::vector<Criterion>& leaves = labs_[random.Pick(analytes)];
  const uint32_t count = static_cast<uint32_t>(leaves.size());
  return leaves[std::min({random.Below(count), random.Below(count), random.Below(count)})];
}

const Criterion& CorpusCatalog::Required(uint32_t condition, CorpusRandom& random) const {
  const std::vector<Criterion>& leaves = required_[condition];
  const uint32_t count = static_cast<uint32_t>(leaves.size());
  return leaves[std::min(random.Below(count), random.Below(count))];
}

size_t CorpusCatalog::size() const {
  size_t all = 0;
  for (const Shelf& shelf : shelves_) all += shelf.leaves.size();
  for (const auto& leaves : labs_) all += leaves.size();
  for (const auto& leaves : required_) all += leaves.size();
  return all;
}

}  // namespace trialmatch
