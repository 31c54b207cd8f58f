// Makes single predicates about concepts of the corpus.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_LEAVES_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_LEAVES_H_

#include <cstdint>
#include <vector>

#include "domain/criterion.h"
#include "tests/benchmark/corpus/corpus_random.h"
#include "tests/benchmark/corpus/corpus_vocabulary.h"

namespace trialmatch {

// A length of time, as often as real trials name it.
CalendarOffset PickWindowLength(CorpusRandom& random);
// From that long ago until now.
TimeWindow WithinTheLast(const CalendarOffset& length);

// Variant 0 of a concept is the plainest question about it; the others are drawn. A far concept is asked for
// beside far ones only.
class CorpusLeafMaker {
 public:
  // Both outlive it.
  CorpusLeafMaker(const CorpusVocabulary& vocabulary, CorpusRandom& random)
      : vocabulary_(vocabulary), random_(random) {}

  Criterion Condition(uint32_t id, int variant);
  Criterion Medication(uint32_t id, int variant);
  Criterion Procedure(uint32_t id, int variant);
  // Of allergies, variants, habits, abilities and plans.
  Criterion Other(FactCategory category, const CorpusHierarchy& hierarchy, uint32_t id, int variant);
  Criterion Relation(bool far);
  Criterion DoseStability(uint32_t medication);
  Criterion Relative(bool far);
  Criterion Lab(const CorpusAnalyte& analyte);

  // The condition that a trial is for.
  Criterion Required(uint32_t condition, int variant);

 private:
  Criterion Wrap(FactCriterion fact);
  ConceptSet SetOf(const CorpusHierarchy& hierarchy, uint32_t id, int more);
  uint32_t Another(const CorpusHierarchy& hierarchy, bool far);
  AnchoredWindow After(bool far);
  FactCriterion Plain(FactCategory category, const CorpusHierarchy& hierarchy, uint32_t id);
  QuantityRange Dose();
  QuantityRange Amounts(const CorpusAnalyte& analyte);
  NormalLimitRange Multiples();
  void Details(FactCriterion& fact, bool far);

  const CorpusVocabulary& vocabulary_;
  CorpusRandom& random_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_LEAVES_H_
