#include "matching/fact_touches.h"

#include <algorithm>
#include <utility>

namespace trialmatch {

FactTouches::FactTouches(const ConceptRelations& relations, absl::Span<const BoundFact* const> facts,
                         const Patient& patient) {
  const auto add = [&](FactCategory category, const Code& code, uint32_t place) {
    for (const SetRelation& relation : *relations.Find(category, code)) touches_.push_back({relation, place});
  };
  for (uint32_t place = 0; place < facts.size(); ++place) {
    add(facts[place]->fact->category, facts[place]->fact->code, place);
  }
  for (const TestedGene& gene : patient.tested_genes) {
    add(FactCategory::kVariant, gene.code, FactTouch::kGene);
  }
  std::sort(touches_.begin(), touches_.end(), [](const FactTouch& a, const FactTouch& b) {
    return std::pair(a.relation.set, a.place) < std::pair(b.relation.set, b.place);
  });
  for (size_t begin = 0; begin < touches_.size();) {
    size_t end = begin + 1;
    while (end < touches_.size() && touches_[end].relation.set == touches_[begin].relation.set) ++end;
    by_set_.push_back(absl::MakeConstSpan(touches_).subspan(begin, end - begin));
    begin = end;
  }
}

bool FactTouches::Has(SetId set) const {
  const auto found =
      std::lower_bound(by_set_.begin(), by_set_.end(), set,
                       [](absl::Span<const FactTouch> one, SetId id) { return one[0].relation.set < id; });
  return found != by_set_.end() && found->front().relation.set == set;
}

}  // namespace trialmatch
