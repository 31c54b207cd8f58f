// The distinct leaves of many trials, and what the definition says of each.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_LEAF_TABLE_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_LEAF_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/criterion.h"
#include "matching/patient_view.h"

namespace trialmatch::bench {

// Truths as bits, so that AND and OR are those of bits: what is possible, and above it what is certain.
inline constexpr uint8_t kFalseBits = 0, kUnknownBits = 1, kTrueBits = 3;
constexpr uint8_t NegateBits(uint8_t bits) { return bits == kUnknownBits ? bits : bits ^ kTrueBits; }

// Filled by one thread, then safe for use by any number of them.
class LeafTable {
 public:
  // By literal: 2 * leaf, and one more where the leaf must be FALSE.
  using Truths = std::vector<uint8_t>;

  size_t size() const { return leaves_.size(); }

  // The literal that the leaf (no combination, not by person) is. Leaves with one key are one.
  uint32_t LiteralOf(const Criterion& leaf, bool negated);

  // Asks the definition for every leaf. Attestations, which are for one trial each, are left out.
  Truths Ask(const PatientView& patient) const;

 private:
  std::deque<Criterion> leaves_;
  absl::flat_hash_map<std::string, uint32_t> by_key_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_LEAF_TABLE_H_
