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

  PredicateId predicate() const { return packed_ >> 1; }
  bool negated() const { return packed_ & 1; }
  // Whether it is met where the predicate has this truth.
  Truth Met(Truth truth) const { return negated() ? Not(truth) : truth; }

 private:
  uint32_t packed_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LITERAL_H_
