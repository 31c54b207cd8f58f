// The trials of the corpus, each made by its number alone.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_TRIAL_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_TRIAL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "domain/recorded_time.h"
#include "domain/trial.h"
#include "tests/benchmark/corpus/corpus_catalog.h"
#include "tests/benchmark/corpus/corpus_vocabulary.h"

namespace trialmatch {

// What a trial is about; it decides what its criteria ask for.
enum class TrialField : uint8_t {
  kOncology,
  kMetabolic,
  kInfection,
  kMind,
  kOrgan,
  kSurgery,
  kObstetrics,
  kNewborn,
  kHealthy,
};

// Immutable; safe for use by any number of threads.
class CorpusTrialMaker {
 public:
  // Vocabulary and catalog outlive it.
  CorpusTrialMaker(uint64_t seed, const CorpusVocabulary& vocabulary, const CorpusCatalog& catalog);

  // With the criteria that age and sex imply. Structured criteria have no text, as in an index; unstructured
  // ones have one, with its hash.
  Trial Make(uint64_t n) const;

  // Asks but for age, sex, consent and judgement only for what no patient of the corpus has.
  Trial MakeIrrelevant(uint64_t n) const;

  static std::string IdOf(uint64_t n);
  static std::string IrrelevantIdOf(uint64_t n);

  // By popularity, for what a trial is for.
  uint32_t DrawCondition(bool far, CorpusRandom& random) const;

 private:
  Trial Make(uint64_t n, bool far) const;

  uint64_t seed_;
  const CorpusVocabulary& vocabulary_;
  const CorpusCatalog& catalog_;
  WeightedLaw condition_law_, far_condition_law_;
  std::vector<RecordedTime> updates_;  // days on which records were updated last
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_TRIAL_H_
