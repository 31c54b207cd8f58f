#include "tests/benchmark/corpus/corpus_leaves.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace trialmatch {
namespace {

struct WeightedLength {
  CalendarOffset length;
  uint32_t weight;
};

// The windows of the real texts (measure_registry.py), in tenths of a per cent.
constexpr WeightedLength kLengths[] = {
    {{6, TimeUnit::kMonth}, 125}, {{4, TimeUnit::kWeek}, 120}, {{3, TimeUnit::kMonth}, 110},
    {{30, TimeUnit::kDay}, 71},   {{2, TimeUnit::kWeek}, 53},  {{5, TimeUnit::kYear}, 43},
    {{12, TimeUnit::kMonth}, 37}, {{14, TimeUnit::kDay}, 34},  {{28, TimeUnit::kDay}, 29},
    {{1, TimeUnit::kMonth}, 28},  {{7, TimeUnit::kDay}, 28},   {{1, TimeUnit::kYear}, 25},
    {{3, TimeUnit::kWeek}, 25},   {{12, TimeUnit::kWeek}, 24}, {{6, TimeUnit::kWeek}, 22},
    {{2, TimeUnit::kMonth}, 21},  {{2, TimeUnit::kYear}, 20},  {{8, TimeUnit::kWeek}, 18},
    {{1, TimeUnit::kWeek}, 16},   {{90, TimeUnit::kDay}, 16},  {{3, TimeUnit::kYear}, 13},
    {{24, TimeUnit::kHour}, 12},  {{60, TimeUnit::kDay}, 10},  {{4, TimeUnit::kMonth}, 10},
    {{48, TimeUnit::kHour}, 8},   {{10, TimeUnit::kYear}, 8},  {{21, TimeUnit::kDay}, 8}};

AnchoredWindow Anchored(TimeWindow window) { return {window, nullptr}; }

}  // namespace

CalendarOffset PickWindowLength(CorpusRandom& random) {
  static const WeightedLaw* const law = [] {
    std::vector<uint64_t> weights;
    for (const WeightedLength& length : kLengths) weights.push_back(length.weight);
    return new WeightedLaw(weights);
  }();
  return kLengths[law->Draw(random)].length;
}

TimeWindow WithinTheLast(const CalendarOffset& length) {
  return {CalendarOffset{-length.count, length.unit}, CalendarOffset{0, TimeUnit::kDay}, AnchorPoint::kStart};
}

// A few authors say what a missing fact means.
Criterion CorpusLeafMaker::Wrap(FactCriterion fact) {
  Criterion leaf;
  leaf.kind = std::move(fact);
  if (random_.Chance(40)) {
    leaf.absence_policy = random_.Pick({AbsencePolicy::kUnknown, AbsencePolicy::kAssumeAbsent,
                                        AbsencePolicy::kAssumeAbsent, AbsencePolicy::kAssumePresent});
  }
  return leaf;
}

uint32_t CorpusLeafMaker::Another(const CorpusHierarchy& hierarchy, bool far) {
  const std::vector<uint32_t>& ids = far ? hierarchy.Far() : hierarchy.ByPopularity();
  return ids[random_.Below(std::min<uint32_t>(600, static_cast<uint32_t>(ids.size())))];
}

// The concept and `more` of its neighbours in the hierarchy or of popular ones.
ConceptSet CorpusLeafMaker::SetOf(const CorpusHierarchy& hierarchy, uint32_t id, int more) {
  ConceptSet set;
  const auto add = [&](uint32_t member) {
    const ConceptEntry entry{hierarchy[member].code, !random_.Chance(60)};
    if (std::find(set.include.begin(), set.include.end(), entry) == set.include.end())
      set.include.push_back(entry);
  };
  add(id);
  for (int i = 0; i < more; ++i) {
    const std::vector<uint32_t>& parents = hierarchy[id].parents;
    add(parents.empty() || random_.Chance(400) ? Another(hierarchy, hierarchy[id].far)
                                               : random_.Pick(hierarchy[parents[0]].children));
  }
  set.include.shrink_to_fit();
  return set;
}

