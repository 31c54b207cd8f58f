#include "tests/support/random_trial.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

constexpr FactCategory kCategories[] = {FactCategory::kCondition,   FactCategory::kProcedure,
                                        FactCategory::kMedication,  FactCategory::kAllergy,
                                        FactCategory::kVariant,     FactCategory::kReproductiveState,
                                        FactCategory::kCareSetting, FactCategory::kTrialParticipation,
                                        FactCategory::kLifestyle,   FactCategory::kAbility,
                                        FactCategory::kPlan};
constexpr int kCategoryCount = static_cast<int>(std::size(kCategories));
const char* const kCategoryNames[] = {
    "condition",          "observation",  "procedure",     "medication", "allergy", "variant",
    "reproductive state", "care setting", "participation", "lifestyle",  "ability", "plan"};

Decimal Tenths(int tenths) { return AmountIn(tenths, ""); }

void Collect(const Criterion& criterion, std::vector<const Criterion*>& leaves) {
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) {
    leaves.push_back(&criterion);
    return;
  }
  for (const Criterion& child : combination->children) Collect(child, leaves);
}

void Collect(const CriteriaLists& lists, std::vector<const Criterion*>& leaves) {
  for (const Criterion& criterion : lists.inclusion) Collect(criterion, leaves);
  for (const Criterion& criterion : lists.exclusion) Collect(criterion, leaves);
}

}  // namespace

ConceptSet RandomTrialMaker::Concepts(const std::vector<Code>& codes) {
  ConceptSet set;
  for (int i = random_.Between(1, 2); i > 0; --i) {
    set.include.push_back({random_.Pick(codes), random_.Chance(75)});
  }
  if (random_.Chance(20)) set.exclude.push_back({random_.Pick(codes), random_.Chance(75)});
  if (random_.Chance(1)) set.include.push_back({Code{"urn:a", "not-loaded"}, true});
  return set;
}

Subjects RandomTrialMaker::AnySubjects(FactCategory category) {
  const bool of_relatives = category == FactCategory::kCondition || category == FactCategory::kProcedure ||
                            category == FactCategory::kMedication || category == FactCategory::kVariant ||
                            category == FactCategory::kLifestyle || category == FactCategory::kObservation;
  if (!of_relatives || random_.Chance(75)) return {Subject::kPatient};
  return random_.Pick<Subjects>({{Subject::kMother},
                                 {Subject::kMother, Subject::kFather},
                                 {Subject::kSibling},
                                 {Subject::kSibling, Subject::kMother}});
}

TimeWindow RandomTrialMaker::Window() {
  TimeWindow window;
  const auto back = [&](const CalendarOffset& length) { return CalendarOffset{-length.count, length.unit}; };
  switch (random_.Below(4)) {
    case 0:  // the last ...
      window.start = back(random_.Pick(Lengths()));
      window.end = CalendarOffset{0, TimeUnit::kDay};
      break;
    case 1:  // more than ... ago
      window.end = back(random_.Pick(Lengths()));
      break;
    case 2:  // from now, or from the anchor, on
      window.start = CalendarOffset{0, TimeUnit::kDay};
      window.end = random_.Pick(Lengths());
      break;
    default:
      window.start = back(random_.Pick(Lengths()));
  }
  return window;
}

AnchoredWindow RandomTrialMaker::AnyWindow(const Subjects& subjects) {
  AnchoredWindow window{Window(), nullptr};
  if (!random_.Chance(25)) return window;
  const FactCategory category =
      random_.Pick({FactCategory::kCondition, FactCategory::kProcedure, FactCategory::kMedication});
  window.anchor = std::make_shared<FactCriterion>(Fact(category, subjects, /*may_anchor=*/false));
  window.window.anchor_point = random_.Pick({AnchorPoint::kStart, AnchorPoint::kEnd});
  return window;
}

CountRange RandomTrialMaker::Counts(int low, int high) {
  CountRange range;
  const int min = random_.Between(low, high);
  if (random_.Chance(75)) range.min = min;
  if (!range.min || random_.Chance(40)) range.max = random_.Between(min, high);
  return range;
}

