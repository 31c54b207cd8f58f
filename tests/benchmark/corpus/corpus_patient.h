// The patients of the corpus, each made by its number alone.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_PATIENT_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_PATIENT_H_

#include <cstdint>
#include <vector>

#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "tests/benchmark/corpus/corpus_random.h"
#include "tests/benchmark/corpus/corpus_trial.h"
#include "tests/benchmark/corpus/corpus_vocabulary.h"

namespace trialmatch {

// A patient and how the caller wants the answer.
struct CorpusPatient {
  Patient patient;
  EvaluationOptions options;
};

// Immutable; safe for use by any number of threads.
class CorpusPatientMaker {
 public:
  // All outlive it. Consents and attestations are for some of the first kDecidedTrials of `trials`.
  CorpusPatientMaker(uint64_t seed, const CorpusVocabulary& vocabulary, const CorpusTrialMaker& trials);

  CorpusPatient Make(uint64_t n) const;

  static constexpr uint32_t kDecidedTrials = 30'000;

 private:
  uint64_t seed_;
  const CorpusVocabulary& vocabulary_;
  const CorpusTrialMaker& trials_;
  WeightedLaw condition_law_, medication_law_, procedure_law_, variant_law_, lab_law_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_PATIENT_H_
