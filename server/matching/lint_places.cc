#include "matching/lint_places.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

std::string ChildField(const LintPlace& parent, Operator op, size_t index) {
  switch (op) {
    case Operator::kNot:
      return absl::StrCat(parent.field, ".not");
    case Operator::kIfThen:
      return absl::StrCat(parent.field, index == 0 ? ".if_then.condition" : ".if_then.consequence");
    case Operator::kAllOf:
      return absl::StrCat(parent.field, ".all_of.criteria[", index, "]");
    case Operator::kAnyOf:
      return absl::StrCat(parent.field, ".any_of.criteria[", index, "]");
    case Operator::kAtLeast:
      break;
  }
  return absl::StrCat(parent.field, ".at_least.criteria[", index, "]");
}

void AddTree(LintPlace place, std::vector<LintPlace>& places) {
  const auto* combination = std::get_if<Combination>(&place.criterion->kind);
  places.push_back(place);
  if (combination == nullptr) return;
  const bool required = place.required && ChildrenRequired(*combination, place.wanted);
  for (size_t i = 0; i < combination->children.size(); ++i) {
    const bool turned = combination->op == Operator::kNot || (combination->op == Operator::kIfThen && i == 0);
    AddTree({&combination->children[i], ChildField(place, combination->op, i), place.wanted != turned,
             required, false},
            places);
  }
}

// The member of the owner that an implied criterion comes from; empty: it is none.
std::string ImpliedMember(const Criterion& criterion) {
  if (criterion.id == kSexCriterionId) return "sex";
  if (criterion.id == kMinimumAgeCriterionId) return "minimum_age";
  if (criterion.id == kMaximumAgeCriterionId) return "maximum_age";
  return IsImpliedText(criterion) ? "inclusion_criteria" : "";
}

}  // namespace

bool ChildrenRequired(const Combination& combination, bool wanted) {
  const auto size = static_cast<int>(combination.children.size());
  switch (combination.op) {
    case Operator::kNot:
      return true;
    case Operator::kAllOf:
      return wanted || size == 1;
    case Operator::kAnyOf:
      return !wanted || size == 1;
    case Operator::kAtLeast:
      return combination.k == (wanted ? size : 1);
    case Operator::kIfThen:
      break;
  }
  return !wanted;  // the condition TRUE and the consequence FALSE
}

bool IsImpliedText(const Criterion& criterion) {
  return criterion.id == kEligibilityTextCriterionId ||
         absl::StartsWith(criterion.id, absl::StrCat(kEligibilityTextCriterionId, "."));
}

std::vector<LintPlace> PlacesOf(const CriteriaLists& lists, absl::string_view owner) {
  std::vector<LintPlace> places;
  // Implied criteria stand in front of the list and are not in the message, whose positions count from 0.
  size_t position = 0;
  for (const Criterion& criterion : lists.inclusion) {
    const std::string implied = ImpliedMember(criterion);
    if (implied.empty()) {
      AddTree({&criterion, absl::StrCat(owner, ".inclusion_criteria[", position++, "]"), true, true, false},
              places);
    } else {
      places.push_back({&criterion, absl::StrCat(owner, ".", implied), true, true, true});
    }
  }
  for (size_t i = 0; i < lists.exclusion.size(); ++i) {
    AddTree({&lists.exclusion[i], absl::StrCat(owner, ".exclusion_criteria[", i, "]"), false, true, false},
            places);
  }
  return places;
}

}  // namespace trialmatch
