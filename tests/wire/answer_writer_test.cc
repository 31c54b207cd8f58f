#include "wire/answer_writer.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/wire/wire_test_support.h"

namespace trialmatch {
namespace {

using ::google::protobuf::util::MessageDifferencer;

std::string NameOf(const Code& code) { return "name of " + code.code(); }

Evidence SomeEvidence() {
  Evidence evidence;
  evidence.kind = EvidenceKind::kFact;
  evidence.reason = EvidenceReason::kSatisfies;
  evidence.text = "because";
  evidence.fact = FactReference{"f", FactCategory::kObservation, {"s", "weight"}, "2024"};
  evidence.recorded_value = "1.249 kg";
  evidence.converted_value = "1249 g";
  evidence.threshold = "401 to 1249 g";
  evidence.distance = Distance{"0", "g"};
  evidence.path = {{"s", "a"}, {"s", "b"}};
  return evidence;
}

CriterionResult Leaf(std::string id, Truth truth) {
  CriterionResult result;
  result.criterion_id = std::move(id);
  result.text = "text";
  result.text_hash = "hash";
  result.truth = truth;
  result.evidence = {SomeEvidence()};
  return result;
}

TrialResult SomeResult() {
  TrialResult result;
  CriterionResult top = Leaf("top", Truth::kUnknown);
  top.evidence.clear();
  top.role = CriterionRole::kInclusion;
  top.children = {Leaf("unknown", Truth::kUnknown), Leaf("true", Truth::kTrue)};
  CriterionResult other = Leaf("other", Truth::kFalse);
  other.role = CriterionRole::kExclusion;
  result.criteria = {top, other};
  CohortResult cohort;
  cohort.cohort_id = "a";
  cohort.title = "Arm A";
  cohort.status = RecruitmentStatus::kRecruiting;
  cohort.truth = Truth::kFalse;
  cohort.criteria = {Leaf("a1", Truth::kTrue), Leaf("a2", Truth::kFalse)};
  result.cohorts = {cohort};
  // "other" decides in the cohort only, where no criterion has that name.
  result.deciding = {{"unknown", "", Truth::kUnknown, "not recorded"},
                     {"a2", "a", Truth::kFalse, "no"},
                     {"other", "a", Truth::kFalse, "no"}};
  Evidence assumption;
  assumption.kind = EvidenceKind::kAssumption;
  assumption.reason = EvidenceReason::kRequestDefault;
  result.assumptions = {assumption};
  return result;
}

v1::TrialMatch Write(const TrialResult& result, v1::ExplanationLevel level) {
  v1::TrialMatch match;
  WriteTrialResult(result, level, NameOf, match);
  return match;
}

constexpr char kVerdictsOnly[] = R"pb(
  verdict: VERDICT_UNDETERMINED
  cohorts { cohort_id: "a" title: "Arm A" verdict: VERDICT_INELIGIBLE status: RECRUITMENT_STATUS_RECRUITING }
)pb";

TEST(AnswerWriterTest, NoneIsTheVerdictsOnly) {
  const auto expected = FromText<v1::TrialMatch>(kVerdictsOnly);
  const v1::TrialMatch match = Write(SomeResult(), v1::EXPLANATION_LEVEL_NONE);
  EXPECT_TRUE(MessageDifferencer::Equals(match, expected)) << match.DebugString();
}

TEST(AnswerWriterTest, FullIsEverything) {
  const v1::TrialMatch match = Write(SomeResult(), v1::EXPLANATION_LEVEL_FULL);
  ASSERT_EQ(match.criteria_size(), 2);
  const v1::CriterionResult& top = match.criteria(0);
  EXPECT_EQ(top.criterion_id(), "top");
  EXPECT_EQ(top.text(), "text");
  EXPECT_EQ(top.text_hash(), "hash");
  EXPECT_EQ(top.role(), v1::CRITERION_ROLE_INCLUSION);
  EXPECT_EQ(top.truth(), v1::TRUTH_UNKNOWN);
  ASSERT_EQ(top.children_size(), 2);
  EXPECT_EQ(top.children(1).truth(), v1::TRUTH_TRUE);
  EXPECT_EQ(top.children(1).role(), v1::CRITERION_ROLE_UNSPECIFIED);
  EXPECT_EQ(match.criteria(1).role(), v1::CRITERION_ROLE_EXCLUSION);
  EXPECT_EQ(match.cohorts(0).criteria_size(), 2);
  EXPECT_EQ(match.deciding_size(), 3);
  EXPECT_EQ(match.assumptions_size(), 1);
}

TEST(AnswerWriterTest, DecidingIsTheBranchesThatDecide) {
  const v1::TrialMatch match = Write(SomeResult(), v1::EXPLANATION_LEVEL_DECIDING);
  ASSERT_EQ(match.criteria_size(), 1);
  EXPECT_EQ(match.criteria(0).criterion_id(), "top");
  ASSERT_EQ(match.criteria(0).children_size(), 1);
  EXPECT_EQ(match.criteria(0).children(0).criterion_id(), "unknown");
  EXPECT_EQ(match.criteria(0).children(0).evidence_size(), 1);
  ASSERT_EQ(match.cohorts(0).criteria_size(), 1);
  EXPECT_EQ(match.cohorts(0).criteria(0).criterion_id(), "a2");
  EXPECT_EQ(match.deciding_size(), 3);
  EXPECT_EQ(match.deciding(0).text(), "not recorded");
  EXPECT_EQ(match.deciding(1).cohort_id(), "a");
  EXPECT_EQ(match.deciding(1).truth(), v1::TRUTH_FALSE);
  EXPECT_EQ(match.assumptions_size(), 1);
}

TEST(AnswerWriterTest, ANodeThatDecidesKeepsAllBeneathIt) {
  TrialResult result = SomeResult();
  result.deciding = {{"top", "", Truth::kUnknown, "too few"}};
  const v1::TrialMatch match = Write(result, v1::EXPLANATION_LEVEL_DECIDING);
  ASSERT_EQ(match.criteria_size(), 1);
  EXPECT_EQ(match.criteria(0).children_size(), 2);
}

TEST(AnswerWriterTest, WritesAllOfAnEvidence) {
  const auto expected = FromText<v1::Evidence>(R"pb(
    kind: EVIDENCE_KIND_FACT
    reason: EVIDENCE_REASON_SATISFIES
    text: "because"
    fact {
      id: "f"
      category: FACT_CATEGORY_OBSERVATION
      code { system: "s" code: "weight" display: "name of weight" }
      date: "2024"
    }
    recorded_value: "1.249 kg"
    converted_value: "1249 g"
    threshold: "401 to 1249 g"
    distance { value: "0" unit: "g" }
    path { system: "s" code: "a" display: "name of a" }
    path { system: "s" code: "b" display: "name of b" }
  )pb");
  const v1::Evidence written = WriteEvidence(SomeEvidence(), NameOf);
  EXPECT_TRUE(MessageDifferencer::Equals(written, expected)) << written.DebugString();
}

TEST(AnswerWriterTest, TheSameResultIsTheSameBytes) {
  EXPECT_EQ(Write(SomeResult(), v1::EXPLANATION_LEVEL_FULL).SerializeAsString(),
            Write(SomeResult(), v1::EXPLANATION_LEVEL_FULL).SerializeAsString());
}

TEST(AnswerWriterTest, WritesIssues) {
  const Issue issue{"trial.name", "is required", Severity::kWarning, "c"};
  const v1::TrialIssue trial = WriteTrialIssue(issue);
  EXPECT_EQ(trial.field(), "trial.name");
  EXPECT_EQ(trial.description(), "is required");
  EXPECT_EQ(trial.severity(), v1::ISSUE_SEVERITY_WARNING);
  EXPECT_EQ(trial.criterion_id(), "c");
  EXPECT_EQ(WriteProfileIssue(issue).field(), "trial.name");
  EXPECT_EQ(WriteProfileIssue(issue).description(), "is required");
}

}  // namespace
}  // namespace trialmatch
