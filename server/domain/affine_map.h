// The straight line that takes values in one unit to values in another.
#ifndef TRIALMATCH_DOMAIN_AFFINE_MAP_H_
#define TRIALMATCH_DOMAIN_AFFINE_MAP_H_

#include "domain/rational.h"

namespace trialmatch {

// y = slope × x + intercept, exactly. `slope` is never zero; where it is negative the order of values turns
// over.
struct AffineMap {
  Rational slope = 1;
  Rational intercept = 0;

  Rational Apply(const Rational& x) const { return slope * x + intercept; }
  AffineMap Inverse() const { return {Rational(1 / slope), Rational(-intercept / slope)}; }
  // First this map, then `next`.
  AffineMap Then(const AffineMap& next) const {
    return {Rational(next.slope * slope), next.Apply(intercept)};
  }

  friend bool operator==(const AffineMap& a, const AffineMap& b) = default;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_AFFINE_MAP_H_
