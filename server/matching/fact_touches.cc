#include "matching/fact_touches.h"

#include <cstddef>

namespace trialmatch {
namespace {

// Of a word with few bits, as all are here: not every x86-64 counts in one instruction.
uint32_t CountBits(uint64_t few) {
  uint32_t count = 0;
  for (; few != 0; few &= few - 1) ++count;
  return count;
}

}  // namespace

FactTouches::FactTouches(const ConceptRelations& relations, absl::Span<const BoundFact* const> facts,
                         const Patient& patient)
    : touched_(relations.size() / 64 + 1, 0) {
  std::vector<FactTouch> touches;
  const auto add = [&](FactCategory category, const Code& code, uint32_t place) {
    for (const SetRelation& relation : *relations.Find(category, code)) touches.push_back({relation, place});
  };
  for (uint32_t place = 0; place < facts.size(); ++place) {
    add(facts[place]->fact->category, facts[place]->fact->code, place);
  }
  for (const TestedGene& gene : patient.tested_genes) {
    add(FactCategory::kVariant, gene.code, FactTouch::kGene);
  }
  SortBySet(touches);
}

// Counted rather than compared: the rank of a touched set is how many bits there are before its own.
void FactTouches::SortBySet(absl::Span<const FactTouch> touches) {
  for (const FactTouch& touch : touches) {
    touched_[touch.relation.set / 64] |= uint64_t{1} << (touch.relation.set % 64);
  }
  std::vector<uint32_t> before;
  before.reserve(touched_.size());
  uint32_t sets = 0;
  for (const uint64_t word : touched_) {
    before.push_back(sets);
    sets += CountBits(word);
  }
  const auto rank = [&](SetId set) {
    const uint64_t lower = touched_[set / 64] & ((uint64_t{1} << (set % 64)) - 1);
    return before[set / 64] + CountBits(lower);
  };
  by_set_.reserve(sets);
  std::vector<uint32_t> next(sets + 1, 0);
  for (const FactTouch& touch : touches) ++next[rank(touch.relation.set) + 1];
  for (uint32_t i = 0; i < sets; ++i) next[i + 1] += next[i];
  touches_.resize(touches.size());
  for (uint32_t i = 0; i < sets; ++i) {
    by_set_.push_back(absl::MakeConstSpan(touches_).subspan(next[i], next[i + 1] - next[i]));
  }
  for (const FactTouch& touch : touches) touches_[next[rank(touch.relation.set)]++] = touch;
}

}  // namespace trialmatch
