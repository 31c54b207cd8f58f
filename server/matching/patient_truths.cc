#include "matching/patient_truths.h"

#include <algorithm>

#include "matching/fact_touches.h"
#include "matching/narrow_views.h"
#include "matching/planned_truths.h"
#include "matching/untouched_truths.h"

namespace trialmatch {
namespace {

// What is anchored depends on facts that are related to its anchor as well.
bool IsAnchored(const Criterion& leaf) {
  const auto anchored = [](const Rare<AnchoredWindow>& window) { return window && window->anchor; };
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) return anchored(fact->window);
  if (const auto* observation = std::get_if<ObservationCriterion>(&leaf.kind))
    return anchored(observation->window);
  if (const auto* relation = std::get_if<RelationCriterion>(&leaf.kind)) {
    return anchored(relation->effect->window) || anchored(relation->cause->window);
  }
  return false;
}

// The facts that may mean any concept of their category.
std::vector<const BoundFact*> FindForeign(const ConceptRelations& relations,
                                          absl::Span<const BoundFact* const> facts) {
  std::vector<const BoundFact*> foreign;
  for (const BoundFact* fact : facts) {
    if (relations.IsForeign(fact->fact->category, fact->fact->code)) foreign.push_back(fact);
  }
  return foreign;
}

}  // namespace

class PatientTruths::Touching {
 public:
  Touching(PatientTruths& truths, const PatientView& patient)
      : truths_(truths),
        sets_(truths.sets_),
        patient_(patient),
        facts_(patient.AllFacts()),
        foreign_(FindForeign(sets_.relations, facts_)),
        touches_(sets_.relations, facts_, patient.patient()),
        untouched_(sets_, patient, touches_, foreign_),
        views_(patient, facts_, foreign_),
        states_(facts_, sets_.plans.windows, patient),
        amounts_(states_, sets_.plans, patient),
        planned_(states_, amounts_, patient) {}

  std::string FindClassTruths() { return untouched_.Find(); }

  void FindTouched() {
    std::vector<std::pair<PredicateId, uint32_t>> of_two_sets;
    for (size_t i = 0; i < touches_.by_set().size(); ++i) {
      Prefetch(i);
      const absl::Span<const FactTouch> touches = touches_.by_set()[i];
      const SetId set = touches[0].relation.set;
      for (const PredicateId id : sets_.of_two_sets[set]) {
        for (const FactTouch& touch : touches) of_two_sets.emplace_back(id, touch.place);
      }
      planned_.Begin(touches);
      const bool foreign = untouched_.foreign().test(static_cast<size_t>(sets_.relations.CategoryOf(set)));
      for (const PlannedLeaf& one : sets_.OfOneSet(set)) FindOne(one, foreign, touches);
    }
    FindOfTwoSets(of_two_sets);
  }

 private:
  // What the touches after the place `at` need.
  void Prefetch(size_t at) const {
    constexpr size_t kAhead = 4;
    const auto set_at = [this](size_t i) { return touches_.by_set()[i][0].relation.set; };
    if (at + 2 * kAhead < touches_.by_set().size()) sets_.PrefetchPlace(set_at(at + 2 * kAhead));
    if (at + kAhead < touches_.by_set().size()) sets_.Prefetch(set_at(at + kAhead));
  }

  void FindOne(const PlannedLeaf& one, bool foreign, absl::Span<const FactTouch> touches) {
    const auto of_class = static_cast<Truth>(truths_.class_truths_[one.classes[foreign]]);
    std::optional<Truth> planned;
    if (!foreign) planned = planned_.Find(one, sets_.predicates[one.id], of_class);
    Take(one.id, planned ? *planned : Ask(one.id, PlacesOf(touches)));
  }

  static std::vector<uint32_t> PlacesOf(absl::Span<const FactTouch> touches) {
    std::vector<uint32_t> places;
    for (const FactTouch& touch : touches) {
      if (touch.place != FactTouch::kGene) places.push_back(touch.place);
    }
    return places;
  }

  // Facts of either set count.
  void FindOfTwoSets(std::vector<std::pair<PredicateId, uint32_t>>& touches) {
    std::sort(touches.begin(), touches.end());
    for (auto touch = touches.begin(); touch != touches.end();) {
      const PredicateId id = touch->first;
      std::vector<uint32_t> places;
      for (; touch != touches.end() && touch->first == id; ++touch) {
        if (touch->second != FactTouch::kGene) places.push_back(touch->second);
      }
      places.erase(std::unique(places.begin(), places.end()), places.end());
      const Truth possible = PossibleByParts(id);
      Take(id, possible == Truth::kTrue ? Ask(id, places) : possible);
    }
  }

  // The most that a relation may be; TRUE where the definition has to be asked.
  Truth PossibleByParts(PredicateId id) const {
    const auto& parts = sets_.predicates[id].parts;
    return parts ? And(truths_.Of(parts->first), truths_.Of(parts->second)) : Truth::kTrue;
  }

  Truth Ask(PredicateId id, const std::vector<uint32_t>& places) {
    const Predicate& predicate = sets_.predicates[id];
    return EvaluatePredicate(predicate, IsAnchored(*predicate.leaf) ? patient_ : views_.Of(places));
  }

  void Take(PredicateId id, Truth truth) {
    if (truth != truths_.Of(id)) truths_.Take(id, sets_.bundles.Of(id), truth);
  }

  PatientTruths& truths_;
  const PredicateSets& sets_;
  const PatientView& patient_;
  const std::vector<const BoundFact*> facts_;
  const std::vector<const BoundFact*> foreign_;
  const FactTouches touches_;
  UntouchedTruths untouched_;
  NarrowViews views_;
  FactStates states_;
  MeasuredAmounts amounts_;
  PlannedTruths planned_;
};

PatientTruths::PatientTruths(const PredicateSets& sets, const PatientView& patient) : sets_(sets) {
  Touching touching(*this, patient);
  class_truths_ = touching.FindClassTruths();
  bundle_truths_ = sets.bundles.FindTruths(class_truths_);
  SpreadClasses();
  touching.FindTouched();
  const auto ask = [&](PredicateId id) { return EvaluatePredicate(sets_.predicates[id], patient); };
  const auto set = [this](PredicateId id, Truth truth) { truths_[id] = static_cast<uint8_t>(truth); };
  for (const PredicateId id : sets_.every_time) set(id, ask(id));
  for (const std::vector<PredicateId>& group : sets_.clocks.groups()) MonotoneGroups::Spread(group, ask, set);
}

void PatientTruths::SpreadClasses() {
  truths_ = sets_.bundles.Spread(bundle_truths_, static_cast<uint8_t>(Truth::kUnknown));
  for (ClassId id = 0; id < class_truths_.size(); ++id) {
    const char truth = class_truths_[id];
    const BundleId bundle = sets_.bundles.OfClass(id);
    if (truth == UntouchedTruths::kNone || truth == bundle_truths_[bundle]) continue;
    for (const PredicateId member : sets_.classes.classes()[id].members) {
      Take(member, bundle, static_cast<Truth>(truth));
    }
  }
}

// Nobody has another truth than its bundle twice, but it may get its bundle's back.
void PatientTruths::Take(PredicateId id, BundleId bundle, Truth truth) {
  const auto of_bundle = static_cast<Truth>(bundle_truths_[bundle]);
  if (Of(id) == of_bundle) exceptions_.push_back({id, of_bundle});
  truths_[id] = static_cast<uint8_t>(truth);
}

}  // namespace trialmatch
