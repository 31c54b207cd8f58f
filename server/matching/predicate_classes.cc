#include "matching/predicate_classes.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_map.h"
#include "matching/predicate_key.h"

namespace trialmatch {
namespace {

using Rests = PredicateClasses::Rests;

PredicateClasses::Categories CategoriesOf(const Criterion& leaf) {
  PredicateClasses::Categories categories;
  for (const AskedConcepts& asked : ConceptsAskedBy(leaf)) {
    categories.set(static_cast<size_t>(asked.category));
  }
  return categories;
}

// What a leaf says beside its concepts.
struct Shape {
  Subjects subjects;
  std::vector<const FactCriterion*> anchors;

  void Add(const FactCriterion& fact) {
    subjects.insert(subjects.end(), fact.subjects.begin(), fact.subjects.end());
    if (fact.window && fact.window->anchor) anchors.push_back(fact.window->anchor.get());
  }
  void operator()(const FactCriterion& kind) { Add(kind); }
  // Without a value its window does not matter.
  void operator()(const ObservationCriterion& kind) { subjects = kind.subjects; }
  void operator()(const RelationCriterion& kind) {
    Add(*kind.effect);
    Add(*kind.cause);
  }
  template <typename Other>
  void operator()(const Other&) {}
};

Rests RestsOf(const Predicate& predicate, const Shape& shape) {
  const Criterion& leaf = *predicate.leaf;
  if (predicate.parts) return Rests::kOnParts;
  const bool own = std::all_of(shape.subjects.begin(), shape.subjects.end(),
                               [](Subject subject) { return subject == Subject::kPatient; });
  if (!own) return Rests::kOnStatements;
  if (std::holds_alternative<ObservationCriterion>(leaf.kind)) return Rests::kOnNothing;
  const auto* fact = std::get_if<FactCriterion>(&leaf.kind);
  if (fact == nullptr) return Rests::kOnStatements;
  const bool measured =
      fact->category == FactCategory::kVariant || fact->category == FactCategory::kObservation;
  return measured || leaf.absence_policy != AbsencePolicy::kInherit ? Rests::kOnNothing
                                                                    : Rests::kOnCompleteness;
}

// The time for which a statement of completeness must speak; see CoversCriterion. Without an anchor a window
// around one lies nowhere, so that only a statement about all time covers it.
std::string TimeKey(const FactCriterion& fact) {
  Criterion bare;
  FactCriterion time;
  time.category = fact.category;
  time.status = fact.status;
  time.window = fact.window;
  if (time.window && time.window->anchor) {
    time.window->window = TimeWindow{};
    time.window->anchor = std::make_shared<FactCriterion>();
  }
  bare.kind = time;
  return UnattestedKey(bare);
}

// The definition of a patient of whom nothing is known.
std::array<Truth, 3> TruthsByDefault(const Predicate& predicate, const Terminology& terminology) {
  const Patient nobody;
  EvaluationOptions options;
  options.as_of = {absl::UnixEpoch(), absl::UTCTimeZone()};
  std::array<Truth, 3> truths = {};
  for (const AbsencePolicy policy :
       {AbsencePolicy::kUnknown, AbsencePolicy::kAssumeAbsent, AbsencePolicy::kAssumePresent}) {
    options.absence_default = policy;
    truths[PredicateClasses::PlaceOf(policy)] =
        EvaluatePredicate(predicate, PatientView(nobody, options, terminology));
  }
  return truths;
}

}  // namespace

PredicateClasses::PredicateClasses(const std::vector<Predicate>& predicates, const Terminology& terminology)
    : of_predicate_{std::vector<ClassId>(predicates.size()), std::vector<ClassId>(predicates.size())} {
  std::map<std::string, uint32_t> times;
  for (const bool fine : {false, true}) {
    absl::flat_hash_map<std::string, ClassId> places;
    for (PredicateId id = 0; id < predicates.size(); ++id) {
      if (predicates[id].route != LeafRoute::kByConcept) continue;
      const Criterion& leaf = *predicates[id].leaf;
      const std::string key = fine ? ForeignKey(leaf, terminology) : UntouchedKey(leaf);
      const auto [entry, is_new] = places.try_emplace(key, static_cast<ClassId>(classes_.size()));
      of_predicate_[fine][id] = entry->second;
      if (is_new) {
        Shape shape;
        std::visit([&](const auto& kind) { shape(kind); }, leaf.kind);
        Rule made;
        made.categories = CategoriesOf(leaf);
        made.fine = fine;
        made.of_relatives = std::any_of(shape.subjects.begin(), shape.subjects.end(), MayBeSeveral);
        made.rests = RestsOf(predicates[id], shape);
        made.anchored = !shape.anchors.empty();
        made.by_default = TruthsByDefault(predicates[id], terminology);
        if (made.rests == Rests::kOnCompleteness) {
          const auto next = static_cast<uint32_t>(times.size());
          made.time = times.try_emplace(TimeKey(std::get<FactCriterion>(leaf.kind)), next).first->second;
        }
        rules_.push_back(made);
        classes_.push_back({{}, std::move(shape.anchors)});
      }
      classes_[entry->second].members.push_back(id);
    }
  }
  times_ = times.size();
}

}  // namespace trialmatch
