// Three-valued truth: strong Kleene logic.
#ifndef TRIALMATCH_DOMAIN_TRUTH_H_
#define TRIALMATCH_DOMAIN_TRUTH_H_

#include <algorithm>
#include <cstdint>

namespace trialmatch {

// Ordered FALSE < UNKNOWN < TRUE, so that AND is the minimum and OR the maximum.
enum class Truth : uint8_t { kFalse = 0, kUnknown = 1, kTrue = 2 };

constexpr Truth And(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth Or(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth Not(Truth a) { return static_cast<Truth>(2 - static_cast<uint8_t>(a)); }
constexpr Truth Implies(Truth a, Truth b) { return Or(Not(a), b); }
constexpr Truth FromBool(bool b) { return b ? Truth::kTrue : Truth::kFalse; }

// TRUE when k of the counted truths are TRUE; FALSE when even with every UNKNOWN fewer than k would be.
constexpr Truth AtLeast(int64_t k, int64_t true_count, int64_t unknown_count) {
  if (true_count >= k) return Truth::kTrue;
  return true_count + unknown_count < k ? Truth::kFalse : Truth::kUnknown;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_TRUTH_H_
