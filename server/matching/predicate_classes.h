// Predicates that have one truth for all patients who have nothing to do with their concepts.
#ifndef TRIALMATCH_MATCHING_PREDICATE_CLASSES_H_
#define TRIALMATCH_MATCHING_PREDICATE_CLASSES_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

#include "domain/fact.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// The predicates on the route kByConcept, parted twice: by UntouchedKey, and finer by ForeignKey for patients
// with a fact in the category whose code cannot be compared. Immutable.
class PredicateClasses {
 public:
  using Categories = std::bitset<kFactCategoryCount>;
  struct Class {
    std::vector<PredicateId> members;
    Categories categories;  // that the members ask about
    bool fine = false;
  };

  PredicateClasses(const std::vector<Predicate>& predicates, const Terminology& terminology);

  const std::vector<Class>& classes() const { return classes_; }

  // True iff a patient with such facts in the categories of `foreign` is parted by this class: of the coarse
  // and the fine class of a predicate one is, the fine one where a category of it is foreign.
  static bool Applies(const Class& one, const Categories& foreign) {
    return one.fine == (one.categories & foreign).any();
  }

 private:
  std::vector<Class> classes_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_CLASSES_H_
