// A hierarchy of concepts with the shape of a real one, and how often its concepts are spoken of.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_HIERARCHY_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_HIERARCHY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "domain/code.h"
#include "tests/benchmark/corpus/corpus_random.h"

namespace trialmatch {

struct CorpusConcept {
  Code code;
  std::vector<uint32_t> parents, children;
  uint32_t root = 0;
  int depth = 0;
  // Patients have nothing of it and of what is beneath it: for trials that are irrelevant to all of them.
  bool far = false;
};

struct HierarchyShape {
  std::string system;
  std::string prefix;  // of the codes
  uint32_t roots = 1;
  uint32_t count = 1;
  // How many concepts lie how deep beneath the roots, in proportion.
  std::vector<int> levels;
  // Of a thousand concepts: those that may have children; those with a second parent (half as many of them
  // have a third, and so on).
  int inner = 370;
  int more_parents = 300;
};

// Every seventh root is far. Immutable once made.
class CorpusHierarchy {
 public:
  CorpusHierarchy() = default;
  CorpusHierarchy(const HierarchyShape& shape, CorpusRandom& random);

  const std::vector<CorpusConcept>& concepts() const { return concepts_; }
  const CorpusConcept& operator[](uint32_t id) const { return concepts_[id]; }
  uint32_t size() const { return static_cast<uint32_t>(concepts_.size()); }

  // The most popular first: all, those that patients may have, and the far ones.
  const std::vector<uint32_t>& ByPopularity() const { return all_; }
  const std::vector<uint32_t>& Near() const { return near_; }
  const std::vector<uint32_t>& Far() const { return far_; }

  // True iff `id` is `ancestor` or beneath it.
  bool IsA(uint32_t id, uint32_t ancestor) const;
  // The concept itself, or one or two steps beneath it.
  uint32_t StepDown(uint32_t id, int per_mille, CorpusRandom& random) const;

 private:
  void AddLevel(const HierarchyShape& shape, uint32_t count, CorpusRandom& random);
  void AddParents(const HierarchyShape& shape, CorpusConcept& made, CorpusRandom& random);
  void Rank(CorpusRandom& random);

  std::vector<CorpusConcept> concepts_;
  std::vector<uint32_t> inner_;  // of the level above the one in the making
  WeightedLaw parent_law_;
  std::vector<uint32_t> all_, near_, far_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_HIERARCHY_H_
