// The product of powers that a unit expression stands for.
#ifndef TRIALMATCH_DOMAIN_UCUM_FORM_H_
#define TRIALMATCH_DOMAIN_UCUM_FORM_H_

#include <vector>

#include "domain/rational.h"

namespace trialmatch::ucum {

// Index of a symbol in the dictionary (see dictionary.h). Order is that of the table, base units first.
using SymbolId = int;

// One symbol's power. `total` is the exponent in the product; `above` is what stood above the line before
// anything cancelled, so that mg/g (total 0, above 1) is not taken for a plain number.
struct Power {
  SymbolId symbol = 0;
  int total = 0;
  int above = 0;

  friend bool operator==(const Power& a, const Power& b) = default;
};

// factor × Π symbol^total. `powers` is sorted by symbol and keeps a symbol that cancelled.
struct Form {
  Rational factor = 1;
  std::vector<Power> powers = {};
};

// form := form × other^exponent. False, with `form` unspecified, when the factor outgrows 4096 bits: hostile
// expressions end there.
[[nodiscard]] bool MultiplyBy(const Form& other, int exponent, Form* form);

// Exact, for small exponents of either sign. `base` is not zero.
Rational IntegerPower(const Rational& base, int exponent);

}  // namespace trialmatch::ucum

#endif  // TRIALMATCH_DOMAIN_UCUM_FORM_H_
