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

  // One byte a bundle.
  const std::string& bundle_truths() const { return bundle_truths_; }

  // A predicate that may have another truth than its bundle. One that has is among them, once.
  struct Exception {
    PredicateId predicate;
    Truth of_bundle;
  };
  const std::vector<Exception>& exceptions() const { return exceptions_; }

 private:
  // Takes the truths that the facts change.
  class Touching;

  // Gives all predicates the truths of their classes.
  void SpreadClasses();
  void Take(PredicateId id, BundleId bundle, Truth truth);

  const PredicateSets& sets_;
  std::string class_truths_;  // see UntouchedTruths
  std::string bundle_truths_;
  std::vector<uint8_t> truths_;
  std::vector<Exception> exceptions_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_
