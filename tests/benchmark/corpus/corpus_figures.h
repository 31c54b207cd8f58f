// What a list of trials asks for, in figures: for the comparison with the real texts.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FIGURES_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FIGURES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "domain/patient.h"
#include "domain/trial.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Counts of small numbers.
class CountDistribution {
 public:
  void Add(size_t value);
  double Mean() const;
  // The value below which that share (0 to 1) of the values lies.
  size_t At(double share) const;
  // "mean 8.53, p10 1, p25 2, ..."
  std::string ToString() const;

 private:
  std::vector<uint64_t> counts_;
  uint64_t all_ = 0;
};

// Not safe for use by several threads.
class CorpusFigures {
 public:
  void Add(const Trial& trial);

  size_t trials() const { return trials_; }
  CountDistribution predicates, inclusion_lines, exclusion_lines, depth, labels;

  // Of all trials, those that ask for the kind ("condition", "observation", "age", "any of", "cohorts", ...)
  // or for the feature ("window", "grade", ...) somewhere. 0 to 1.
  double ShareOfTrials(const std::string& feature) const;
  // Of all leaves.
  double ShareOfLeaves(const std::string& feature) const;
  const std::map<std::string, uint64_t>& features() const { return trials_with_; }

  // Leaves that no attestation or consent of the trial's own answers, and how many different ones.
  uint64_t shared_uses() const { return shared_uses_; }
  size_t distinct() const { return distinct_.size(); }
  std::map<std::string, size_t> DistinctByKind() const;

 private:
  void AddLists(const CriteriaLists& lists);
  // Returns the depth: of a leaf 1.
  size_t AddCriterion(const Criterion& criterion);
  void AddLeaf(const Criterion& leaf);

  size_t trials_ = 0;
  uint64_t leaves_ = 0, shared_uses_ = 0;
  absl::flat_hash_map<std::string, std::string> distinct_;  // key and kind
  std::map<std::string, uint64_t> trials_with_, leaves_with_;
  // Of the trial at hand.
  absl::flat_hash_set<std::string> here_;
  size_t leaves_here_ = 0, depth_here_ = 0;
};

// What a trial is for: its labels, and the conditions that its inclusions ask for (alone or as one of
// several).
std::vector<ConceptId> AimsOf(const Trial& trial, const Terminology& terminology);

// The share (0 to 1) of such trials that touch a condition of the patient's: are for it, for something above
// it or for something beneath it.
double TouchedShare(const Patient& patient, const std::vector<std::vector<ConceptId>>& aims,
                    const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FIGURES_H_
