// Numbers that stand for all of a trial or a patient of the corpus.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_FINGERPRINT_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_FINGERPRINT_H_

#include <cstdint>
#include <vector>

#include "domain/trial.h"
#include "tests/benchmark/corpus/corpus_patient.h"

namespace trialmatch {

// The same on every platform, and different for what differs in anything but places on earth.
uint64_t FingerprintOf(const Trial& trial);
uint64_t FingerprintOf(const CorpusPatient& made);

// Every leaf of a trial, in order.
std::vector<const Criterion*> CorpusLeavesOf(const Trial& trial);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_FINGERPRINT_H_
