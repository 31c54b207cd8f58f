#include "tests/benchmark/bench/leaf_table.h"

#include "domain/truth.h"
#include "matching/evaluator.h"
#include "matching/predicate_key.h"

namespace trialmatch::bench {

uint32_t LeafTable::LiteralOf(const Criterion& leaf, bool negated) {
  const auto next = static_cast<uint32_t>(leaves_.size());
  const auto [entry, is_new] = by_key_.try_emplace(UnattestedKey(leaf), next);
  if (is_new) leaves_.push_back(leaf);
  return entry->second << 1 | static_cast<uint32_t>(negated);
}

LeafTable::Truths LeafTable::Ask(const PatientView& patient) const {
  static const auto* const kNoTrial = new std::string;
  Truths truths;
  truths.reserve(2 * leaves_.size());
  for (const Criterion& leaf : leaves_) {
    const Truth truth = EvaluateCriterion(leaf, *kNoTrial, patient, nullptr);
    const uint8_t bits = truth == Truth::kTrue ? kTrueBits : static_cast<uint8_t>(truth);
    truths.push_back(bits);
    truths.push_back(NegateBits(bits));
  }
  return truths;
}

}  // namespace trialmatch::bench
