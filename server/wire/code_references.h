// Everything of a trial or a patient that a terminology has to know, each with the path of its field.
#ifndef TRIALMATCH_WIRE_CODE_REFERENCES_H_
#define TRIALMATCH_WIRE_CODE_REFERENCES_H_

#include <string>
#include <variant>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "domain/fact_criterion.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

// What is measured and the unit of its bounds: the two must be commensurable. The path is that of the unit.
struct UnitReference {
  ConceptSet concepts;
  std::string unit;
};

struct CodeReference {
  // "trial.cohorts[1].inclusion_criteria[0].condition.concepts.include[2].code", of a grade range the range.
  std::string field;
  // The innermost criterion with an id that it stands in; empty: a label of the trial or of a cohort.
  std::string criterion_id;
  std::variant<Code, ConceptSet, GradeRange, UnitReference> what;
};

// In the order of the trial, whatever its criteria are: codes of concept sets and labels, each set after its
// codes, scales with their grades, units of measurements. `root` is the path of the trial. Codes of the
// product's own (enumerated states) are not among them. Ids are those in the message, so it should be
// normalised.
std::vector<CodeReference> CodesOf(const v1::Trial& trial, absl::string_view root);

// The codes of a patient for which `wanted` holds, for the same question:
// "patient.profile.conditions[2].code". No criterion, and nothing but codes among them.
std::vector<CodeReference> CodesOf(const v1::Patient& patient, absl::string_view root,
                                   absl::FunctionRef<bool(const Code&)> wanted);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_CODE_REFERENCES_H_
