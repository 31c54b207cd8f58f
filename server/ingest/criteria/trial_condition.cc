#include "ingest/criteria/trial_condition.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "ingest/criteria/reading_hash.h"
#include "ingest/utf8.h"

namespace trialmatch::criteria {
namespace {

constexpr size_t kMaxTextBytes = 2'000;

// The codes that the record gives, and those of its words where a terminology has just these.
std::vector<Code> ConditionsOf(const v1::Trial& trial, const Concepts& concepts) {
  std::vector<Code> codes;
  const auto add = [&codes](Code code) {
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(std::move(code));
  };
  for (const v1::TrialCondition& condition : trial.conditions()) {
    if (condition.has_code()) add(Code(condition.code().system(), condition.code().code()));
    const std::vector<Token> words = Tokenize(condition.text(), 0, condition.text().size());
    const std::optional<NamedConcept> named = concepts.Longest(Cursor(words), {});
    if (!named || named->kind != ConceptKind::kCondition || named->tokens != words.size()) continue;
    for (const v1::ConceptEntry& entry : named->set.include())
      add(Code(entry.code().system(), entry.code().code()));
  }
  return codes;
}

// Whether the criterion can hold only for somebody with one of the conditions, or with something beneath or
// above one of them.
bool Requires(const v1::Criterion& criterion, const std::vector<Code>& conditions,
              const Terminology& terminology) {
  const auto requires_one = [&](const v1::Criterion& child) {
    return Requires(child, conditions, terminology);
  };
  if (criterion.has_all_of()) {
    return std::any_of(criterion.all_of().criteria().begin(), criterion.all_of().criteria().end(),
                       requires_one);
  }
  if (criterion.has_any_of()) {
    return std::all_of(criterion.any_of().criteria().begin(), criterion.any_of().criteria().end(),
                       requires_one);
  }
  if (!criterion.has_condition()) return false;
  for (const v1::ConceptEntry& entry : criterion.condition().concepts().include()) {
    const Code code(entry.code().system(), entry.code().code());
    for (const Code& condition : conditions) {
      if (code == condition || terminology.IsA(code, condition) || terminology.IsA(condition, code))
        return true;
    }
  }
  return false;
}

bool AnyRequires(const google::protobuf::RepeatedPtrField<v1::Criterion>& list,
                 const std::vector<Code>& conditions, const Terminology& terminology) {
  return std::any_of(list.begin(), list.end(), [&](const v1::Criterion& criterion) {
    return Requires(criterion, conditions, terminology);
  });
}

}  // namespace

void RequireTrialCondition(const Concepts& concepts, v1::Trial& trial) {
  const Terminology& terminology = concepts.terminology();
  const bool has_criteria =
      trial.inclusion_criteria_size() + trial.exclusion_criteria_size() + trial.cohorts_size() > 0;
  if (!has_criteria || trial.conditions_size() == 0 ||
      trial.healthy_volunteers() == v1::HEALTHY_VOLUNTEERS_ACCEPTED)
    return;
  const std::vector<Code> conditions = ConditionsOf(trial, concepts);
  if (AnyRequires(trial.inclusion_criteria(), conditions, terminology)) return;
  const bool in_each =
      trial.cohorts_size() > 0 &&
      std::all_of(trial.cohorts().begin(), trial.cohorts().end(), [&](const v1::Cohort& cohort) {
        return AnyRequires(cohort.inclusion_criteria(), conditions, terminology);
      });
  if (in_each) return;

  std::vector<absl::string_view> names;
  for (const v1::TrialCondition& condition : trial.conditions()) names.push_back(condition.text());
  const std::string listed = absl::StrJoin(names, "; ");
  v1::Criterion& added = *trial.add_inclusion_criteria();
  added.set_id(kTrialConditionId);
  added.set_text("The patient has a condition that the trial is for: " +
                 std::string(CutUtf8(listed, kMaxTextBytes)));
  auto& alternatives = *added.mutable_any_of();
  if (!conditions.empty()) {
    v1::Criterion& coded = *alternatives.add_criteria();
    coded.set_id("trial-condition.coded");
    coded.set_text(added.text());
    for (const Code& code : conditions) {
      AddConcept(code, terminology, *coded.mutable_condition()->mutable_concepts());
    }
    coded.mutable_condition()->set_status(v1::FACT_STATUS_ACTIVE);
  }
  v1::Criterion& judged = *alternatives.add_criteria();
  judged.set_id("trial-condition.judged");
  judged.set_text(added.text());
  judged.mutable_unstructured()->set_reason(
      "the record's conditions are labels: one that is not coded so may be meant");
  trial.mutable_eligibility_reading()->set_trial_condition_hash(ReadingHash({&added}));
}

}  // namespace trialmatch::criteria
