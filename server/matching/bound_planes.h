// The trials that a monotone group shuts out, a whole run of bounds at once.
#ifndef TRIALMATCH_MATCHING_BOUND_PLANES_H_
#define TRIALMATCH_MATCHING_BOUND_PLANES_H_

#include <cstddef>
#include <utility>
#include <vector>

#include "matching/literal.h"
#include "matching/literal_postings.h"
#include "matching/trial_bits.h"

namespace trialmatch {

// Of literals in an order in which their truths fall: the FALSE ones are the last so many. Planes kept every
// so many trials hold all trials that need any literal from there on. Immutable; the postings outlive it.
class BoundPlanes {
 public:
  BoundPlanes(std::vector<Literal> falling, const LiteralPostings& postings, size_t trials);

  const std::vector<Literal>& falling() const { return falling_; }

  // Removes all trials that need a literal from the place `first` on.
  void RemoveFrom(size_t first, TrialBits& bits) const;

  size_t BytesUsed() const;

 private:
  const std::vector<Literal> falling_;
  const LiteralPostings& postings_;
  // In the order of their places.
  std::vector<std::pair<size_t, TrialBits>> planes_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BOUND_PLANES_H_
