// The truths of all classes of predicates for one patient.
#ifndef TRIALMATCH_MATCHING_UNTOUCHED_TRUTHS_H_
#define TRIALMATCH_MATCHING_UNTOUCHED_TRUTHS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "matching/patient_view.h"
#include "matching/predicate_classes.h"
#include "matching/predicate_sets.h"

namespace trialmatch {

// For one thread; all outlive it.
class UntouchedTruths {
 public:
  // `foreign`: the facts whose codes cannot be compared with every leaf's of their category.
  UntouchedTruths(const PredicateSets& sets, const PatientView& patient,
                  absl::Span<const BoundFact* const> foreign);

  // The categories of those facts.
  const PredicateClasses::Categories& foreign() const { return foreign_; }

  // One byte a class: its truth, or kNone where it does not apply to the patient. `is_touched` tells
  // predicates that may have another truth than their class: a class whose truth has to be asked of a member
  // is asked of another one, and where there is none is UNKNOWN.
  static constexpr char kNone = 3;
  std::string Find(absl::FunctionRef<bool(PredicateId)> is_touched);

 private:
  Truth FindOne(const PredicateClasses::Class& one, absl::FunctionRef<bool(PredicateId)> is_touched);
  bool IsComplete(const PredicateClasses::Class& one);

  const PredicateSets& sets_;
  const PatientView& patient_;
  const PatientView without_related_;  // the patient with the foreign facts alone
  PredicateClasses::Categories foreign_;
  PredicateClasses::Categories stated_;  // those with a statement of completeness, of whomever
  bool tells_of_relatives_;
  std::vector<uint8_t> complete_;  // by Class::time; kNotAsked before it is found
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_UNTOUCHED_TRUTHS_H_
