// The truths of all predicates for one patient.
#ifndef TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_
#define TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "domain/truth.h"
#include "matching/literal.h"
#include "matching/patient_view.h"
#include "matching/predicate_sets.h"

namespace trialmatch {

// For one thread; the sets and the patient outlive it.
class PatientTruths {
 public:
  PatientTruths(const PredicateSets& sets, const PatientView& patient);

  Truth Of(PredicateId id) const { return static_cast<Truth>(truths_[id]); }
  Truth Met(const Literal& literal) const { return literal.Met(Of(literal.predicate())); }

  // One byte a class: its truth, or UntouchedTruths::kNone.
  const std::string& class_truths() const { return class_truths_; }

  // A predicate that has another truth than its class.
  struct Exception {
    PredicateId predicate;
    Truth of_class;
  };
  const std::vector<Exception>& exceptions() const { return exceptions_; }

 private:
  // Takes the truths that the facts change.
  class Touching;

  void SpreadClasses();

  const PredicateSets& sets_;
  std::string class_truths_;
  std::vector<uint8_t> truths_;
  std::vector<Exception> exceptions_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_
