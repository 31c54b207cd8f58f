// From a literal to the trials that it is a part of.
#ifndef TRIALMATCH_MATCHING_LITERAL_POSTINGS_H_
#define TRIALMATCH_MATCHING_LITERAL_POSTINGS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "matching/compiled_trial.h"
#include "matching/literal.h"
#include "matching/trial_bits.h"
#include "matching/trial_lists.h"

namespace trialmatch {

// Immutable.
class LiteralPostings {
 public:
  enum Part : uint32_t {
    kUncapped,      // mandatory, in trials that can become TRUE
    kCapped,        // mandatory, in capped ones
    kGuards,        // in the rest of any trial, as a guard
    kUnguarding,    // in it otherwise
    kUncappedRest,  // in the rest of trials that can become TRUE
  };

  // The guards are marked.
  LiteralPostings(const CompiledTrials& trials, size_t predicates);

  bool IsMandatory(Literal literal) const { return Count(literal, kUncapped) + Count(literal, kCapped) > 0; }
  bool IsInRest(Literal literal) const { return Count(literal, kGuards) + Count(literal, kUnguarding) > 0; }
  size_t Count(Literal literal, Part part) const { return lists_.CountOf(Key(literal, part)); }

  // See TrialLists.
  void AddTo(Literal literal, Part part, TrialBits& bits) const { lists_.AddTo(Key(literal, part), bits); }
  void RemoveFrom(Literal literal, Part part, TrialBits& bits) const {
    lists_.RemoveFrom(Key(literal, part), bits);
  }

  // Literals whose lists are gone through one after the other, which is faster.
  class Literals {
   public:
    // At most so many are added.
    explicit Literals(size_t most) : keys_(most + 1) {}
    // Nobody can guess whether.
    void AddIf(bool add, Literal literal) {
      keys_[size_] = Key(literal, Part{});
      size_ += add;
    }

   private:
    friend class LiteralPostings;
    absl::Span<const uint32_t> keys() const { return absl::MakeConstSpan(keys_).first(size_); }

    std::vector<uint32_t> keys_;
    size_t size_ = 0;
  };
  static constexpr TrialLists::Run kMandatory = {kUncapped, 2}, kInRest = {kGuards, 2};
  static constexpr TrialLists::Run Only(Part part) { return {part, 1}; }

  // See TrialLists.
  void AddTo(const Literals& literals, TrialLists::Run parts, TrialBits& bits) const {
    lists_.AddTo(literals.keys(), parts, bits);
  }
  void RemoveFrom(const Literals& literals, TrialLists::Run parts, TrialBits& bits) const {
    lists_.RemoveFrom(literals.keys(), parts, bits);
  }
  void CountUp(const Literals& literals, TrialLists::Run parts, TrialBits& once, TrialBits& more) const {
    lists_.CountUp(literals.keys(), parts, once, more);
  }

  size_t BytesUsed() const { return lists_.BytesUsed(); }

 private:
  static constexpr uint32_t kParts = 5;
  static uint32_t Key(Literal literal, Part part) { return kParts * literal.index() + part; }

  TrialLists lists_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LITERAL_POSTINGS_H_
