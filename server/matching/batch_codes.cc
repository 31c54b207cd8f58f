#include "matching/batch_codes.h"

#include <algorithm>

namespace trialmatch {

BatchCodes::BatchCodes(const std::vector<CategoryCode>& codes, const Terminology& terminology)
    : terminology_(terminology) {
  for (CodeId id = 0; id < codes.size(); ++id) {
    OfCategory& of = categories_[static_cast<size_t>(codes[id].category)];
    std::set<std::string> systems;
    if (const std::optional<ConceptId> found = terminology.Find(codes[id].code)) {
      of.by_concept[*found].push_back(id);
      for (const Code& spelling : terminology.CodesOf(*found)) systems.insert(spelling.system());
    }
    of.by_systems[systems].push_back(id);
  }
}

std::vector<CodeId> BatchCodes::RelatedTo(FactCategory category, const ConceptSet& set) const {
  const OfCategory& of = categories_[static_cast<size_t>(category)];
  std::vector<CodeId> related;
  std::vector<bool> seen(terminology_.ConceptCount());
  for (const auto* entries : {&set.include, &set.exclude}) {
    for (const ConceptEntry& entry : *entries) {
      const std::optional<ConceptId> named = terminology_.Find(entry.code);
      if (!named) continue;
      // Whatever is above something beneath: that has all four kinds of relation.
      for (const ConceptId beneath : terminology_.Descendants(*named)) {
        for (const ConceptId above : terminology_.Ancestors(beneath)) {
          if (seen[above]) continue;
          seen[above] = true;
          const auto found = of.by_concept.find(above);
          if (found == of.by_concept.end()) continue;
          related.insert(related.end(), found->second.begin(), found->second.end());
        }
      }
    }
  }
  for (const auto& [systems, codes] : of.by_systems) {
    const bool comparable =
        std::any_of(set.include.begin(), set.include.end(),
                    [&](const ConceptEntry& entry) { return systems.contains(entry.code.system()); });
    if (!comparable) related.insert(related.end(), codes.begin(), codes.end());
  }
  std::sort(related.begin(), related.end());
  related.erase(std::unique(related.begin(), related.end()), related.end());
  return related;
}

std::vector<CodeId> BatchCodes::AllOf(FactCategory category) const {
  std::vector<CodeId> all;
  for (const auto& [systems, codes] : categories_[static_cast<size_t>(category)].by_systems) {
    all.insert(all.end(), codes.begin(), codes.end());
  }
  return all;
}

}  // namespace trialmatch