FactCriterion CorpusLeafMaker::Plain(FactCategory category, const CorpusHierarchy& hierarchy, uint32_t id) {
  FactCriterion fact;
  fact.category = category;
  fact.concepts.include = {{hierarchy[id].code, true}};
  return fact;
}

// "Within 4 weeks after surgery."
AnchoredWindow CorpusLeafMaker::After(bool far) {
  const bool procedure = random_.Chance(600);
  const CorpusHierarchy& hierarchy = procedure ? vocabulary_.procedures : vocabulary_.conditions;
  AnchoredWindow after;
  after.anchor = std::make_shared<FactCriterion>(Plain(
      procedure ? FactCategory::kProcedure : FactCategory::kCondition, hierarchy, Another(hierarchy, far)));
  after.window = {CalendarOffset{0, TimeUnit::kDay}, PickWindowLength(random_),
                  random_.Chance(300) ? AnchorPoint::kEnd : AnchorPoint::kStart};
  return after;
}

// What is rarely asked, of conditions and procedures.
void CorpusLeafMaker::Details(FactCriterion& fact, bool far) {
  switch (random_.Weighted({30, 20, 30, 20})) {
    case 0:
      fact.body_site = ConceptSet{{{vocabulary_.sites[Another(vocabulary_.sites, far)].code, true}}, {}};
      break;
    case 1:
      fact.side = random_.Pick({Side::kLeft, Side::kRight, Side::kBilateral});
      break;
    case 2:
      fact.occurrences = {random_.Between(2, 4), std::nullopt};
      fact.window = Anchored(WithinTheLast({random_.Pick({6, 12}), TimeUnit::kMonth}));
      break;
    default:
      fact.window = After(far);
  }
}

Criterion CorpusLeafMaker::Condition(uint32_t id, int variant) {
  const CorpusHierarchy& all = vocabulary_.conditions;
  FactCriterion fact = Plain(FactCategory::kCondition, all, id);
  const CorpusScale& scale = vocabulary_.ScaleOf(id);
  const std::vector<uint32_t>& children = all[id].children;
  switch (variant == 0 ? 0 : random_.Weighted({3, 22, 22, 20, 28, 12, 4, 2})) {
    case 0:
      break;
    case 1:
      fact.status = random_.Chance(900) ? FactStatus::kActive : FactStatus::kResolved;
      break;
    case 2:
      fact.window = Anchored(WithinTheLast(PickWindowLength(random_)));
      break;
    case 3:
      fact.status = FactStatus::kActive;
      fact.grade = GradeRange{scale.name, random_.Pick(scale.grades), ""};
      break;
    case 4:  // "cancer, except of the skin, within the last 5 years"
      if (!children.empty()) fact.concepts.exclude = {{all[random_.Pick(children)].code, true}};
      fact.window = Anchored(WithinTheLast({random_.Pick({2, 3, 5}), TimeUnit::kYear}));
      break;
    case 5:
      fact.concepts = SetOf(all, id, random_.Between(1, 3));
      break;
    case 6:
      Details(fact, all[id].far);
      break;
    default:
      fact.refutation_freshness = PickWindowLength(random_);
  }
  return Wrap(std::move(fact));
}

