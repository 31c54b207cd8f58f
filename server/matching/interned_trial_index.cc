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

InternedTrialIndex::InternedTrialIndex(absl::Span<const TrialPointer> trials, const Terminology& terminology)
    : trials_(trials.begin(), trials.end()), baselines_(kBaselines) {
  PredicateTable predicates(terminology);
  for (uint32_t position = 0; position < trials_.size(); ++position) {
    compiled_.Add(*trials_[position], predicates);
    namings_.resize(predicates.size());
    AddNamings(position);
    by_id_.push_back(position);
  }
  for (Naming& naming : namings_) {
    for (TrialList* list : {&naming.needing, &naming.needing_not, &naming.uncapped, &naming.in_rest}) {
      list->Pack(trials_.size());
    }
  }
  std::stable_sort(by_id_.begin(), by_id_.end(),
                   [this](uint32_t a, uint32_t b) { return trials_[a]->id < trials_[b]->id; });
  sets_ = std::make_unique<const PredicateSets>(std::move(predicates).TakePredicates(), terminology);
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
  auto made = std::make_shared<VerdictPlanes>(trials_.size());
  for (size_t i = 0; i < trials_.size(); ++i) {
    if (i % kTrialsPerStop == 0 && stop()) return nullptr;
    made->Set(i, compiled_.Evaluate(i, of_classes));
  }
  baselines_.Put(truths.class_truths(), made);
  return made;
}

std::vector<uint32_t> InternedTrialIndex::FindNamed(const Patient& patient) const {
  std::vector<uint32_t> named;
  const auto add = [&](const std::string& trial_id) {
    auto found = std::lower_bound(
        by_id_.begin(), by_id_.end(), trial_id,
        [this](uint32_t position, const std::string& id) { return trials_[position]->id < id; });
    for (; found != by_id_.end() && trials_[*found]->id == trial_id; ++found) named.push_back(*found);
  };
  for (const Attestation& attestation : patient.attestations) add(attestation.trial);
  for (const Consent& consent : patient.consents) add(consent.trial);
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

std::vector<Truth> InternedTrialIndex::Match(const PatientView& patient,
                                             absl::FunctionRef<bool()> stop) const {
  if (stop()) return {};
  const PatientTruths truths(*sets_, patient);
  const std::shared_ptr<const VerdictPlanes> baseline = FindBaseline(truths, stop);
  if (baseline == nullptr) return {};
  VerdictPlanes verdicts = *baseline;
  TrialBits reached(trials_.size(), false);
  for (const PredicateId id : sets_->every_time) ApplyEveryTime(id, truths.Of(id), verdicts, reached);
  for (const PatientTruths::Exception& one : truths.exceptions()) {
    ApplyException(one.predicate, one.of_class, truths.Of(one.predicate), verdicts, reached);
  }
  size_t evaluated = 0;
  bool stopped = false;
  reached.ForEach([&](size_t position) {
    stopped = stopped || (++evaluated % kTrialsPerStop == 0 && stop());
    if (!stopped) verdicts.Set(position, compiled_.Evaluate(position, truths));
  });
  if (stopped) return {};
  for (const uint32_t position : FindNamed(patient.patient())) {
    verdicts.Set(position, trialmatch::Evaluate(*trials_[position], patient));
  }
  return verdicts.ToTruths();
}

std::unique_ptr<TrialIndex> BuildTrialIndex(absl::Span<const TrialPointer> trials,
                                            const Terminology& terminology) {
  return std::make_unique<InternedTrialIndex>(trials, terminology);
}

}  // namespace trialmatch
