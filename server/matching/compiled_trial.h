// Trials flattened to arrays over predicate ids.
#ifndef TRIALMATCH_MATCHING_COMPILED_TRIAL_H_
#define TRIALMATCH_MATCHING_COMPILED_TRIAL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/literal.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// All trials, each the conjunction of its literals, of its rest (a tree), and of UNKNOWN where it is capped.
// No allocation to evaluate one.
class CompiledTrials {
 public:
  // The next position. A trial is all of its inclusions, the negations of its exclusions and, if it has
  // cohorts, any of those, which are built alike. Its mandatory leaves become literals; one that only a
  // person decides caps the trial, since a trial of which somebody decided is not asked here.
  void Add(const Trial& trial, PredicateTable& predicates);

  size_t size() const { return trials_.size(); }
  bool IsCapped(size_t position) const { return trials_[position].capped; }
  absl::Span<const Literal> LiteralsOf(size_t position) const {
    const Part& part = trials_[position];
    return absl::MakeConstSpan(literals_).subspan(part.first_literal, part.literal_count);
  }
  // The predicates of the rest, some more than once.
  std::vector<PredicateId> PredicatesInRest(size_t position) const;

  // Whether the patient qualifies. `Truths` has Met(Literal), and Of(PredicateId) for the rest.
  template <typename Truths>
  Truth Evaluate(size_t position, const Truths& truths) const {
    Truth all = IsCapped(position) ? Truth::kUnknown : Truth::kTrue;
    for (const Literal& literal : LiteralsOf(position)) {
      all = And(all, truths.Met(literal));
      if (all == Truth::kFalse) return all;
    }
    return And(all, Find(trials_[position].rest, truths));
  }

 private:
  // Adds the parts of one trial.
  class Builder;

  struct Node {
    enum class Kind : uint8_t { kLeaf, kUnknown, kAllOf, kAnyOf, kNot, kIfThen, kAtLeast };
    Kind kind;
    uint32_t argument;  // of a leaf its predicate, of kAtLeast its k
    uint32_t end;       // one past the last node beneath
  };

  template <typename Truths>
  Truth Find(uint32_t node, const Truths& truths) const;
  template <typename Truths>
  Truth FindAtLeast(uint32_t node, const Truths& truths) const;

  struct Part {
    uint32_t first_literal;
    uint32_t literal_count : 31;
    uint32_t capped : 1;
    uint32_t rest;  // its root, a kAllOf
  };
  std::vector<Node> nodes_;  // of all trees, parents before their children
  std::vector<Literal> literals_;
  std::vector<Part> trials_;
};

template <typename Truths>
Truth CompiledTrials::Find(uint32_t node, const Truths& truths) const {
  const Node& here = nodes_[node];
  switch (here.kind) {
    case Node::Kind::kLeaf:
      return truths.Of(here.argument);
    case Node::Kind::kUnknown:
      return Truth::kUnknown;
    case Node::Kind::kAllOf: {
      Truth all = Truth::kTrue;
      for (uint32_t child = node + 1; child < here.end && all != Truth::kFalse; child = nodes_[child].end) {
        all = And(all, Find(child, truths));
      }
      return all;
    }
    case Node::Kind::kAnyOf: {
      Truth any = Truth::kFalse;
      for (uint32_t child = node + 1; child < here.end && any != Truth::kTrue; child = nodes_[child].end) {
        any = Or(any, Find(child, truths));
      }
      return any;
    }
    case Node::Kind::kNot:
      return Not(Find(node + 1, truths));
    case Node::Kind::kIfThen:
      return Implies(Find(node + 1, truths), Find(nodes_[node + 1].end, truths));
    case Node::Kind::kAtLeast:
      break;
  }
  return FindAtLeast(node, truths);
}

template <typename Truths>
Truth CompiledTrials::FindAtLeast(uint32_t node, const Truths& truths) const {
  const int64_t k = nodes_[node].argument;
  int64_t true_count = 0;
  int64_t unknown_count = 0;
  for (uint32_t child = node + 1; child < nodes_[node].end && true_count < k; child = nodes_[child].end) {
    const Truth truth = Find(child, truths);
    true_count += truth == Truth::kTrue;
    unknown_count += truth == Truth::kUnknown;
  }
  return AtLeast(k, true_count, unknown_count);
}

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_COMPILED_TRIAL_H_