QuantityRange RandomTrialMaker::Amounts(const std::vector<std::string>& units) {
  QuantityRange range;
  range.unit = random_.Pick(units);
  const int low = random_.Pick(trialmatch::Amounts());
  const int high = random_.Pick(trialmatch::Amounts());
  const bool between = low < high && random_.Chance(40);
  const bool exclusive = random_.Chance(25);
  if (between || random_.Chance(50)) range.min = Bound{AmountIn(low, range.unit), exclusive};
  if (between || !range.min) range.max = Bound{AmountIn(high, range.unit), random_.Chance(25)};
  return range;
}

ClockRange RandomTrialMaker::Clocks(const std::vector<ClockBound>& bounds) {
  // The lists of bounds ascend.
  const size_t low = random_.Below(bounds.size());
  ClockRange range;
  if (random_.Chance(60)) range.min = bounds[low];
  if (!range.min || random_.Chance(50)) range.max = bounds[low + random_.Below(bounds.size() - low)];
  if (range.min && !range.max && random_.Chance(20)) range.min->exclusive = true;
  if (range.max && !range.min && random_.Chance(20)) range.max->exclusive = true;
  return range;
}

FactCriterion RandomTrialMaker::Fact(FactCategory category, Subjects subjects, bool may_anchor) {
  FactCriterion fact;
  fact.category = category;
  fact.subjects = std::move(subjects);
  fact.concepts = Concepts(terms_.Of(category));
  if (random_.Chance(40)) fact.status = random_.Pick({FactStatus::kActive, FactStatus::kResolved});
  if (random_.Chance(35)) {
    fact.window = may_anchor ? AnyWindow(fact.subjects) : AnchoredWindow{Window(), nullptr};
  }
  if (random_.Chance(15)) fact.occurrences = Counts(0, 3);
  if (random_.Chance(20)) fact.refutation_freshness = random_.Pick(Lengths());
  if (category == FactCategory::kCondition || category == FactCategory::kAllergy) {
    if (random_.Chance(20)) {
      fact.grade = GradeRange{kGradeScale, random_.Pick({"", "moderate", "serious"}),
                              random_.Pick({"", "severe", "severe", "life-threatening"})};
    }
  }
  if (category == FactCategory::kCondition || category == FactCategory::kProcedure) {
    if (random_.Chance(12)) fact.body_site = Concepts(terms_.sites);
    if (random_.Chance(12)) fact.side = random_.Pick({Side::kLeft, Side::kRight, Side::kBilateral});
  }
  if (category == FactCategory::kMedication) {
    if (random_.Chance(20)) fact.dose = Amounts({"mg/d", "g/d"});
    if (random_.Chance(15)) fact.line_of_therapy = Counts(1, 3);
    if (random_.Chance(12)) fact.response = Concepts(terms_.responses);
  }
  if (category == FactCategory::kTrialParticipation && random_.Chance(30)) {
    fact.trial = std::string(random_.Pick({"other-1", "other-2"}));
  }
  return fact;
}

ObservationCriterion RandomTrialMaker::Observation() {
  ObservationCriterion observation;
  const std::vector<Code>& measured = terms_.Of(FactCategory::kObservation);
  observation.subjects = AnySubjects(FactCategory::kObservation);
  const Code& code = random_.Pick(measured);
  observation.concepts.include = {{code, random_.Chance(75)}};
  observation.selection =
      random_.Pick({Selection::kLatest, Selection::kLatest, Selection::kAny, Selection::kAll,
                    Selection::kMinimum, Selection::kMaximum, Selection::kChange, Selection::kPercentChange});
  const bool change =
      observation.selection == Selection::kChange || observation.selection == Selection::kPercentChange;
  if (code == measured[0] && !change) {
    observation.expected = Concepts(terms_.results);
    if (observation.selection == Selection::kMinimum) observation.selection = Selection::kAll;
    if (observation.selection == Selection::kMaximum) observation.selection = Selection::kAny;
  } else if (observation.selection == Selection::kPercentChange) {
    QuantityRange percent{std::nullopt, Bound{Decimal(random_.Pick({-20, 0, 25, 100}))}, "%"};
    if (random_.Chance(40)) std::swap(percent.min, percent.max);
    observation.expected = percent;
  } else if (!change && random_.Chance(30)) {
    NormalLimitRange range{random_.Pick({NormalLimitSide::kUpper, NormalLimitSide::kLower}), std::nullopt,
                           Bound{Tenths(random_.Pick({5, 10, 20})), random_.Chance(25)}};
    if (random_.Chance(40)) std::swap(range.min, range.max);
    observation.expected = range;
  } else {
    observation.expected = Amounts(UnitsOf(terms_, code));
  }
  if (random_.Chance(40)) observation.window = AnyWindow(observation.subjects);
  if (random_.Chance(15)) observation.method = Concepts(terms_.methods);
  return observation;
}

