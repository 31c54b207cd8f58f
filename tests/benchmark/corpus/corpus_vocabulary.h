// Everything that trials and patients of the corpus can speak of.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_VOCABULARY_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_VOCABULARY_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/code.h"
#include "domain/fact_criterion.h"
#include "terminology/terminology.h"
#include "tests/benchmark/corpus/corpus_analyte.h"
#include "tests/benchmark/corpus/corpus_hierarchy.h"

namespace trialmatch {

// A named ordered scale; the lowest grade first.
struct CorpusScale {
  std::string name;
  std::vector<std::string> grades;
};

struct CorpusVocabulary {
  explicit CorpusVocabulary(uint64_t seed);

  CorpusHierarchy conditions, medications, procedures, variants, allergens, lifestyles, abilities, plans;
  CorpusHierarchy sites;
  std::vector<Code> responses, methods, results;
  std::vector<CorpusAnalyte> analytes;
  std::vector<CorpusScale> scales;

  // The one scale on which a condition is graded.
  const CorpusScale& ScaleOf(uint32_t condition) const { return scales[condition % scales.size()]; }
};

// The real loader's, from a plain table of the vocabulary.
std::shared_ptr<const Terminology> LoadCorpusTerminology(const CorpusVocabulary& vocabulary);
// The plain table (terminology/README.md) that it is loaded from.
std::string CorpusTerminologyTable(const CorpusVocabulary& vocabulary);

// The table of normal limits that requests may name.
inline constexpr char kCorpusLimitTable[] = "adult";
// A code system that no table describes, and the one that all concepts are of, whose other codes do not
// exist.
inline constexpr char kCorpusStrangeSystem[] = "urn:corpus:own";
inline constexpr char kCorpusSystem[] = "urn:corpus:all";

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_VOCABULARY_H_
