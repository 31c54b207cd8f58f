// Random trials that ask for everything a criterion can ask for.
#ifndef TRIALMATCH_TESTS_SUPPORT_RANDOM_TRIAL_H_
#define TRIALMATCH_TESTS_SUPPORT_RANDOM_TRIAL_H_

#include <string>
#include <vector>

#include "domain/trial.h"
#include "tests/support/random_source.h"
#include "tests/support/random_terminology.h"

namespace trialmatch {

class RandomTrialMaker {
 public:
  // Both outlive it.
  RandomTrialMaker(RandomSource& random, const RandomTerminology& terms) : random_(random), terms_(terms) {}

  // Valid but for a code now and then that is not loaded (any more).
  Trial Make(std::string id);

  // A tree of at most `depth` combinations above each leaf. Ids are new.
  Criterion MakeCriterion(int depth);
  Criterion MakeLeaf();

 private:
  Criterion Wrap(decltype(Criterion::kind) kind);
  Criterion MakeCombination(int depth);
  CriteriaLists MakeLists(int least, int most);
  Criterion Respelled(Criterion leaf);

  ConceptSet Concepts(const std::vector<Code>& codes);
  Subjects AnySubjects(FactCategory category);
  TimeWindow Window();
  AnchoredWindow AnyWindow(const Subjects& subjects);
  CountRange Counts(int low, int high);
  QuantityRange Amounts(const std::vector<std::string>& units);
  ClockRange Clocks(const std::vector<ClockBound>& bounds);
  FactCriterion Fact(FactCategory category, Subjects subjects, bool may_anchor);
  ObservationCriterion Observation();
  RelationCriterion Relation();
  decltype(Criterion::kind) LeafKind();

  RandomSource& random_;
  const RandomTerminology& terms_;
  std::vector<Criterion> made_;
  int next_id_ = 0;
};

// "condition", "observation", "age", ...: what a leaf asks about.
std::string LeafKindName(const Criterion& leaf);

// All leaves of a trial, in order.
std::vector<const Criterion*> LeavesOf(const Trial& trial);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_RANDOM_TRIAL_H_
