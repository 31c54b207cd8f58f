#include "tests/benchmark/corpus/corpus.h"

#include <utility>

namespace trialmatch {

Corpus::Corpus(uint64_t seed)
    : vocabulary_(seed),
      catalog_(seed, vocabulary_),
      trials_(seed, vocabulary_, catalog_),
      patients_(seed, vocabulary_, trials_),
      terminology_(LoadCorpusTerminology(vocabulary_)) {}

std::vector<TrialPointer> Corpus::MakeTrials(size_t count) const {
  std::vector<TrialPointer> trials;
  trials.reserve(count);
  for (size_t n = 0; n < count; ++n) trials.push_back(std::make_shared<const Trial>(MakeTrial(n)));
  return trials;
}

std::vector<TrialPointer> Corpus::MakeIrrelevantTrials(size_t count) const {
  std::vector<TrialPointer> trials;
  trials.reserve(count);
  for (size_t n = 0; n < count; ++n) trials.push_back(std::make_shared<const Trial>(MakeIrrelevantTrial(n)));
  return trials;
}

std::vector<CorpusPatient> Corpus::MakePatients(size_t count) const {
  std::vector<CorpusPatient> patients;
  patients.reserve(count);
  for (size_t n = 0; n < count; ++n) patients.push_back(MakePatient(n));
  return patients;
}

std::shared_ptr<const Terminology> MakeCorpusTerminology(uint64_t seed) {
  return LoadCorpusTerminology(CorpusVocabulary(seed));
}

std::vector<TrialPointer> MakeCorpusTrials(uint64_t seed, size_t count) {
  return Corpus(seed).MakeTrials(count);
}

std::vector<CorpusPatient> MakeCorpusPatients(uint64_t seed, size_t count) {
  return Corpus(seed).MakePatients(count);
}

}  // namespace trialmatch
