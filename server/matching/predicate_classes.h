// Predicates that have one truth for all patients who have nothing to do with their concepts.
#ifndef TRIALMATCH_MATCHING_PREDICATE_CLASSES_H_
#define TRIALMATCH_MATCHING_PREDICATE_CLASSES_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

#include "domain/criterion.h"
#include "domain/fact.h"
#include "matching/predicate_table.h"

namespace trialmatch {

using ClassId = uint32_t;

// The predicates on the route kByConcept, parted twice: by UntouchedKey, and finer by ForeignKey for patients
// with a fact in the category whose code cannot be compared. Immutable.
class PredicateClasses {
 public:
  using Categories = std::bitset<kFactCategoryCount>;

  // What the truth depends on, beside the request's default.
  enum class Rests : uint8_t {
    kOnNothing,
    kOnCompleteness,  // of the leaf's category, for the time that it asks for
    kOnStatements,    // of completeness in its categories, and on relatives: to be asked where there are any
    kOnParts,         // see Predicate
  };
  // All that is looked at for every patient.
  struct Rule {
    Categories categories;  // that the members ask about
    bool fine = false;
    bool of_relatives = false;
    bool anchored = false;  // by a window: to be asked where there are facts of the anchor
    Rests rests = Rests::kOnNothing;
    // Of a patient of whom nothing is stated, by the request's default: unknown, absent, present.
    std::array<Truth, 3> by_default = {};
    // Classes that are complete by the same statements have the same one, dense from 0.
    uint32_t time = 0;
  };
  struct Class {
    std::vector<PredicateId> members;
    std::vector<const FactCriterion*> anchors;
  };

  PredicateClasses(const std::vector<Predicate>& predicates, const Terminology& terminology);

  const std::vector<Class>& classes() const { return classes_; }
  const std::vector<Rule>& rules() const { return rules_; }  // as classes()
  size_t time_count() const { return times_; }

  // The two classes of a predicate on the route kByConcept.
  ClassId ClassOf(PredicateId id, bool fine) const { return of_predicate_[fine][id]; }

  // True iff a patient with such facts in the categories of `foreign` is parted by this class: of the coarse
  // and the fine class of a predicate one is, the fine one where a category of it is foreign.
  static bool Applies(const Rule& rule, const Categories& foreign) {
    return rule.fine == (rule.categories & foreign).any();
  }

  static size_t PlaceOf(AbsencePolicy request_default) {
    return request_default == AbsencePolicy::kAssumeAbsent    ? 1
           : request_default == AbsencePolicy::kAssumePresent ? 2
                                                              : 0;
  }

 private:
  std::vector<Class> classes_;
  std::vector<Rule> rules_;
  std::array<std::vector<ClassId>, 2> of_predicate_;
  size_t times_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_CLASSES_H_
