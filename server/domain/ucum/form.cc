#include "domain/ucum/form.h"

#include <algorithm>
#include <cstdlib>

namespace trialmatch::ucum {
namespace {

constexpr unsigned kMaxFactorBits = 4096;

bool IsSmall(const Rational& factor) {
  return msb(numerator(factor)) < kMaxFactorBits && msb(denominator(factor)) < kMaxFactorBits;
}

void AddPower(const Power& power, std::vector<Power>* powers) {
  const auto at = std::lower_bound(powers->begin(), powers->end(), power.symbol,
                                   [](const Power& p, SymbolId symbol) { return p.symbol < symbol; });
  if (at == powers->end() || at->symbol != power.symbol) {
    powers->insert(at, power);
    return;
  }
  at->total += power.total;
  at->above += power.above;
}

}  // namespace

Rational IntegerPower(const Rational& base, int exponent) {
  Rational result = 1;
  Rational square = base;
  for (int left = std::abs(exponent); left > 0; left /= 2) {
    if (left % 2 == 1) result *= square;
    if (left > 1) square *= square;
  }
  return exponent < 0 ? Rational(1 / result) : result;
}

bool MultiplyBy(const Form& other, int exponent, Form* form) {
  if (exponent == 0) return true;
  form->factor *= IntegerPower(other.factor, exponent);
  if (!IsSmall(form->factor)) return false;
  for (const Power& power : other.powers) {
    // Dividing turns the fraction over: what stood below the line comes above it.
    const int above = exponent > 0 ? power.above : power.above - power.total;
    AddPower({power.symbol, power.total * exponent, above * std::abs(exponent)}, &form->powers);
  }
  return true;
}

}  // namespace trialmatch::ucum
