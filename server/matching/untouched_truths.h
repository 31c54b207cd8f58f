// The truths of all classes of predicates for one patient.
#ifndef TRIALMATCH_MATCHING_UNTOUCHED_TRUTHS_H_
#define TRIALMATCH_MATCHING_UNTOUCHED_TRUTHS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "matching/fact_touches.h"
#include "matching/patient_view.h"
#include "matching/predicate_classes.h"
#include "matching/predicate_sets.h"

namespace trialmatch {

// For one thread; all outlive it.
class UntouchedTruths {
 public:
  // `foreign`: the facts whose codes cannot be compared with every leaf's of their category.
  UntouchedTruths(const PredicateSets& sets, const PatientView& patient, const FactTouches& touches,
                  absl::Span<const BoundFact* const> foreign);

  // The categories of those facts.
  const PredicateClasses::Categories& foreign() const { return foreign_; }

  // One byte a class: its truth, or kNone where it does not apply to the patient. A class whose truth has to
  // be asked of a member is asked of one that no fact touches; where there is none it is UNKNOWN.
  static constexpr char kNone = 3;
  std::string Find();

 private:
  Truth FindOne(ClassId id);
  Truth FindByParts(const std::string& truths, const Predicate& relation) const;
  // Whether there may be facts that a window of the class is anchored at.
  bool MayBeAnchored(ClassId id) const;
  bool IsTouched(PredicateId id) const;
  bool IsComplete(ClassId id);

  const PredicateSets& sets_;
  const PatientView& patient_;
  const FactTouches& touches_;
  const PatientView without_related_;  // the patient with the foreign facts alone
  PredicateClasses::Categories foreign_;
  PredicateClasses::Categories stated_;  // those with a statement of completeness, of whomever
  bool tells_of_relatives_;
  std::vector<uint8_t> complete_;  // by Class::time; kNotAsked before it is found
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_UNTOUCHED_TRUTHS_H_