RelationCriterion RandomTrialMaker::Relation() {
  const auto side = [&] {
    const FactCategory category =
        random_.Pick({FactCategory::kCondition, FactCategory::kProcedure, FactCategory::kMedication});
    FactCriterion fact = Fact(category, {Subject::kPatient}, random_.Chance(20));
    if (random_.Chance(10)) return fact;
    // Two facts that ask for much are hardly ever both there.
    FactCriterion plain;
    plain.category = category;
    plain.concepts.include = {{random_.Pick(terms_.Of(category)), true}};
    return plain;
  };
  return RelationCriterion{random_.Pick({LinkKind::kCausedBy, LinkKind::kAfter}), side(), side()};
}

decltype(Criterion::kind) RandomTrialMaker::LeafKind() {
  switch (const int kind = random_.Between(0, kCategoryCount + 10); kind - kCategoryCount) {
    case 0:
      return ClockCriterion{Clock::kAge, Clocks(Ages())};
    case 1:
      return ClockCriterion{random_.Pick({Clock::kPostmenstrualAge, Clock::kCorrectedAge}), Clocks(Ages())};
    case 2:
      return ClockCriterion{random_.Pick({Clock::kGestationalAgeAtBirth, Clock::kPregnancyLength}),
                            Clocks(Gestations())};
    case 3:
      return SexCriterion{random_.Pick({Sex::kFemale, Sex::kMale}),
                          random_.Pick({SexAttribute::kSexAtBirth, SexAttribute::kSexAtBirth,
                                        SexAttribute::kAdministrativeGender, SexAttribute::kGenderIdentity})};
    case 4:
    case 5:
    case 6:
      return Observation();
    case 7: {
      CalendarOffset duration = random_.Pick(Lengths());
      duration.count = std::max<int64_t>(duration.count, 1);
      return DoseStabilityCriterion{Concepts(terms_.Of(FactCategory::kMedication)), duration};
    }
    case 8:
      return Relation();
    case 9:
      return ConsentCriterion{
          random_.Pick({ConsentKind::kInformedConsent, ConsentKind::kAssent, ConsentKind::kWillingness})};
    case 10:
      return UnstructuredCriterion{random_.Chance(50), ""};
    default:
      return Fact(kCategories[kind], AnySubjects(kCategories[kind]), /*may_anchor=*/true);
  }
}

Criterion RandomTrialMaker::Wrap(decltype(Criterion::kind) kind) {
  Criterion criterion;
  criterion.id = absl::StrCat("criterion-", next_id_++);
  criterion.text = absl::StrCat("Text of ", criterion.id);
  criterion.text_hash = absl::StrCat("hash-", random_.Below(2));
  criterion.kind = std::move(kind);
  return criterion;
}

// The same question in other words, as another trial would ask it.
Criterion RandomTrialMaker::Respelled(Criterion leaf) {
  if (auto* fact = std::get_if<FactCriterion>(&leaf.kind)) {
    random_.Shuffle(fact->concepts.include);
    std::vector<Subject> subjects(fact->subjects.begin(), fact->subjects.end());
    random_.Shuffle(subjects);
    fact->subjects.assign(subjects.begin(), subjects.end());
    if (fact->window && fact->window->window.start == CalendarOffset{-1, TimeUnit::kYear}) {
      fact->window->window.start = CalendarOffset{-12, TimeUnit::kMonth};
    }
    if (random_.Chance(30)) fact->concepts.include.push_back(fact->concepts.include[0]);
  }
  return leaf;
}

