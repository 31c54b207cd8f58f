// The criteria of one trial in the making.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_CRITERIA_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_CRITERIA_H_

#include <cstdint>
#include <string>
#include <vector>

#include "domain/trial.h"
#include "tests/benchmark/corpus/corpus_catalog.h"
#include "tests/benchmark/corpus/corpus_random.h"
#include "tests/benchmark/corpus/corpus_trial.h"

namespace trialmatch {

// The hash of a text in 15 hexadecimal digits.
std::string CorpusTextHash(const std::string& text);

class CorpusCriteriaMaker {
 public:
  // Both outlive it. `far`: only what no patient has.
  CorpusCriteriaMaker(const CorpusCatalog& catalog, CorpusRandom& random, TrialField field, bool far)
      : catalog_(catalog), random_(random), field_(field), far_(far) {}

  // As many lines as real lists have, about any of `conditions` first.
  CriteriaLists TrialLists(const std::vector<uint32_t>& conditions);
  // The few of a cohort.
  CriteriaLists CohortLists(uint32_t condition);

 private:
  enum class Side : uint8_t { kInclusion, kExclusion };

  Criterion Named(Criterion criterion);
  Criterion RequiredOf(const std::vector<uint32_t>& conditions);
  Criterion Leaf(Side side);
  Criterion Line(Side side);
  Criterion Combined(Operator op, std::vector<Criterion> children, int k = 0);
  Criterion Nested(Side side);
  Criterion Contraception();
  Criterion Text(bool judgement, const char* reason);
  void AddLines(Side side, int count, CriteriaLists& lists);
  void AddLabPanel(CriteriaLists& lists);
  LeafKind PickKind(Side side);

  const CorpusCatalog& catalog_;
  CorpusRandom& random_;
  TrialField field_;
  bool far_;
  int next_id_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_CRITERIA_H_
