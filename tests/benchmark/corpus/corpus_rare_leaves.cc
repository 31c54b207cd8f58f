// Measurements, relations, stable doses and relatives.
#include <utility>

#include "tests/benchmark/corpus/corpus_leaves.h"

namespace trialmatch {

Criterion CorpusLeafMaker::Relation(bool far) {
  RelationCriterion relation;
  relation.kind = random_.Chance(600) ? LinkKind::kCausedBy : LinkKind::kAfter;
  relation.effect =
      Plain(FactCategory::kCondition, vocabulary_.conditions, Another(vocabulary_.conditions, far));
  switch (random_.Weighted({50, 25, 25})) {
    case 0:
      relation.cause =
          Plain(FactCategory::kCondition, vocabulary_.conditions, Another(vocabulary_.conditions, far));
      break;
    case 1:
      relation.cause =
          Plain(FactCategory::kProcedure, vocabulary_.procedures, Another(vocabulary_.procedures, far));
      break;
    default:
      relation.cause =
          Plain(FactCategory::kMedication, vocabulary_.medications, Another(vocabulary_.medications, far));
  }
  Criterion leaf;
  leaf.kind = std::move(relation);
  return leaf;
}

Criterion CorpusLeafMaker::DoseStability(uint32_t medication) {
  Criterion leaf;
  leaf.kind = DoseStabilityCriterion{SetOf(vocabulary_.medications, medication, random_.Chance(200) ? 1 : 0),
                                     PickWindowLength(random_)};
  return leaf;
}

Criterion CorpusLeafMaker::Relative(bool far) {
  const bool variant = random_.Chance(200);
  const CorpusHierarchy& hierarchy = variant ? vocabulary_.variants : vocabulary_.conditions;
  FactCriterion fact =
      Plain(variant ? FactCategory::kVariant : FactCategory::kCondition, hierarchy, Another(hierarchy, far));
  switch (random_.Weighted({35, 15, 15, 35})) {
    case 0:
      fact.subjects = {Subject::kMother};
      break;
    case 1:
      fact.subjects = {Subject::kMother, Subject::kFather};
      break;
    case 2:
      fact.subjects = {Subject::kSibling};
      break;
    default:
      fact.subjects = {Subject::kMother, Subject::kFather, Subject::kSibling, Subject::kChild};
  }
  return Wrap(std::move(fact));
}

// One bound, or two with the first below the second.
QuantityRange CorpusLeafMaker::Amounts(const CorpusAnalyte& analyte) {
  const auto amount = [&](int64_t scaled) { return Bound{analyte.Value(scaled), random_.Chance(350)}; };
  QuantityRange range{std::nullopt, std::nullopt, analyte.unit};
  const std::vector<int64_t>& bounds = analyte.bounds;
  const uint32_t first = random_.Below(static_cast<uint32_t>(bounds.size()));
  const bool between = first + 1 < bounds.size() && random_.Chance(150);
  if (between) {
    range.min = amount(bounds[first]);
    range.max = amount(bounds[first + 1 + random_.Below(static_cast<uint32_t>(bounds.size() - first - 1))]);
  } else {
    (random_.Chance(500) ? range.min : range.max) = amount(bounds[first]);
  }
  return range;
}

NormalLimitRange CorpusLeafMaker::Multiples() {
  NormalLimitRange range;
  // Tenths, as often as the real texts name them.
  constexpr int kTenths[] = {15, 25, 20, 30, 50, 40, 10};
  const Bound bound{ScaledDecimal(kTenths[random_.Weighted({32, 19, 16, 14, 13, 2, 4})], 1),
                    random_.Chance(350)};
  if (random_.Chance(30)) {
    range.side = NormalLimitSide::kLower;
    range.min = Bound{Decimal(1), false};
  } else {
    (random_.Chance(700) ? range.max : range.min) = bound;
  }
  return range;
}

Criterion CorpusLeafMaker::Lab(const CorpusAnalyte& analyte) {
  ObservationCriterion lab;
  lab.concepts.include = {{analyte.code, true}};
  lab.selection = random_.Pick(
      {Selection::kAny, Selection::kAll, Selection::kMinimum, Selection::kMaximum, Selection::kMaximum});
  if (random_.Chance(820)) lab.selection = Selection::kLatest;
  const bool coded = analyte.scale == 0 && random_.Chance(25);
  if (coded) {
    lab.expected = ConceptSet{{{random_.Pick(vocabulary_.results), true}}, {}};
    lab.selection = random_.Pick({Selection::kLatest, Selection::kAny});
  } else if (random_.Chance(20)) {
    lab.selection = random_.Chance(500) ? Selection::kChange : Selection::kPercentChange;
    QuantityRange change{std::nullopt, std::nullopt,
                         lab.selection == Selection::kChange ? analyte.unit : std::string("%")};
    const Bound bound = lab.selection == Selection::kChange
                            ? Bound{analyte.Value(random_.Pick(analyte.bounds) - analyte.low), false}
                            : Bound{Decimal(random_.Pick({-50, -30, -20, 10, 20, 25, 50})), false};
    (random_.Chance(500) ? change.min : change.max) = bound;
    lab.expected = change;
  } else if (analyte.high > 0 && analyte.unit != "{score}" && random_.Chance(130)) {
    lab.expected = Multiples();
  } else {
    lab.expected = Amounts(analyte);
  }
  const bool change = lab.selection == Selection::kChange || lab.selection == Selection::kPercentChange;
  if (change || random_.Chance(lab.selection == Selection::kLatest ? 120 : 700)) {
    lab.window = AnchoredWindow{WithinTheLast(PickWindowLength(random_)), nullptr};
  }
  if (random_.Chance(15)) lab.method = ConceptSet{{{random_.Pick(vocabulary_.methods), true}}, {}};
  Criterion leaf;
  leaf.kind = std::move(lab);
  return leaf;
}

}  // namespace trialmatch
