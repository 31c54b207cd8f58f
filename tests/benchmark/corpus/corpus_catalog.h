// All predicates that the corpus asks, the most popular of each kind first: trials draw from here, and so
// share as many as real trials do.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_CATALOG_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_CATALOG_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/criterion.h"
#include "tests/benchmark/corpus/corpus_random.h"
#include "tests/benchmark/corpus/corpus_vocabulary.h"

namespace trialmatch {

enum class LeafKind : uint8_t {
  kCondition,  // to exclude, or beside the condition that the trial is for
  kMedication,
  kProcedure,
  kAllergy,
  kVariant,
  kReproductive,
  kCareSetting,
  kParticipation,
  kLifestyle,
  kAbility,
  kPlan,
  kLab,
  kPerformance,
  kClock,
  kRelation,
  kDoseStability,
  kRelative,
};
inline constexpr size_t kLeafKinds = 17;

// Immutable; safe for use by any number of threads. Leaves have no id and no text.
class CorpusCatalog {
 public:
  CorpusCatalog(uint64_t seed, const CorpusVocabulary& vocabulary);

  // A leaf of the kind by the law of its shelf; `far`: of concepts that no patient has, for which the kind is
  // one of HasFar.
  const Criterion& Draw(LeafKind kind, bool far, CorpusRandom& random) const;
  static bool HasFar(LeafKind kind);

  // A bound of an analyte of the list (positions in the vocabulary).
  const Criterion& DrawLab(const std::vector<uint32_t>& analytes, CorpusRandom& random) const;

  // The leaf that asks for the condition that a trial is for.
  const Criterion& Required(uint32_t condition, CorpusRandom& random) const;

  size_t size() const;

 private:
  friend class CatalogMaker;
  struct Shelf {
    std::vector<Criterion> leaves;
    std::vector<uint32_t> near, far;
    WeightedLaw near_law, far_law;
  };

  std::array<Shelf, kLeafKinds> shelves_;
  std::vector<std::vector<Criterion>> labs_;      // by analyte
  std::vector<std::vector<Criterion>> required_;  // by condition
  WeightedLaw lab_law_, far_lab_law_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_CATALOG_H_
