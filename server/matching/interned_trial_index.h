// The index: interned predicates, baselines, and what the patient's facts change.
#ifndef TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_
#define TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_

#include <memory>
#include <vector>

#include "matching/bound_planes.h"
#include "matching/compiled_trial.h"
#include "matching/known_baselines.h"
#include "matching/literal_postings.h"
#include "matching/named_trials.h"
#include "matching/patient_truths.h"
#include "matching/trial_index.h"
#include "matching/verdict_changes.h"
#include "matching/verdict_planes.h"

namespace trialmatch {

// A baseline says how all trials stand for the truths of the classes. Predicates with other truths raise,
// lower or bring into doubt the trials that they are part of; what is in doubt is evaluated. A trial for
// which somebody attested or consented is asked by the definition.
class InternedTrialIndex final : public TrialIndex {
 public:
  // What a TrialIndexBuilder made of the trials. The terminology outlives the index.
  InternedTrialIndex(CompiledTrials compiled, NamedTrials by_id, OwnedPredicates predicates,
                     const Terminology& terminology);

  size_t size() const override { return compiled_.size(); }
  absl::StatusOr<VerdictPlanes> Match(const PatientView& patient, TrialReader read,
                                      absl::FunctionRef<bool()> stop) const override;
  size_t BytesUsed() const override;

 private:
  // What is asked every time.
  struct EveryTime {
    EveryTime(const PredicateSets& sets, const LiteralPostings& postings, size_t trials);

    std::vector<BoundPlanes> mandatory;
    std::vector<Literal> in_rest;
  };

  // Predicates that have other truths than their bundles.
  void TellExceptions(const PatientTruths& truths, VerdictChanges& changes) const;
  // Mandatory literals that are asked every time, and were met in the baseline.
  void LowerEveryTime(const PatientTruths& truths, VerdictPlanes& verdicts) const;
  // Evaluates the trials that are in doubt, at the positions; false when stopped.
  bool Decide(const VerdictChanges& changes, const PatientTruths& truths,
              absl::Span<const uint32_t> positions, absl::FunctionRef<bool()> stop,
              VerdictPlanes& verdicts) const;
  // What the baseline left open of them is as good as found.
  void CompleteBaseline(const Baseline& baseline, std::vector<uint32_t> doubtful) const;

  CompiledTrials compiled_;
  NamedTrials by_id_;
  const PredicateSets sets_;
  const LiteralPostings postings_;
  const EveryTime every_time_;
  mutable KnownBaselines baselines_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_
