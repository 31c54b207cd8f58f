// Measured quantities with the values at which real trials draw their lines.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_ANALYTE_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_ANALYTE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "domain/code.h"
#include "domain/decimal.h"
#include "domain/quantity.h"

namespace trialmatch {

// Values are whole numbers of 10^-scale of the unit.
struct CorpusAnalyte {
  Code code;
  std::string name;
  std::string unit;
  int scale = 0;
  // The normal range.
  int64_t low = 0, high = 0;
  // Ascending, the first of at least two.
  std::vector<int64_t> bounds;
  // Another unit that laboratories use: `other_scale` digits, value * numerator / denominator. Empty: none.
  std::string other_unit;
  int64_t numerator = 1, denominator = 1;
  int other_scale = 0;
  std::string molar_mass;  // empty: none
  // How often trials bound it.
  uint32_t weight = 1;
  // No patient has it measured.
  bool far = false;

  Decimal Value(int64_t scaled) const;
  Quantity In(int64_t scaled, bool other) const;
};

// value * 10^-scale, exactly.
Decimal ScaledDecimal(int64_t value, int scale);

// `count` of them: first those of the real texts with their usual bounds, then made-up ones beside round
// values. Codes are of `system`.
std::vector<CorpusAnalyte> MakeCorpusAnalytes(const std::string& system, uint32_t count);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_ANALYTE_H_
