#include "matching/interned_trial_index.h"

#include <algorithm>
#include <utility>

#include "matching/evaluator.h"
#include "matching/untouched_truths.h"

namespace trialmatch {
namespace {

// How many trials pass between two questions whether to stop.
constexpr size_t kTrialsPerStop = 1024;
// A quarter of a byte a trial each.
constexpr size_t kBaselines = 128;

// The truths of predicates for a patient of whom nothing is known but what the classes know.
class ClassTruths {
 public:
  ClassTruths(const PredicateSets& sets, const std::string& class_truths)
      : sets_(sets), truths_(sets.predicates.size(), Truth::kUnknown) {
    const std::vector<PredicateClasses::Class>& classes = sets.classes.classes();
    for (size_t i = 0; i < classes.size(); ++i) {
      if (class_truths[i] == UntouchedTruths::kNone) continue;
      for (const PredicateId id : classes[i].members) truths_[id] = static_cast<Truth>(class_truths[i]);
    }
  }
  Truth Of(PredicateId id) const { return truths_[id]; }
  // What is asked every time only lowers a verdict, later.
  Truth Met(const Literal& literal) const {
    const bool every_time = sets_.predicates[literal.predicate()].route == LeafRoute::kEveryTime;
    return every_time ? Truth::kTrue : literal.Met(Of(literal.predicate()));
  }

 private:
  const PredicateSets& sets_;
  std::vector<Truth> truths_;
};

}  // namespace

InternedTrialIndex::InternedTrialIndex(CompiledTrials compiled, NamedTrials by_id, OwnedPredicates predicates,
                                       const Terminology& terminology)
    : compiled_(std::move(compiled)),
      namings_(predicates.predicates.size()),
      by_id_(std::move(by_id)),
      sets_(std::make_unique<const PredicateSets>(std::move(predicates), terminology)),
      baselines_(kBaselines) {
  by_id_.Pack();
  for (uint32_t position = 0; position < size(); ++position) AddNamings(position);
  for (Naming& naming : namings_) {
    for (TrialList* list : {&naming.needing, &naming.needing_not, &naming.uncapped, &naming.in_rest}) {
      list->Pack(size());
    }
  }
}

void InternedTrialIndex::AddNamings(uint32_t position) {
  for (const Literal& literal : compiled_.LiteralsOf(position)) {
    Naming& naming = namings_[literal.predicate()];
    (literal.negated() ? naming.needing_not : naming.needing).Append(position);
    if (!compiled_.IsCapped(position)) naming.uncapped.Append(position);
  }
  for (const PredicateId id : compiled_.PredicatesInRest(position)) namings_[id].in_rest.Append(position);
}

void InternedTrialIndex::ApplyEveryTime(PredicateId predicate, Truth truth, VerdictPlanes& verdicts,
                                        TrialBits& reached) const {
  const Naming& naming = namings_[predicate];
  verdicts.Lower(naming.needing, truth);
  verdicts.Lower(naming.needing_not, Not(truth));
  if (truth != Truth::kUnknown) naming.in_rest.AddTo(reached);
}

void InternedTrialIndex::ApplyException(PredicateId predicate, Truth before, Truth now,
                                        VerdictPlanes& verdicts, TrialBits& reached) const {
  const Naming& naming = namings_[predicate];
  naming.in_rest.AddTo(reached);
  const bool rises = now > before;
  // Those that the new truth serves worse are lowered to it.
  verdicts.Lower(rises ? naming.needing_not : naming.needing, rises ? Not(now) : now);
  // Of the others, a capped trial whose literal was UNKNOWN stays what the rest of it is.
  if (before == Truth::kUnknown) {
    naming.uncapped.AddTo(reached);
  } else {
    (rises ? naming.needing : naming.needing_not).AddTo(reached);
  }
}

std::shared_ptr<const VerdictPlanes> InternedTrialIndex::FindBaseline(const PatientTruths& truths,
                                                                      absl::FunctionRef<bool()> stop) const {
  if (auto kept = baselines_.Find(truths.class_truths())) return kept;
  const ClassTruths of_classes(*sets_, truths.class_truths());
  auto made = std::make_shared<VerdictPlanes>(size());
  for (size_t i = 0; i < size(); ++i) {
    if (i % kTrialsPerStop == 0 && stop()) return nullptr;
    made->Set(i, compiled_.Evaluate(i, of_classes));
  }
  baselines_.Put(truths.class_truths(), made);
  return made;
}

absl::StatusOr<VerdictPlanes> InternedTrialIndex::Match(const PatientView& patient, TrialReader read,
                                                        absl::FunctionRef<bool()> stop) const {
  const absl::Status stopped = absl::CancelledError("the match was stopped");
  if (stop()) return stopped;
  const PatientTruths truths(*sets_, patient);
  const std::shared_ptr<const VerdictPlanes> baseline = FindBaseline(truths, stop);
  if (baseline == nullptr) return stopped;
  VerdictPlanes verdicts = *baseline;
  TrialBits reached(size(), false);
  for (const PredicateId id : sets_->every_time) ApplyEveryTime(id, truths.Of(id), verdicts, reached);
  for (const PatientTruths::Exception& one : truths.exceptions()) {
    ApplyException(one.predicate, one.of_class, truths.Of(one.predicate), verdicts, reached);
  }
  size_t evaluated = 0;
  bool is_stopped = false;
  reached.ForEach([&](size_t position) {
    is_stopped = is_stopped || (++evaluated % kTrialsPerStop == 0 && stop());
    if (!is_stopped) verdicts.Set(position, compiled_.Evaluate(position, truths));
  });
  if (is_stopped) return stopped;
  for (const uint32_t position : by_id_.FindFor(patient.patient())) {
    const absl::StatusOr<TrialPointer> trial = read(position);
    if (!trial.ok()) return trial.status();
    verdicts.Set(position, trialmatch::Evaluate(**trial, patient));
  }
  return verdicts;
}

}  // namespace trialmatch
