// Criteria about relatives ask whether any of several persons satisfies them.
#ifndef TRIALMATCH_MATCHING_ANY_PERSON_H_
#define TRIALMATCH_MATCHING_ANY_PERSON_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "domain/evidence.h"
#include "domain/person.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Whether any person of these relationships satisfies what `evaluate` says of one. Appends, unless `evidence`
// is null, the evidence of those whose truth is the answer's; where there is nobody to ask, that.
Truth AnyPerson(const Subjects& subjects, const PatientView& patient, std::vector<Evidence>* evidence,
                absl::FunctionRef<Truth(const Person&, std::vector<Evidence>*)> evaluate);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ANY_PERSON_H_
