#include "matching/batch_leaf.h"

#include <algorithm>
#include <numeric>
#include <variant>

#include "domain/builtin_codes.h"
#include "matching/batch_asked_leaves.h"
#include "matching/batch_observation_leaf.h"
#include "matching/batch_person_leaves.h"
#include "matching/concept_match.h"
#include "matching/fact_evaluator.h"
#include "matching/leaf_route.h"
#include "matching/observation_evaluator.h"

namespace trialmatch {
namespace {

using LeafPointer = std::unique_ptr<BatchLeaf>;

struct LeafMaker {
  const Criterion& leaf;
  const PatientBatch& batch;

  LeafPointer operator()(const Combination&) const { return Constant(Truth::kUnknown); }
  LeafPointer operator()(const ConsentCriterion&) const { return Constant(Truth::kUnknown); }
  LeafPointer operator()(const UnstructuredCriterion&) const { return Constant(Truth::kUnknown); }
  LeafPointer operator()(const SexCriterion& kind) const {
    return std::make_unique<BatchSexLeaf>(kind, batch);
  }
  LeafPointer operator()(const ClockCriterion& kind) const {
    if (kind.clock == Clock::kAge) return std::make_unique<BatchAgeLeaf>(kind, batch);
    if (kind.clock == Clock::kPregnancyLength) return OfPregnancy();
    return std::make_unique<BatchAskedLeaf>(leaf, std::vector<CodeId>(),
                                            &batch.people().has_gestational_age(),
                                            BatchAskedLeaf::Default{Truth::kUnknown}, batch);
  }
  LeafPointer operator()(const FactCriterion& kind) const {
    if (!AllResolve(kind, batch.terminology())) return Constant(Truth::kUnknown);
    if (IsOfPatient(kind.subjects)) {
      return std::make_unique<BatchFactLeaf>(kind, leaf.absence_policy, batch);
    }
    // Whose contradictory records count is said of the patient alone.
    if (kind.category == FactCategory::kAbility) return AskEveryone();
    if (NamesPatient(kind.subjects)) return Split();
    return OfRelatives({&kind});
  }
  LeafPointer operator()(const ObservationCriterion& kind) const {
    if (!AllResolve(kind, batch.terminology())) return Constant(Truth::kUnknown);
    if (IsOfPatient(kind.subjects)) {
      return std::make_unique<BatchObservationLeaf>(kind, leaf.absence_policy, batch);
    }
    if (NamesPatient(kind.subjects)) return Split();
    std::vector<CodeId> related = batch.codes().RelatedTo(FactCategory::kObservation, kind.concepts);
    AppendAnchored(kind.window, FactCategory::kObservation, related);
    return ByFamily(related);
  }
  LeafPointer operator()(const DoseStabilityCriterion& kind) const {
    if (!Resolves(kind.concepts, batch.terminology())) return Constant(Truth::kUnknown);
    const bool has_members = !batch.terminology().Members(kind.concepts).empty();
    const std::vector<CodeId> related =
        has_members ? batch.codes().RelatedTo(FactCategory::kMedication, kind.concepts)
                    : batch.codes().AllOf(FactCategory::kMedication);
    return std::make_unique<BatchGroupedLeaf>(leaf, related, /*by_family=*/false, FactCategory::kMedication,
                                              batch);
  }
  LeafPointer operator()(const RelationCriterion& kind) const {
    const bool loaded =
        AllResolve(*kind.effect, batch.terminology()) && AllResolve(*kind.cause, batch.terminology());
    if (!loaded) return Constant(Truth::kUnknown);
    // As a part of a relation an ability is a fact like any other, which no leaf is.
    if (kind.effect->category == FactCategory::kAbility || kind.cause->category == FactCategory::kAbility) {
      return AskEveryone();
    }
    if (IsOfPatient(kind.effect->subjects)) return std::make_unique<BatchRelationLeaf>(leaf, kind, batch);
    if (NamesPatient(kind.effect->subjects)) return Split();
    return OfRelatives({&*kind.effect, &*kind.cause});
  }

