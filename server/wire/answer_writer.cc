#include "wire/answer_writer.h"

#include <algorithm>
#include <vector>

#include "absl/strings/string_view.h"
#include "wire/answer_enums.h"
#include "wire/patient_enums.h"
#include "wire/trial_enums.h"
#include "wire/value_enums.h"

namespace trialmatch {
namespace {

void WriteCode(const Code& code, CodeName name, v1::Code& message) {
  message.set_system(code.system());
  message.set_code(code.code());
  message.set_display(name(code));
}

void WriteFact(const FactReference& fact, CodeName name, v1::FactReference& message) {
  message.set_id(fact.id);
  if (fact.category) {
    message.set_category(kFactCategories.ToWire(*fact.category));
    WriteCode(fact.code, name, *message.mutable_code());
  }
  message.set_date(fact.date);
}

// Which criteria of one list (the trial-wide ones, or a cohort's own) are written.
class CriteriaWriter {
 public:
  // With `deciding` only branches that lead to one of its criteria of the cohort (empty: trial-wide).
  CriteriaWriter(const std::vector<DecidingCriterion>* deciding, absl::string_view cohort_id, CodeName name)
      : deciding_(deciding), cohort_id_(cohort_id), name_(name) {}

  template <typename Messages>
  void WriteList(const std::vector<CriterionResult>& results, Messages& messages) const {
    for (const CriterionResult& result : results) {
      if (IsWritten(result)) WriteCriterion(result, *messages.Add());
    }
  }

 private:
  bool Decides(const CriterionResult& result) const {
    return std::any_of(deciding_->begin(), deciding_->end(), [&](const DecidingCriterion& deciding) {
      return deciding.criterion_id == result.criterion_id && deciding.cohort_id == cohort_id_;
    });
  }

  bool IsWritten(const CriterionResult& result) const {
    return deciding_ == nullptr || Decides(result) ||
           std::any_of(result.children.begin(), result.children.end(),
                       [this](const CriterionResult& child) { return IsWritten(child); });
  }

  void WriteCriterion(const CriterionResult& result, v1::CriterionResult& message) const {
    message.set_criterion_id(result.criterion_id);
    message.set_text(result.text);
    message.set_text_hash(result.text_hash);
    message.set_role(kCriterionRoles.ToWire(result.role));
    message.set_truth(kTruths.ToWire(result.truth));
    for (const Evidence& evidence : result.evidence) *message.add_evidence() = WriteEvidence(evidence, name_);
    if (deciding_ != nullptr && Decides(result)) {
      // All beneath it has its part in the decision.
      CriteriaWriter(nullptr, cohort_id_, name_).WriteList(result.children, *message.mutable_children());
    } else {
      WriteList(result.children, *message.mutable_children());
    }
  }

  const std::vector<DecidingCriterion>* const deciding_;
  const absl::string_view cohort_id_;
  const CodeName name_;
};

void WriteCohort(const CohortResult& result, v1::CohortResult& message) {
  message.set_cohort_id(result.cohort_id);
  message.set_title(result.title);
  message.set_verdict(kVerdicts.ToWire(VerdictOf(result.truth)));
  message.set_status(kRecruitmentStatuses.ToWire(result.status));
}

}  // namespace

void WriteTrialResult(const TrialResult& result, v1::ExplanationLevel level, CodeName name,
                      v1::TrialMatch& match) {
  match.set_verdict(kVerdicts.ToWire(result.verdict()));
  for (const CohortResult& cohort : result.cohorts) WriteCohort(cohort, *match.add_cohorts());
  if (level != v1::EXPLANATION_LEVEL_DECIDING && level != v1::EXPLANATION_LEVEL_FULL) return;
  const std::vector<DecidingCriterion>* const only =
      level == v1::EXPLANATION_LEVEL_DECIDING ? &result.deciding : nullptr;
  CriteriaWriter(only, "", name).WriteList(result.criteria, *match.mutable_criteria());
  for (size_t i = 0; i < result.cohorts.size(); ++i) {
    CriteriaWriter(only, result.cohorts[i].cohort_id, name)
        .WriteList(result.cohorts[i].criteria,
                   *match.mutable_cohorts(static_cast<int>(i))->mutable_criteria());
  }
  for (const DecidingCriterion& deciding : result.deciding) {
    v1::DecidingCriterion& message = *match.add_deciding();
    message.set_criterion_id(deciding.criterion_id);
    message.set_cohort_id(deciding.cohort_id);
    message.set_truth(kTruths.ToWire(deciding.truth));
    message.set_text(deciding.text);
  }
  for (const Evidence& assumption : result.assumptions) {
    *match.add_assumptions() = WriteEvidence(assumption, name);
  }
}

v1::Evidence WriteEvidence(const Evidence& evidence, CodeName name) {
  v1::Evidence message;
  message.set_kind(ToWire(evidence.kind));
  message.set_reason(ToWire(evidence.reason));
  message.set_text(evidence.text);
  if (evidence.fact) WriteFact(*evidence.fact, name, *message.mutable_fact());
  message.set_recorded_value(evidence.recorded_value);
  message.set_converted_value(evidence.converted_value);
  message.set_threshold(evidence.threshold);
  if (evidence.distance) {
    message.mutable_distance()->set_value(evidence.distance->value);
    message.mutable_distance()->set_unit(evidence.distance->unit);
  }
  for (const Code& code : evidence.path) WriteCode(code, name, *message.add_path());
  return message;
}

v1::TrialIssue WriteTrialIssue(const Issue& issue) {
  v1::TrialIssue message;
  message.set_field(issue.field);
  message.set_description(issue.description);
  message.set_severity(kSeverities.ToWire(issue.severity));
  message.set_criterion_id(issue.criterion_id);
  return message;
}

v1::ProfileIssue WriteProfileIssue(const Issue& issue) {
  v1::ProfileIssue message;
  message.set_field(issue.field);
  message.set_description(issue.description);
  return message;
}

}  // namespace trialmatch
