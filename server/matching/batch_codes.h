// From a concept set to the recorded codes of a batch that it has to do with.
#ifndef TRIALMATCH_MATCHING_BATCH_CODES_H_
#define TRIALMATCH_MATCHING_BATCH_CODES_H_

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "matching/patient_archive.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Immutable; the terminology outlives it.
class BatchCodes {
 public:
  BatchCodes(const std::vector<CategoryCode>& codes, const Terminology& terminology);

  // Those of the category that are, or are above, beneath or have something beneath in common with, a concept
  // that the set names; and those that cannot be compared with it, so that they may mean any. Each once.
  std::vector<CodeId> RelatedTo(FactCategory category, const ConceptSet& set) const;
  // All of the category.
  std::vector<CodeId> AllOf(FactCategory category) const;

 private:
  struct OfCategory {
    absl::flat_hash_map<ConceptId, std::vector<CodeId>> by_concept;
    // By the systems in which the code can be spelled; none: it is not loaded.
    std::map<std::set<std::string>, std::vector<CodeId>> by_systems;
  };
  const Terminology& terminology_;
  std::array<OfCategory, kFactCategoryCount> categories_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_CODES_H_