Criterion RandomTrialMaker::MakeLeaf() {
  const bool again = !made_.empty() && random_.Chance(25);
  if (again) {
    Criterion leaf = Respelled(random_.Pick(made_));
    const AbsencePolicy policy = leaf.absence_policy;
    leaf = Wrap(std::move(leaf.kind));
    leaf.absence_policy = policy;
    return leaf;
  }
  Criterion leaf = Wrap(LeafKind());
  const bool takes_policy = std::holds_alternative<FactCriterion>(leaf.kind) ||
                            std::holds_alternative<ObservationCriterion>(leaf.kind) ||
                            std::holds_alternative<DoseStabilityCriterion>(leaf.kind) ||
                            std::holds_alternative<RelationCriterion>(leaf.kind);
  if (takes_policy && random_.Chance(20)) {
    leaf.absence_policy =
        random_.Pick({AbsencePolicy::kUnknown, AbsencePolicy::kAssumeAbsent, AbsencePolicy::kAssumePresent});
  }
  made_.push_back(leaf);
  return leaf;
}

Criterion RandomTrialMaker::MakeCombination(int depth) {
  Combination combination;
  combination.op = random_.Pick(
      {Operator::kAllOf, Operator::kAnyOf, Operator::kNot, Operator::kIfThen, Operator::kAtLeast});
  int children = random_.Between(1, 4);
  if (combination.op == Operator::kNot) children = 1;
  if (combination.op == Operator::kIfThen) children = 2;
  if (combination.op == Operator::kAtLeast) combination.k = random_.Between(1, children);
  for (int i = 0; i < children; ++i) combination.children.push_back(MakeCriterion(depth - 1));
  return Wrap(std::move(combination));
}

Criterion RandomTrialMaker::MakeCriterion(int depth) {
  return depth > 0 && random_.Chance(depth == 4 ? 30 : 45) ? MakeCombination(depth) : MakeLeaf();
}

CriteriaLists RandomTrialMaker::MakeLists(int least, int most) {
  CriteriaLists lists;
  for (int i = random_.Between(least, most); i > 0; --i) {
    (random_.Chance(60) ? lists.inclusion : lists.exclusion).push_back(MakeCriterion(4));
  }
  return lists;
}

Trial RandomTrialMaker::Make(std::string id) {
  Trial trial;
  trial.id = std::move(id);
  const int cohorts = random_.Chance(35) ? random_.Between(1, 3) : 0;
  trial.criteria = MakeLists(cohorts > 0 ? 0 : 1, 3);
  for (int i = 0; i < cohorts; ++i) {
    Cohort cohort;
    cohort.id = absl::StrCat("cohort-", i);
    cohort.criteria = MakeLists(0, 2);
    trial.cohorts.push_back(std::move(cohort));
  }
  return trial;
}

std::string LeafKindName(const Criterion& leaf) {
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) {
    return kCategoryNames[static_cast<int>(fact->category)];
  }
  if (const auto* clock = std::get_if<ClockCriterion>(&leaf.kind)) {
    constexpr const char* kClocks[] = {"age", "gestational age", "postmenstrual age", "corrected age",
                                       "length of pregnancy"};
    return kClocks[static_cast<int>(clock->clock)];
  }
  constexpr const char* kKinds[] = {"combination", "clock",    "sex",     "fact",        "observation",
                                    "stable dose", "relation", "consent", "unstructured"};
  return kKinds[leaf.kind.index()];
}

std::vector<const Criterion*> LeavesOf(const Trial& trial) {
  std::vector<const Criterion*> leaves;
  Collect(trial.criteria, leaves);
  for (const Cohort& cohort : trial.cohorts) Collect(cohort.criteria, leaves);
  return leaves;
}

}  // namespace trialmatch
