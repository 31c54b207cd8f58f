// The facts of one patient in the making.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FACTS_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FACTS_H_

#include <cstdint>
#include <optional>

#include "domain/fact.h"
#include "tests/benchmark/corpus/corpus_patient.h"
#include "tests/benchmark/corpus/corpus_random.h"
#include "tests/benchmark/corpus/corpus_vocabulary.h"

namespace trialmatch {

// "2024-05-19", or only its month or year.
RecordedTime CorpusDate(absl::CivilDay day, Precision precision);

class CorpusFactMaker {
 public:
  // What patients have, by popularity.
  struct Laws {
    const WeightedLaw &conditions, &medications, &procedures, &variants, &labs;
  };

  // All outlive it; `made` has its moment and its birth. `age_days` is the age at that moment.
  CorpusFactMaker(const CorpusVocabulary& vocabulary, const Laws& laws, CorpusRandom& random, int age_days,
                  CorpusPatient& made)
      : vocabulary_(vocabulary), laws_(laws), random_(random), age_days_(age_days), made_(made) {}

  void AddConditions();
  void AddRefutations();
  void AddLabs();
  void AddPerformance();
  void AddMedications();
  void AddProcedures();
  void AddGenes();
  void AddReproduction();
  void AddHabits();
  void AddRelatives();
  void AddStrangeCodes();

 private:
  Fact& Add(FactCategory category, Code code);
  absl::CivilDay Today() const { return trialmatch::Today(made_.options.as_of); }
  // So many days ago, within the patient's life, as exactly as it happens to be recorded.
  RecordedTime Ago(int days);
  int DrawDaysAgo();
  uint32_t DrawCondition();
  void AddCourse(Fact& fact);
  void AddValues(const CorpusAnalyte& analyte);
  int64_t DrawValue(const CorpusAnalyte& analyte);

  const CorpusVocabulary& vocabulary_;
  const Laws laws_;
  CorpusRandom& random_;
  int age_days_;
  CorpusPatient& made_;
  int next_id_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FACTS_H_
