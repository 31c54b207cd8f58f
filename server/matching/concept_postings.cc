#include "matching/concept_postings.h"

#include <algorithm>

namespace trialmatch {

void ConceptPostings::Add(const AskedConcepts& asked, uint32_t predicate) {
  OfCategory& of = categories_[static_cast<size_t>(asked.category)];
  std::set<std::string> systems;
  for (const ConceptEntry& entry : asked.concepts->include) systems.insert(entry.code.system);
  of.systems.insert(std::move(systems));
  for (const auto* entries : {&asked.concepts->include, &asked.concepts->exclude}) {
    for (const ConceptEntry& entry : *entries) {
      const std::optional<ConceptId> id = terminology_.Find(entry.code);
      if (!id) continue;
      std::vector<uint32_t>& predicates = of.by_entry[*id];
      if (predicates.empty() || predicates.back() != predicate) predicates.push_back(predicate);
    }
  }
}

void ConceptPostings::AppendRelated(FactCategory category, const Code& code,
                                    std::vector<uint32_t>& predicates) const {
  const OfCategory& of = categories_[static_cast<size_t>(category)];
  const std::optional<ConceptId> id = terminology_.Find(code);
  if (!id || of.by_entry.empty()) return;
  // Whatever is above something beneath: that has all four kinds of relation.
  std::vector<ConceptId> related;
  for (const ConceptId beneath : terminology_.Descendants(*id)) {
    const absl::Span<const ConceptId> above = terminology_.Ancestors(beneath);
    related.insert(related.end(), above.begin(), above.end());
  }
  std::sort(related.begin(), related.end());
  related.erase(std::unique(related.begin(), related.end()), related.end());
  for (const ConceptId one : related) {
    const auto found = of.by_entry.find(one);
    if (found == of.by_entry.end()) continue;
    predicates.insert(predicates.end(), found->second.begin(), found->second.end());
  }
}

bool ConceptPostings::IsForeign(FactCategory category, const Code& code) const {
  const OfCategory& of = categories_[static_cast<size_t>(category)];
  const std::optional<ConceptId> id = terminology_.Find(code);
  if (!id) return true;
  const absl::Span<const Code> own = terminology_.CodesOf(*id);
  return std::any_of(of.systems.begin(), of.systems.end(), [&](const std::set<std::string>& systems) {
    return std::none_of(own.begin(), own.end(),
                        [&](const Code& spelling) { return systems.contains(spelling.system); });
  });
}

}  // namespace trialmatch
