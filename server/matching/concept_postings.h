// From a recorded code to the predicates that it may change.
#ifndef TRIALMATCH_MATCHING_CONCEPT_POSTINGS_H_
#define TRIALMATCH_MATCHING_CONCEPT_POSTINGS_H_

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/fact.h"
#include "matching/leaf_route.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Immutable once built, and then safe for use by any number of threads. The terminology outlives it.
class ConceptPostings {
 public:
  explicit ConceptPostings(const Terminology& terminology) : terminology_(terminology) {}

  // All codes of the concepts are loaded.
  void Add(const AskedConcepts& asked, uint32_t predicate);

  // Appends the predicates of the category that name a concept which is the code's, or above it, or beneath
  // it, or has something beneath in common with it; some more than once. Nothing for a code that is not
  // loaded.
  void AppendRelated(FactCategory category, const Code& code, std::vector<uint32_t>& predicates) const;

  // True iff the code may mean any concept of some predicate of the category: it is not loaded, or of a
  // system that cannot be compared with the predicate's.
  bool IsForeign(FactCategory category, const Code& code) const;

 private:
  struct OfCategory {
    absl::flat_hash_map<ConceptId, std::vector<uint32_t>> by_entry;
    // The systems in which the included entries of one predicate are written; each such set once.
    std::set<std::set<std::string>> systems;
  };

  const Terminology& terminology_;
  std::array<OfCategory, kFactCategoryCount> categories_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CONCEPT_POSTINGS_H_