Criterion CorpusLeafMaker::Required(uint32_t condition, int variant) {
  FactCriterion fact = Plain(FactCategory::kCondition, vocabulary_.conditions, condition);
  const CorpusScale& scale = vocabulary_.ScaleOf(condition);
  switch (variant == 0 ? 0 : random_.Weighted({0, 40, 25, 20, 15})) {
    case 0:
      break;
    case 1:
      fact.status = FactStatus::kActive;
      break;
    case 2: {
      fact.status = FactStatus::kActive;
      const size_t low = random_.Below(static_cast<uint32_t>(scale.grades.size() - 1));
      fact.grade = GradeRange{scale.name, scale.grades[low],
                              random_.Chance(500) ? std::string() : scale.grades[low + 1]};
      break;
    }
    case 3:
      fact.concepts = SetOf(vocabulary_.conditions, condition, random_.Between(1, 2));
      break;
    default:  // "diagnosed at least 6 months ago", "newly diagnosed"
      fact.window =
          Anchored(random_.Chance(500)
                       ? TimeWindow{std::nullopt, CalendarOffset{-random_.Pick({3, 6, 12}), TimeUnit::kMonth},
                                    AnchorPoint::kStart}
                       : WithinTheLast(PickWindowLength(random_)));
  }
  Criterion leaf = Wrap(std::move(fact));
  if (leaf.absence_policy == AbsencePolicy::kAssumePresent) leaf.absence_policy = AbsencePolicy::kInherit;
  return leaf;
}

QuantityRange CorpusLeafMaker::Dose() {
  QuantityRange dose{std::nullopt, std::nullopt, "mg/d"};
  const Bound bound{Decimal(random_.Pick({5, 7, 10, 20, 40, 50, 100, 500, 1000, 1500, 2000})),
                    random_.Chance(300)};
  (random_.Chance(600) ? dose.min : dose.max) = bound;
  return dose;
}

Criterion CorpusLeafMaker::Medication(uint32_t id, int variant) {
  const CorpusHierarchy& all = vocabulary_.medications;
  FactCriterion fact = Plain(FactCategory::kMedication, all, id);
  switch (random_.Weighted({variant == 0 ? 30 : 12, 28, 36, variant == 0 ? 0 : 4, variant == 0 ? 0 : 5,
                            variant == 0 ? 0 : 3, variant == 0 ? 0 : 12})) {
    case 0:
      break;
    case 1:
      fact.status = FactStatus::kActive;
      break;
    case 2:
      fact.window = Anchored(WithinTheLast(PickWindowLength(random_)));
      break;
    case 3:
      fact.status = FactStatus::kActive;
      fact.dose = Dose();
      break;
    case 4:
      fact.line_of_therapy = CountRange{random_.Between(1, 3), std::nullopt};
      break;
    case 5:
      fact.response = ConceptSet{{{random_.Pick(vocabulary_.responses), true}}, {}};
      break;
    default:
      fact.concepts = SetOf(all, id, random_.Between(1, 3));
      if (random_.Chance(700)) fact.window = Anchored(WithinTheLast(PickWindowLength(random_)));
  }
  return Wrap(std::move(fact));
}

Criterion CorpusLeafMaker::Procedure(uint32_t id, int variant) {
  const CorpusHierarchy& all = vocabulary_.procedures;
  FactCriterion fact = Plain(FactCategory::kProcedure, all, id);
  switch (variant == 0 ? 0 : random_.Weighted({5, 60, 15, 20})) {
    case 0:
      break;
    case 1:
      fact.window = Anchored(WithinTheLast(PickWindowLength(random_)));
      break;
    case 2:
      fact.concepts = SetOf(all, id, random_.Between(1, 3));
      break;
    default:
      Details(fact, all[id].far);
  }
  return Wrap(std::move(fact));
}

Criterion CorpusLeafMaker::Other(FactCategory category, const CorpusHierarchy& hierarchy, uint32_t id,
                                 int variant) {
  FactCriterion fact = Plain(category, hierarchy, id);
  if (category == FactCategory::kAbility || category == FactCategory::kPlan)
    fact.status = FactStatus::kActive;
  if (variant > 0 && category == FactCategory::kLifestyle) {
    fact.window = Anchored(WithinTheLast(PickWindowLength(random_)));
  } else if (variant > 0) {
    fact.concepts = SetOf(hierarchy, id, random_.Between(1, 3));
  }
  return Wrap(std::move(fact));
}

}  // namespace trialmatch
