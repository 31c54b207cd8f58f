// A predicate as a trial needs it.
#ifndef TRIALMATCH_MATCHING_LITERAL_H_
#define TRIALMATCH_MATCHING_LITERAL_H_

#include <cstdint>

#include "domain/truth.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// A predicate that must be TRUE or, negated, FALSE.
class Literal {
 public:
  Literal(PredicateId predicate, bool negated) : packed_(predicate << 1 | static_cast<uint32_t>(negated)) {}

  // Dense from 0, twice as many as predicates.
  uint32_t index() const { return packed_; }
  static Literal OfIndex(uint32_t index) { return Literal(index >> 1, (index & 1) != 0); }

  PredicateId predicate() const { return packed_ >> 1; }
  bool negated() const { return packed_ & 1; }
  // Whether it is met where the predicate has this truth.
  Truth Met(Truth truth) const { return negated() ? Not(truth) : truth; }

  friend bool operator==(const Literal& a, const Literal& b) = default;

 private:
  uint32_t packed_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LITERAL_H_
