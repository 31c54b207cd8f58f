#include "matching/concept_relations.h"

#include <algorithm>
#include <optional>

#include "matching/concept_match.h"

namespace trialmatch {
namespace {

// Concepts whose relations are remembered; beyond them all are forgotten.
constexpr size_t kRemembered = 1 << 16;

}  // namespace

SetId ConceptRelations::Intern(FactCategory category, const ConceptSet& set, bool of_facts) {
  OfCategory& of = categories_[static_cast<size_t>(category)];
  if (of_facts) {
    std::set<std::string> systems;
    for (const ConceptEntry& entry : set.include) systems.insert(entry.code.system());
    of.systems.insert(std::move(systems));
  }
  const auto [known, is_new] = of.ids.try_emplace(set, static_cast<SetId>(sets_.size()));
  if (!is_new) return known->second;
  sets_.push_back(terminology_.Resolve(set));
  category_of_.push_back(category);
  for (const auto* entries : {&set.include, &set.exclude}) {
    for (const ConceptEntry& entry : *entries) {
      const std::optional<ConceptId> id = terminology_.Find(entry.code);
      if (!id) continue;
      std::vector<SetId>& naming = of.by_entry[*id];
      if (naming.empty() || naming.back() != known->second) naming.push_back(known->second);
    }
  }
  return known->second;
}

std::shared_ptr<const ConceptRelations::Relations> ConceptRelations::Find(FactCategory category,
                                                                          const Code& code) const {
  static const auto* const kNone = new std::shared_ptr<const Relations>(std::make_shared<Relations>());
  const OfCategory& of = categories_[static_cast<size_t>(category)];
  const std::optional<ConceptId> id = terminology_.Find(code);
  if (!id || of.by_entry.empty()) return *kNone;
  const std::pair key(category, *id);
  {
    const std::lock_guard lock(mutex_);
    const auto found = remembered_.find(key);
    if (found != remembered_.end()) return found->second;
  }
  auto related = std::make_shared<const Relations>(Relate(of, *id, code));
  const std::lock_guard lock(mutex_);
  if (remembered_.size() >= kRemembered) remembered_.clear();
  return remembered_.try_emplace(key, std::move(related)).first->second;
}

ConceptRelations::Relations ConceptRelations::Relate(const OfCategory& of, ConceptId id,
                                                     const Code& code) const {
  // Whatever is above something beneath: that has all four kinds of relation.
  std::vector<ConceptId> related;
  for (const ConceptId beneath : terminology_.Descendants(id)) {
    const absl::Span<const ConceptId> above = terminology_.Ancestors(beneath);
    related.insert(related.end(), above.begin(), above.end());
  }
  std::sort(related.begin(), related.end());
  related.erase(std::unique(related.begin(), related.end()), related.end());
  std::vector<SetId> naming;
  for (const ConceptId one : related) {
    const auto found = of.by_entry.find(one);
    if (found != of.by_entry.end()) naming.insert(naming.end(), found->second.begin(), found->second.end());
  }
  std::sort(naming.begin(), naming.end());
  naming.erase(std::unique(naming.begin(), naming.end()), naming.end());
  const CodeEntry* entry = terminology_.Locate(code);
  Relations relations;
  relations.reserve(naming.size());
  for (const SetId one : naming) {
    const ResolvedSet& set = sets_[one];
    const Classification found = set.Classify(entry);
    relations.push_back({one, MeaningOf(found).truth, found.not_decided != NotDecided::kSystemsNotComparable,
                         set.CoveredBy(absl::MakeConstSpan(&id, 1))});
  }
  return relations;
}

bool ConceptRelations::IsForeign(FactCategory category, const Code& code) const {
  const OfCategory& of = categories_[static_cast<size_t>(category)];
  if (of.systems.empty()) return false;
  const std::optional<ConceptId> id = terminology_.Find(code);
  if (!id) return true;
  const absl::Span<const Code> own = terminology_.CodesOf(*id);
  return std::any_of(of.systems.begin(), of.systems.end(), [&](const std::set<std::string>& systems) {
    return std::none_of(own.begin(), own.end(),
                        [&](const Code& spelling) { return systems.contains(spelling.system()); });
  });
}

}  // namespace trialmatch
