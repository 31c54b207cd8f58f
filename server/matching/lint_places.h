// The nodes of a trial's criteria, each with its field and what the trial needs of it.
#ifndef TRIALMATCH_MATCHING_LINT_PLACES_H_
#define TRIALMATCH_MATCHING_LINT_PLACES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "domain/trial.h"

namespace trialmatch {

struct LintPlace {
  const Criterion* criterion = nullptr;  // of the lists, which outlive this
  std::string field;
  // Whether the patient is helped by its being TRUE, as against its being FALSE.
  bool wanted = true;
  // The patient qualifies only if it is as wanted, so that all required places of a scope hold together.
  bool required = true;
  // From the trial's sex or age bounds, or in place of criteria: no criterion of the author's.
  bool implied = false;
};

// Inclusions first, each node before its children. `owner` is the field of the trial or cohort.
std::vector<LintPlace> PlacesOf(const CriteriaLists& lists, absl::string_view owner);

// Whether each child of a required combination has to be as wanted of it.
bool ChildrenRequired(const Combination& combination, bool wanted);

// Stands for the whole text of a trial or cohort without criteria.
bool IsImpliedText(const Criterion& criterion);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LINT_PLACES_H_
