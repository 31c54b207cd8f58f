// Doubts about one criterion, whatever stands beside it.
#ifndef TRIALMATCH_MATCHING_CRITERION_LINTS_H_
#define TRIALMATCH_MATCHING_CRITERION_LINTS_H_

#include <string>

#include "domain/issue.h"
#include "matching/lint_places.h"

namespace trialmatch {

// Adds warnings about this node and the way it combines its children, not about the children.
void AddCriterionLints(const LintPlace& place, const std::string& trial_id, Issues& issues);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CRITERION_LINTS_H_
