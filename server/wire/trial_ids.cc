#include "wire/trial_ids.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "wire/criterion_children.h"
#include "wire/limits.h"
#include "wire/resource_name.h"
#include "wire/text_hash.h"

namespace trialmatch {
namespace {

using google::protobuf::RepeatedPtrField;

// Calls visit(criterion) for the criteria of the list and all beneath them, a parent before its children.
template <typename Visit>
void ForEachNode(const RepeatedPtrField<v1::Criterion>& list, const Visit& visit) {
  const auto walk = [&visit](const auto& self, const v1::Criterion& criterion, int level) -> void {
    visit(criterion);
    if (level == kMaxNesting) return;
    ForEachChild(criterion, [&](const v1::Criterion& child) { self(self, child, level + 1); });
  };
  for (const v1::Criterion& criterion : list) walk(walk, criterion, 1);
}

template <typename Visit>
void ForEachNode(const v1::Trial& trial, const Visit& visit) {
  ForEachNode(trial.inclusion_criteria(), visit);
  ForEachNode(trial.exclusion_criteria(), visit);
  for (const v1::Cohort& cohort : trial.cohorts()) {
    ForEachNode(cohort.inclusion_criteria(), visit);
    ForEachNode(cohort.exclusion_criteria(), visit);
  }
}

// Ids of one kind that are in use.
class Names {
 public:
  void Use(const std::string& id) { used_.insert(id); }

  std::string Make(const std::string& position) {
    const std::string base = position.size() <= kMaxIdBytes ? position : HashText(position).substr(0, 32);
    std::string id = base;
    for (int i = 2; !used_.insert(id).second; ++i) {
      const std::string suffix = absl::StrCat("-", i);
      id = base.substr(0, kMaxIdBytes - suffix.size()) + suffix;
    }
    return id;
  }

 private:
  absl::flat_hash_set<std::string> used_;
};

void AssignTree(v1::Criterion& criterion, const std::string& position, int level, Names& names) {
  if (criterion.id().empty()) criterion.set_id(names.Make(position));
  if (level == kMaxNesting) return;
  int number = 0;
  ForEachChild(criterion, [&](v1::Criterion& child) {
    AssignTree(child, absl::StrCat(position, ".", ++number), level + 1, names);
  });
}

void AssignList(RepeatedPtrField<v1::Criterion>& list, const std::string& prefix, Names& names) {
  for (int i = 0; i < list.size(); ++i) AssignTree(list[i], absl::StrCat(prefix, i + 1), 1, names);
}

template <typename Elements>
void AssignElements(Elements& elements, absl::string_view prefix) {
  Names names;
  for (const auto& element : elements) names.Use(element.id());
  for (int i = 0; i < elements.size(); ++i) {
    if (elements[i].id().empty()) elements[i].set_id(names.Make(absl::StrCat(prefix, i + 1)));
  }
}

}  // namespace

void AssignIds(v1::Trial& trial) {
  AssignElements(*trial.mutable_cohorts(), "cohort-");
  AssignElements(*trial.mutable_sites(), "site-");
  Names names;
  ForEachNode(trial, [&names](const v1::Criterion& criterion) { names.Use(criterion.id()); });
  AssignList(*trial.mutable_inclusion_criteria(), "inclusion-", names);
  AssignList(*trial.mutable_exclusion_criteria(), "exclusion-", names);
  for (int i = 0; i < trial.cohorts_size(); ++i) {
    v1::Cohort& cohort = *trial.mutable_cohorts(i);
    // A wrong id of a cohort is one fault, and not one more for each criterion in it.
    const std::string id = IsId(cohort.id()) ? cohort.id() : absl::StrCat("cohort-", i + 1);
    AssignList(*cohort.mutable_inclusion_criteria(), id + ".inclusion-", names);
    AssignList(*cohort.mutable_exclusion_criteria(), id + ".exclusion-", names);
  }
}

bool HasAllIds(const v1::Trial& trial) {
  bool all = true;
  const auto check = [&all](const auto& element) { all = all && !element.id().empty(); };
  for (const v1::Cohort& cohort : trial.cohorts()) check(cohort);
  for (const v1::Site& site : trial.sites()) check(site);
  ForEachNode(trial, check);
  return all;
}

}  // namespace trialmatch
