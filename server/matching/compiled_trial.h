// Trials flattened to arrays of nodes over predicate ids.
#ifndef TRIALMATCH_MATCHING_COMPILED_TRIAL_H_
#define TRIALMATCH_MATCHING_COMPILED_TRIAL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// The trees of all trials in one array, parents before their children: no allocation to evaluate one.
class CompiledTrials {
 public:
  // The next position. A trial is all of its inclusions, the negations of its exclusions and, if it has
  // cohorts, any of those, which are built alike.
  void Add(const Trial& trial, PredicateTable& predicates);

  size_t size() const { return roots_.size(); }

  // Whether the patient qualifies. Leaves that cannot change the answer any more are not asked for.
  Truth Evaluate(size_t position, PredicateTruths& truths) const { return Find(roots_[position], truths); }

 private:
  struct Node {
    enum class Kind : uint8_t { kLeaf, kAllOf, kAnyOf, kNot, kIfThen, kAtLeast };
    Kind kind;
    uint32_t argument;  // of a leaf its predicate, of kAtLeast its k
    uint32_t end;       // one past the last node beneath
  };

  uint32_t Open(Node::Kind kind, uint32_t argument = 0);
  void Close(uint32_t node) { nodes_[node].end = static_cast<uint32_t>(nodes_.size()); }
  void AddLists(const CriteriaLists& lists, const std::string& trial_id, PredicateTable& predicates);
  void AddCriterion(const Criterion& criterion, const std::string& trial_id, PredicateTable& predicates);

  Truth Find(uint32_t node, PredicateTruths& truths) const;
  Truth FindAllOf(uint32_t node, PredicateTruths& truths) const;
  Truth FindAnyOf(uint32_t node, PredicateTruths& truths) const;
  Truth FindAtLeast(uint32_t node, PredicateTruths& truths) const;

  std::vector<Node> nodes_;
  std::vector<uint32_t> roots_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_COMPILED_TRIAL_H_