  static bool IsOfPatient(const Subjects& subjects) {
    return std::all_of(subjects.begin(), subjects.end(),
                       [](Subject subject) { return subject == Subject::kPatient; });
  }
  static bool NamesPatient(const Subjects& subjects) {
    return std::find(subjects.begin(), subjects.end(), Subject::kPatient) != subjects.end();
  }

  static LeafPointer Constant(Truth truth) { return std::make_unique<BatchConstantLeaf>(truth); }

  LeafPointer AskEveryone() const {
    std::vector<CodeId> all(batch.archive().codes().size());
    std::iota(all.begin(), all.end(), 0);
    return std::make_unique<BatchAskedLeaf>(
        leaf, all, nullptr, BatchAskedLeaf::Default{Truth::kUnknown, nullptr, Truth::kUnknown, true}, batch);
  }

  // One criterion about the patient and one about the others.
  LeafPointer Split() const {
    auto own = std::make_unique<Criterion>(leaf), others = std::make_unique<Criterion>(leaf);
    SubjectsOf(*own) = {Subject::kPatient};
    Subjects& rest = SubjectsOf(*others);
    rest.erase(std::remove(rest.begin(), rest.end(), Subject::kPatient), rest.end());
    return std::make_unique<BatchEitherLeaf>(std::move(own), std::move(others), batch);
  }
  static Subjects& SubjectsOf(Criterion& criterion) {
    if (auto* fact = std::get_if<FactCriterion>(&criterion.kind)) return fact->subjects;
    if (auto* observation = std::get_if<ObservationCriterion>(&criterion.kind)) return observation->subjects;
    return std::get<RelationCriterion>(criterion.kind).effect->subjects;
  }

  LeafPointer ByFamily(const std::vector<CodeId>& related) const {
    return std::make_unique<BatchGroupedLeaf>(leaf, related, /*by_family=*/true, FactCategory::kCondition,
                                              batch);
  }
  LeafPointer OfRelatives(std::initializer_list<const FactCriterion*> facts) const {
    std::vector<CodeId> related;
    for (const FactCriterion* fact : facts) {
      const bool has_members = !batch.terminology().Members(fact->concepts).empty();
      const std::vector<CodeId> own = has_members ? batch.codes().RelatedTo(fact->category, fact->concepts)
                                                  : batch.codes().AllOf(fact->category);
      related.insert(related.end(), own.begin(), own.end());
      AppendAnchored(fact->window, fact->category, related);
    }
    return ByFamily(related);
  }
  // What is anchored may depend on all facts of both categories.
  void AppendAnchored(const Rare<AnchoredWindow>& window, FactCategory category,
                      std::vector<CodeId>& related) const {
    if (!window || !window->anchor) return;
    for (const FactCategory one : {category, window->anchor->category}) {
      const std::vector<CodeId> all = batch.codes().AllOf(one);
      related.insert(related.end(), all.begin(), all.end());
    }
  }

  LeafPointer OfPregnancy() const {
    const ConceptSet pregnant{{{Code{kBuiltinSystem, "PREGNANT"}, true}}, {}};
    const NobodyView nobody(batch, Sex::kUnrecorded, {}), man(batch, Sex::kMale, {});
    const BatchAskedLeaf::Default by_default{EvaluateCriterion(leaf, "", nobody.view(), nullptr),
                                             &batch.people().infertile(),
                                             EvaluateCriterion(leaf, "", man.view(), nullptr)};
    return std::make_unique<BatchAskedLeaf>(
        leaf, batch.codes().RelatedTo(FactCategory::kReproductiveState, pregnant), nullptr, by_default,
        batch);
  }
};

}  // namespace

std::unique_ptr<BatchLeaf> MakeBatchLeaf(const Criterion& leaf, const PatientBatch& batch) {
  return std::visit(LeafMaker{leaf, batch}, leaf.kind);
}

}  // namespace trialmatch
