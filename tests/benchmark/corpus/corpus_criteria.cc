#include "tests/benchmark/corpus/corpus_criteria.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

// How many lines a list has, at every tenth of the trials (measure_registry.py; the longest are cut).
constexpr int kInclusionLines[] = {0, 1, 1, 2, 3, 4, 5, 6, 8, 12, 24};
constexpr int kExclusionLines[] = {0, 0, 1, 2, 4, 5, 6, 8, 10, 14, 26};

int DrawLines(const int (&tenths)[11], CorpusRandom& random) {
  const uint32_t tenth = random.Below(10);
  return random.Between(tenths[tenth], tenths[tenth + 1]);
}

// What a line asks for: weights of the leaf kinds, then of unstructured text, judgement and consent.
using LineWeights = std::array<uint16_t, kLeafKinds + 3>;
constexpr size_t kText = kLeafKinds, kJudgement = kLeafKinds + 1, kConsent = kLeafKinds + 2;

// cond med proc allergy variant repro care part life abil plan lab perf clock rel dose relative | text judge
// consent
constexpr LineWeights kInclusion = {150, 85,  55, 0,  10, 70, 8, 0,   15, 70,
                                    14,  120, 26, 12, 10, 8,  5, 150, 25, 130};
constexpr LineWeights kExclusion = {300, 190, 90, 60, 4,  80, 4, 95,  30, 16,
                                    18,  95,  6,  3,  12, 2,  6, 110, 70, 0};

LineWeights WeightsFor(TrialField field, bool inclusion) {
  LineWeights weights = inclusion ? kInclusion : kExclusion;
  const auto scale = [&](LeafKind kind, int percent) {
    uint16_t& weight = weights[static_cast<size_t>(kind)];
    weight = static_cast<uint16_t>(weight * percent / 100);
  };
  if (field == TrialField::kOncology) {
    scale(LeafKind::kLab, 150);
    scale(LeafKind::kPerformance, 700);
    scale(LeafKind::kVariant, 500);
    scale(LeafKind::kLifestyle, 20);
  } else {
    scale(LeafKind::kVariant, 25);
    scale(LeafKind::kPerformance, 30);
  }
  if (field == TrialField::kSurgery) scale(LeafKind::kProcedure, 250);
  if (field == TrialField::kHealthy) scale(LeafKind::kLifestyle, 300);
  if (field == TrialField::kNewborn) {
    scale(LeafKind::kClock, 2500);
    scale(LeafKind::kReproductive, 0);
    scale(LeafKind::kRelative, 400);
  }
  if (field == TrialField::kObstetrics) scale(LeafKind::kClock, 1200);
  return weights;
}

const WeightedLaw& LawFor(TrialField field, bool inclusion) {
  static const auto* const laws = [] {
    auto* made = new std::array<std::array<WeightedLaw, 2>, 9>;
    for (size_t field = 0; field < made->size(); ++field) {
      for (const bool inclusion : {false, true}) {
        const LineWeights weights = WeightsFor(static_cast<TrialField>(field), inclusion);
        (*made)[field][inclusion] = WeightedLaw({weights.begin(), weights.end()});
      }
    }
    return made;
  }();
  return (*laws)[static_cast<size_t>(field)][inclusion];
}

// Positions in the vocabulary: transaminases, creatinine, platelets, bilirubin, neutrophils, hemoglobin.
const std::vector<std::vector<uint32_t>>& Panel() {
  static const auto* const panel = new std::vector<std::vector<uint32_t>>{{5}, {3}, {7}, {4}, {0, 1}, {2, 6}};
  return *panel;
}

}  // namespace

std::string CorpusTextHash(const std::string& text) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return absl::StrFormat("%015x", MixBits(hash) >> 4);
}

Criterion CorpusCriteriaMaker::Named(Criterion criterion) {
  criterion.id = absl::StrCat("c", ++next_id_);
  return criterion;
}

Criterion CorpusCriteriaMaker::Text(bool judgement, const char* reason) {
  Criterion criterion;
  criterion.text = absl::StrCat(judgement ? "Judgement " : "Text ", random_.Below(1'000'000));
  criterion.text_hash = CorpusTextHash(criterion.text);
  criterion.kind = UnstructuredCriterion{judgement, reason};
  return Named(std::move(criterion));
}

Criterion CorpusCriteriaMaker::Combined(Operator op, std::vector<Criterion> children, int k) {
  children.shrink_to_fit();
  Criterion criterion;
  criterion.kind = Combination{op, k, std::move(children)};
  return Named(std::move(criterion));
}

// The conditions that the trial is for: any of them.
Criterion CorpusCriteriaMaker::RequiredOf(const std::vector<uint32_t>& conditions) {
  std::vector<Criterion> any;
  for (const uint32_t condition : conditions) {
    any.push_back(Named(catalog_.Required(condition, random_)));
    if (any.size() == 4) break;
  }
  if (any.size() == 1) return std::move(any[0]);
  return Combined(Operator::kAnyOf, std::move(any));
}

