// How much of a truth is wanted, where less than all of it is cheaper.
#ifndef TRIALMATCH_MATCHING_ASKED_TRUTH_H_
#define TRIALMATCH_MATCHING_ASKED_TRUTH_H_

#include <cstdint>

#include "domain/truth.h"

namespace trialmatch {

// kWhetherTrue: TRUE iff the truth is TRUE, else either of the others; kWhetherFalse alike.
enum class Asked : uint8_t { kTruth, kWhetherTrue, kWhetherFalse };

// Of something that is negated.
constexpr Asked Negated(Asked asked) {
  if (asked == Asked::kTruth) return asked;
  return asked == Asked::kWhetherTrue ? Asked::kWhetherFalse : Asked::kWhetherTrue;
}

// What is left to ask of one of several of which all must hold (any is enough): once something is open, only
// whether it decides.
constexpr Asked AskOfAll(Asked asked, Truth so_far) {
  return asked == Asked::kTruth && so_far == Truth::kUnknown ? Asked::kWhetherFalse : asked;
}
constexpr Asked AskOfAny(Asked asked, Truth so_far) { return Negated(AskOfAll(Negated(asked), Not(so_far))); }

// Whether nothing that is still to come can change the answer, when all must hold (any is enough).
constexpr bool SettlesAll(Asked asked, Truth so_far) {
  return so_far == Truth::kFalse || (asked == Asked::kWhetherTrue && so_far != Truth::kTrue);
}
constexpr bool SettlesAny(Asked asked, Truth so_far) { return SettlesAll(Negated(asked), Not(so_far)); }

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ASKED_TRUTH_H_
