// The truths of all predicates for one patient.
#ifndef TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_
#define TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "domain/truth.h"
#include "matching/concept_postings.h"
#include "matching/literal.h"
#include "matching/patient_view.h"
#include "matching/predicate_classes.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// What does not change from patient to patient; all outlive the truths.
struct PredicateSets {
  std::vector<Predicate> predicates;
  std::vector<PredicateId> every_time;  // on that route
  ConceptPostings postings;
  PredicateClasses classes;
};

// For one thread.
class PatientTruths {
 public:
  // Evaluates what the patient's codes are related to, what is asked every time, and one predicate of each
  // class.
  PatientTruths(const PredicateSets& sets, const PatientView& patient);

  Truth Of(PredicateId id) const { return static_cast<Truth>(truths_[id]); }
  Truth Met(const Literal& literal) const { return literal.Met(Of(literal.predicate())); }

  // One byte a class: its truth, or kNone where it does not apply to the patient.
  static constexpr char kNone = 3;
  const std::string& class_truths() const { return class_truths_; }

  // A predicate that has another truth than its class.
  struct Exception {
    PredicateId predicate;
    Truth of_class;
  };
  const std::vector<Exception>& exceptions() const { return exceptions_; }

 private:
  // A predicate and a fact whose code is related to it; the fact's place in facts_, or kGene.
  using Touch = std::pair<PredicateId, uint32_t>;

  std::vector<Touch> FindTouches() const;
  PredicateClasses::Categories ForeignCategories() const;
  void SpreadClasses();
  void AskTouched(absl::Span<const Touch> touches);

  const PredicateSets& sets_;
  const PatientView& patient_;
  const std::vector<const BoundFact*> facts_;
  std::vector<uint8_t> truths_;
  std::vector<bool> touched_;
  std::string class_truths_;
  std::vector<Exception> exceptions_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PATIENT_TRUTHS_H_