Criterion CorpusCriteriaMaker::Leaf(Side side) {
  size_t kind = 0;
  do {
    kind = LawFor(field_, side == Side::kInclusion).Draw(random_);
  } while (kind >= kLeafKinds || (far_ && !CorpusCatalog::HasFar(static_cast<LeafKind>(kind))));
  Criterion leaf = Named(catalog_.Draw(static_cast<LeafKind>(kind), far_, random_));
  if (static_cast<LeafKind>(kind) == LeafKind::kAbility) {
    leaf.text = absl::StrCat("Able ", random_.Below(1'000'000));
    leaf.text_hash = CorpusTextHash(leaf.text);
  }
  return leaf;
}

// "If of childbearing potential: effective contraception."
Criterion CorpusCriteriaMaker::Contraception() {
  const auto state = [this](const char* code) {
    FactCriterion fact;
    fact.category = FactCategory::kReproductiveState;
    fact.concepts.include = {{{kBuiltinSystem, code}, true}};
    fact.status = FactStatus::kActive;
    Criterion leaf;
    leaf.kind = std::move(fact);
    return Named(std::move(leaf));
  };
  const bool highly = random_.Chance(300);
  std::vector<Criterion> both;
  both.push_back(state("CHILDBEARING_POTENTIAL"));
  both.push_back(state(highly ? "HIGHLY_EFFECTIVE_CONTRACEPTION" : "EFFECTIVE_CONTRACEPTION"));
  return Combined(Operator::kIfThen, std::move(both));
}

// Lists beneath a line, negations and conditions on conditions.
Criterion CorpusCriteriaMaker::Nested(Side side) {
  std::vector<Criterion> children;
  const auto add = [&](int count) {
    for (int i = 0; i < count; ++i) {
      children.push_back(random_.Chance(60) ? Nested(side) : Leaf(side));
    }
  };
  switch (random_.Weighted({44, 10, 24, 9, 13})) {
    case 0:
      add(static_cast<int>(2 + random_.Weighted({50, 25, 15, 10})));
      return Combined(Operator::kAnyOf, std::move(children));
    case 1:
      add(random_.Between(2, 3));
      return Combined(Operator::kAllOf, std::move(children));
    case 2:
      if (!far_ && random_.Chance(400)) return Contraception();
      add(2);
      return Combined(Operator::kIfThen, std::move(children));
    case 3:
      add(1);
      return Combined(Operator::kNot, std::move(children));
    default: {
      const int count = random_.Between(3, 5);
      add(count);
      return Combined(Operator::kAtLeast, std::move(children), random_.Between(2, count - 1));
    }
  }
}

Criterion CorpusCriteriaMaker::Line(Side side) {
  return random_.Chance(side == Side::kInclusion ? 80 : 60) ? Nested(side) : Leaf(side);
}

// Text, judgement and consent are said once a list, whatever the number of lines that nobody structured.
void CorpusCriteriaMaker::AddLines(Side side, int count, CriteriaLists& lists) {
  std::vector<Criterion>& list = side == Side::kInclusion ? lists.inclusion : lists.exclusion;
  bool text = false, judgement = false, consent = false;
  for (int i = 0; i < count; ++i) {
    const size_t kind = LawFor(field_, side == Side::kInclusion).Draw(random_);
    if (kind < kLeafKinds) list.push_back(Line(side));
    text |= kind == kText;
    judgement |= kind == kJudgement;
    consent |= kind == kConsent;
  }
  if (consent) {
    Criterion given;
    given.kind = ConsentCriterion{random_.Pick(
        {ConsentKind::kInformedConsent, ConsentKind::kInformedConsent, ConsentKind::kInformedConsent,
         ConsentKind::kWillingness,
         field_ == TrialField::kNewborn ? ConsentKind::kInformedConsent : ConsentKind::kAssent})};
    list.push_back(Named(std::move(given)));
  }
  if (judgement) list.push_back(Text(true, ""));
  if (text) list.push_back(Text(false, "not read"));
}

// "Adequate organ function": several bounds in one line.
void CorpusCriteriaMaker::AddLabPanel(CriteriaLists& lists) {
  for (const std::vector<uint32_t>& analytes : Panel()) {
    if (random_.Chance(750)) lists.inclusion.push_back(Named(catalog_.DrawLab(analytes, random_)));
  }
}

CriteriaLists CorpusCriteriaMaker::TrialLists(const std::vector<uint32_t>& conditions) {
  CriteriaLists lists;
  const int lines = DrawLines(kInclusionLines, random_);
  const bool required = field_ != TrialField::kHealthy && random_.Chance(820);
  if (required) lists.inclusion.push_back(RequiredOf(conditions));
  const bool panel = !far_ && field_ == TrialField::kOncology && random_.Chance(550);
  if (panel) AddLabPanel(lists);
  AddLines(Side::kInclusion, std::max(0, lines - required - (panel ? 2 : 0)), lists);
  AddLines(Side::kExclusion, DrawLines(kExclusionLines, random_), lists);
  lists.inclusion.shrink_to_fit();
  lists.exclusion.shrink_to_fit();
  return lists;
}

CriteriaLists CorpusCriteriaMaker::CohortLists(uint32_t condition) {
  CriteriaLists lists;
  if (random_.Chance(100)) return lists;
  if (random_.Chance(500)) lists.inclusion.push_back(RequiredOf({condition}));
  AddLines(Side::kInclusion, random_.Between(0, 3), lists);
  AddLines(Side::kExclusion, random_.Between(0, 2), lists);
  lists.inclusion.shrink_to_fit();
  lists.exclusion.shrink_to_fit();
  return lists;
}

}  // namespace trialmatch
