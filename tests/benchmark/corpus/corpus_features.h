// Names for what a criterion makes use of.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FEATURES_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FEATURES_H_

#include <string>
#include <vector>

#include "domain/criterion.h"

namespace trialmatch {

// The leaf's kind first ("condition", "observation", "age", "consent", ...), then everything about it that
// another leaf of the kind may do without ("window", "grade", "latest", "assume absent", ...).
std::vector<std::string> FeaturesOf(const Criterion& leaf);

// "any of"
std::string OperatorName(Operator op);

// All names that FeaturesOf and OperatorName have.
std::vector<std::string> AllFeatures();

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_FEATURES_H_
