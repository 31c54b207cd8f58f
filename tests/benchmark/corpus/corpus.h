// A corpus of trials and patients at the size of the world's registries, fitted to real eligibility texts
// (README.md), all of it from one seed.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "matching/patient_view.h"
#include "matching/trial_index.h"
#include "terminology/terminology.h"
#include "tests/benchmark/corpus/corpus_catalog.h"
#include "tests/benchmark/corpus/corpus_patient.h"
#include "tests/benchmark/corpus/corpus_trial.h"
#include "tests/benchmark/corpus/corpus_vocabulary.h"

namespace trialmatch {

// Immutable; safe for use by any number of threads, and does not move. The n-th trial and the n-th patient
// depend on the seed and n alone: a small corpus is the beginning of a large one.
class Corpus {
 public:
  explicit Corpus(uint64_t seed);
  Corpus(const Corpus&) = delete;
  Corpus& operator=(const Corpus&) = delete;

  const CorpusVocabulary& vocabulary() const { return vocabulary_; }
  const CorpusCatalog& catalog() const { return catalog_; }
  const std::shared_ptr<const Terminology>& terminology() const { return terminology_; }

  // Some 20 µs each. 500,000 at once take gigabytes (README.md): who can, makes them one by one.
  Trial MakeTrial(uint64_t n) const { return trials_.Make(n); }
  // Asks for nothing that any patient has: of conditions, treatments, genes and measurements of its own.
  Trial MakeIrrelevantTrial(uint64_t n) const { return trials_.MakeIrrelevant(n); }
  CorpusPatient MakePatient(uint64_t n) const { return patients_.Make(n); }

  std::vector<TrialPointer> MakeTrials(size_t count) const;
  std::vector<TrialPointer> MakeIrrelevantTrials(size_t count) const;
  std::vector<CorpusPatient> MakePatients(size_t count) const;

  // The patient stays where it is.
  PatientView View(const CorpusPatient& made) const {
    return PatientView(made.patient, made.options, *terminology_);
  }

 private:
  CorpusVocabulary vocabulary_;
  CorpusCatalog catalog_;
  CorpusTrialMaker trials_;
  CorpusPatientMaker patients_;
  std::shared_ptr<const Terminology> terminology_;
};

// For who needs one thing only; each makes the vocabulary anew.
std::shared_ptr<const Terminology> MakeCorpusTerminology(uint64_t seed);
std::vector<TrialPointer> MakeCorpusTrials(uint64_t seed, size_t count);
std::vector<CorpusPatient> MakeCorpusPatients(uint64_t seed, size_t count);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_H_
