// From a recorded code to the concept sets that it is related to, and how.
#ifndef TRIALMATCH_MATCHING_CONCEPT_RELATIONS_H_
#define TRIALMATCH_MATCHING_CONCEPT_RELATIONS_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/code.h"
#include "domain/fact.h"
#include "domain/truth.h"
#include "terminology/concept_sets.h"
#include "terminology/terminology.h"

namespace trialmatch {

// The concept sets of one category, each once. Dense from 0 over all categories.
using SetId = uint32_t;

// All of a recorded code that a leaf about the set depends on.
struct SetRelation {
  SetId set;
  Truth match;      // as MatchConcept has it of a fact
  bool comparable;  // of measurements only those count whose code can be compared with the set's
  bool covers;      // every member lies at or beneath the code, so that its refutation refutes the set
};

// Filled by Intern, and then safe for use by any number of threads. The terminology outlives it.
class ConceptRelations {
 public:
  using Relations = std::vector<SetRelation>;

  explicit ConceptRelations(const Terminology& terminology) : terminology_(terminology) {}

  // All codes of the set are loaded. `of_facts`: some leaf asks for facts of these concepts, and not only for
  // measured values.
  SetId Intern(FactCategory category, const ConceptSet& set, bool of_facts);
  size_t size() const { return sets_.size(); }
  FactCategory CategoryOf(SetId set) const { return category_of_[set]; }
  // Of an interned set.
  SetId IdOf(FactCategory category, const ConceptSet& set) const {
    return categories_[static_cast<size_t>(category)].ids.at(set);
  }

  // The sets of the category that name a concept which is the code's, or above it, or beneath it, or has
  // something beneath in common with it; ascending. None for a code that is not loaded. Found once for a
  // concept, and remembered for the next patients.
  std::shared_ptr<const Relations> Find(FactCategory category, const Code& code) const;

  // True iff a fact of the code may mean any concept of some set of the category: it is not loaded, or of a
  // system that cannot be compared with the set's.
  bool IsForeign(FactCategory category, const Code& code) const;

 private:
  struct OfCategory {
    std::map<ConceptSet, SetId> ids;
    absl::flat_hash_map<ConceptId, std::vector<SetId>> by_entry;
    // The systems in which the included entries of one set of facts are written; each such combination once.
    std::set<std::set<std::string>> systems;
  };

  Relations Relate(const OfCategory& of, ConceptId id, const Code& code) const;

  const Terminology& terminology_;
  std::array<OfCategory, kFactCategoryCount> categories_;
  std::vector<ResolvedSet> sets_;
  std::vector<FactCategory> category_of_;
  mutable std::mutex mutex_;
  mutable absl::flat_hash_map<std::pair<FactCategory, ConceptId>, std::shared_ptr<const Relations>>
      remembered_;  // guarded by mutex_
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CONCEPT_RELATIONS_H_
