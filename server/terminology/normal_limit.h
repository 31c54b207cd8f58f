// Normal ranges of measurements, as a named table states them.
#ifndef TRIALMATCH_TERMINOLOGY_NORMAL_LIMIT_H_
#define TRIALMATCH_TERMINOLOGY_NORMAL_LIMIT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "domain/decimal.h"

namespace trialmatch {

// For which sex a normal range is asked. kAny: not known, or neither.
enum class LimitSex : uint8_t { kAny = 0, kMale = 1, kFemale = 2 };

// Completed days of age, both ends inclusive. {d, d} for an age known to the day; wider when the birth is
// not.
struct DayRange {
  int64_t first = 0;
  int64_t last = 0;
};

// At least one of the ends is there; both are inclusive. `unit` is UCUM.
struct NormalLimit {
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  std::string unit;

  friend bool operator==(const NormalLimit& a, const NormalLimit& b) = default;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_NORMAL_LIMIT_H_
