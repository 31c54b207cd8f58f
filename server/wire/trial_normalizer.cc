#include "wire/trial_normalizer.h"

#include "wire/criterion_children.h"
#include "wire/limits.h"
#include "wire/text_hash.h"
#include "wire/trial_ids.h"

namespace trialmatch {
namespace {

using google::protobuf::RepeatedPtrField;

void HashTree(v1::Criterion& criterion, int level) {
  criterion.set_text_hash(HashText(criterion.text()));
  if (criterion.has_relative() && criterion.relative().has_criterion()) {
    // Has no result, hence nothing to attest to.
    criterion.mutable_relative()->mutable_criterion()->clear_text_hash();
  }
  if (level == kMaxNesting) return;
  ForEachChild(criterion, [level](v1::Criterion& child) { HashTree(child, level + 1); });
}

void HashList(RepeatedPtrField<v1::Criterion>* criteria) {
  for (v1::Criterion& criterion : *criteria) HashTree(criterion, 1);
}

}  // namespace

void NormalizeTrial(v1::Trial& trial) {
  AssignIds(trial);
  HashList(trial.mutable_inclusion_criteria());
  HashList(trial.mutable_exclusion_criteria());
  for (v1::Cohort& cohort : *trial.mutable_cohorts()) {
    HashList(cohort.mutable_inclusion_criteria());
    HashList(cohort.mutable_exclusion_criteria());
  }
  trial.clear_patients_applied();
  trial.clear_create_time();
  trial.clear_update_time();
}

}  // namespace trialmatch
