#include "matching/patient_truths.h"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>

namespace trialmatch {
namespace {

constexpr uint32_t kGene = std::numeric_limits<uint32_t>::max();

// What is anchored depends on facts that are related to its anchor as well.
bool IsAnchored(const Criterion& leaf) {
  const auto anchored = [](const std::optional<AnchoredWindow>& window) { return window && window->anchor; };
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) return anchored(fact->window);
  if (const auto* observation = std::get_if<ObservationCriterion>(&leaf.kind))
    return anchored(observation->window);
  if (const auto* relation = std::get_if<RelationCriterion>(&leaf.kind)) {
    return anchored(relation->effect.window) || anchored(relation->cause.window);
  }
  return false;
}

// Views of the patient with few facts, each made once.
class NarrowViews {
 public:
  // `always`: facts that are in every view. All outlive the views.
  NarrowViews(const PatientView& patient, absl::Span<const BoundFact* const> facts,
              std::vector<const BoundFact*> always)
      : patient_(patient), facts_(facts), always_(std::move(always)) {}

  const PatientView& Of(const std::vector<uint32_t>& places) {
    std::unique_ptr<PatientView>& view = views_[places];
    if (view == nullptr) view = Make(places);
    return *view;
  }

 private:
  std::unique_ptr<PatientView> Make(const std::vector<uint32_t>& places) const {
    std::vector<const BoundFact*> facts = always_;
    for (const uint32_t place : places) facts.push_back(facts_[place]);
    // In the order of the profile.
    std::sort(facts.begin(), facts.end(),
              [](const BoundFact* a, const BoundFact* b) { return a->fact < b->fact; });
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return std::make_unique<PatientView>(patient_, facts);
  }

  const PatientView& patient_;
  const absl::Span<const BoundFact* const> facts_;
  const std::vector<const BoundFact*> always_;
  std::map<std::vector<uint32_t>, std::unique_ptr<PatientView>> views_;
};

}  // namespace

PatientTruths::PatientTruths(const PredicateSets& sets, const PatientView& patient)
    : sets_(sets),
      patient_(patient),
      facts_(patient.AllFacts()),
      truths_(sets.predicates.size(), static_cast<uint8_t>(Truth::kUnknown)),
      touched_(sets.predicates.size(), false) {
  const std::vector<Touch> touches = FindTouches();
  for (const Touch& touch : touches) touched_[touch.first] = true;
  SpreadClasses();
  AskTouched(touches);
  for (const PredicateId id : sets_.every_time) {
    truths_[id] = static_cast<uint8_t>(EvaluatePredicate(sets_.predicates[id], patient_));
  }
}

std::vector<PatientTruths::Touch> PatientTruths::FindTouches() const {
  std::vector<Touch> touches;
  std::vector<PredicateId> related;
  const auto add = [&](FactCategory category, const Code& code, uint32_t place) {
    related.clear();
    sets_.postings.AppendRelated(category, code, related);
    for (const PredicateId id : related) touches.emplace_back(id, place);
  };
  for (uint32_t place = 0; place < facts_.size(); ++place) {
    add(facts_[place]->fact->category, facts_[place]->fact->code, place);
  }
  for (const TestedGene& gene : patient_.patient().tested_genes)
    add(FactCategory::kVariant, gene.code, kGene);
  std::sort(touches.begin(), touches.end());
  touches.erase(std::unique(touches.begin(), touches.end()), touches.end());
  return touches;
}

PredicateClasses::Categories PatientTruths::ForeignCategories() const {
  PredicateClasses::Categories foreign;
  for (const BoundFact* fact : facts_) {
    const FactCategory category = fact->fact->category;
    if (sets_.postings.IsForeign(category, fact->fact->code)) foreign.set(static_cast<size_t>(category));
  }
  return foreign;
}

// Asks one untouched member of each class that applies, and gives all members its truth; a class of which all
// are touched has none to give.
void PatientTruths::SpreadClasses() {
  const PredicateClasses::Categories foreign = ForeignCategories();
  for (const PredicateClasses::Class& one : sets_.classes.classes()) {
    if (!PredicateClasses::Applies(one, foreign)) {
      class_truths_.push_back(kNone);
      continue;
    }
    const auto untouched = std::find_if(one.members.begin(), one.members.end(),
                                        [this](PredicateId id) { return !touched_[id]; });
    Truth truth = Truth::kUnknown;
    if (untouched != one.members.end()) truth = EvaluatePredicate(sets_.predicates[*untouched], patient_);
    class_truths_.push_back(static_cast<char>(truth));
    if (truth == Truth::kUnknown) continue;
    for (const PredicateId id : one.members) truths_[id] = static_cast<uint8_t>(truth);
  }
}

// Facts that are not related to a predicate do not change it, so it is asked of the others alone: most of
// what the definition costs is going through facts.
void PatientTruths::AskTouched(absl::Span<const Touch> touches) {
  std::vector<const BoundFact*> foreign;
  for (const BoundFact* fact : facts_) {
    if (sets_.postings.IsForeign(fact->fact->category, fact->fact->code)) foreign.push_back(fact);
  }
  NarrowViews views(patient_, facts_, std::move(foreign));
  for (auto touch = touches.begin(); touch != touches.end();) {
    const PredicateId id = touch->first;
    std::vector<uint32_t> places;
    for (; touch != touches.end() && touch->first == id; ++touch) {
      if (touch->second != kGene) places.push_back(touch->second);
    }
    const Predicate& predicate = sets_.predicates[id];
    const PatientView& view = IsAnchored(*predicate.leaf) ? patient_ : views.Of(places);
    const Truth truth = EvaluatePredicate(predicate, view);
    if (truth == Of(id)) continue;
    exceptions_.push_back({id, Of(id)});
    truths_[id] = static_cast<uint8_t>(truth);
  }
}

}  // namespace trialmatch
