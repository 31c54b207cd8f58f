// The index: interned predicates, baselines, and an evaluation of what the patient's facts raise.
#ifndef TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_
#define TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "matching/baseline_cache.h"
#include "matching/compiled_trial.h"
#include "matching/named_trials.h"
#include "matching/patient_truths.h"
#include "matching/trial_index.h"
#include "matching/trial_list.h"
#include "matching/verdict_planes.h"

namespace trialmatch {

// The baseline knows all verdicts for the truths of the classes. Where a predicate has another truth, the
// verdict of a trial that needs it is lowered at once, and of one that may rise, or has the predicate in its
// rest, found anew. A trial for which somebody attested or consented is asked by the definition.
class InternedTrialIndex final : public TrialIndex {
 public:
  // What a TrialIndexBuilder made of the trials. The terminology outlives the index.
  InternedTrialIndex(CompiledTrials compiled, NamedTrials by_id, OwnedPredicates predicates,
                     const Terminology& terminology);

  size_t size() const override { return compiled_.size(); }
  absl::StatusOr<VerdictPlanes> Match(const PatientView& patient, TrialReader read,
                                      absl::FunctionRef<bool()> stop) const override;

 private:
  // The trials that name one predicate.
  struct Naming {
    TrialList needing;      // as a literal
    TrialList needing_not;  // as a negated literal
    TrialList uncapped;     // of both, those that can become TRUE
    TrialList in_rest;
  };

  void AddNamings(uint32_t position);
  // Lower verdicts, and add to `reached` the trials to be found anew. Baselines take what is asked every time
  // for met, and for UNKNOWN in a rest.
  void ApplyEveryTime(PredicateId predicate, Truth truth, VerdictPlanes& verdicts, TrialBits& reached) const;
  void ApplyException(PredicateId predicate, Truth before, Truth now, VerdictPlanes& verdicts,
                      TrialBits& reached) const;
  // Nothing when stopped.
  std::shared_ptr<const VerdictPlanes> FindBaseline(const PatientTruths& truths,
                                                    absl::FunctionRef<bool()> stop) const;

  const CompiledTrials compiled_;
  std::vector<Naming> namings_;  // by predicate
  NamedTrials by_id_;
  std::unique_ptr<const PredicateSets> sets_;
  mutable BaselineCache baselines_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_
