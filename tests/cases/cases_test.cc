// Every decision case through the definition and both indexes.
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "matching/availability.h"
#include "matching/evaluator.h"
#include "matching/trial_index.h"
#include "tests/cases/case_library.h"
#include "tests/support/match_truths.h"
#include "wire/answer_writer.h"
#include "wire/options_reader.h"
#include "wire/patient_reader.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

using ::testing::IsEmpty;

std::string ErrorsOf(const IssueSink& sink) {
  std::vector<std::string> texts;
  for (const Issue& issue : sink.issues()) {
    if (issue.severity == Severity::kError) texts.push_back(issue.field + ": " + issue.description);
  }
  return absl::StrJoin(texts, "\n");
}

v1::RecruitmentAvailability MessageOf(Recruitment recruitment) {
  switch (recruitment) {
    case Recruitment::kRecruiting:
      return v1::RECRUITMENT_AVAILABILITY_RECRUITING;
    case Recruitment::kNotRecruiting:
      return v1::RECRUITMENT_AVAILABILITY_NOT_RECRUITING;
    case Recruitment::kUnknown:
      return v1::RECRUITMENT_AVAILABILITY_UNKNOWN;
  }
  return v1::RECRUITMENT_AVAILABILITY_UNSPECIFIED;
}

// A case as the engine takes it.
struct ReadCase {
  explicit ReadCase(const testing::MatchCase& match_case) {
    v1::Trial message = match_case.trial();
    NormalizeTrial(message);
    IssueSink trial_sink("trial"), patient_sink("patient"), options_sink("options");
    trial = std::make_shared<const Trial>(ReadTrial(message, trial_sink));
    patient = ReadPatient(match_case.patient(), patient_sink);
    options = ReadOptions(match_case.options(), absl::UnixEpoch(), options_sink);
    for (const IssueSink* sink : {&trial_sink, &patient_sink, &options_sink}) errors += ErrorsOf(*sink);
  }

  std::shared_ptr<const Trial> trial;
  Patient patient;
  EvaluationOptions options;
  std::string errors;
};

// The answer that the service gives, without what only the service knows.
v1::TrialMatch Answer(const ReadCase& read, const TrialResult& result, const Terminology& terminology) {
  v1::TrialMatch match;
  WriteTrialResult(
      result, v1::EXPLANATION_LEVEL_FULL, [&](const Code& code) { return terminology.DisplayName(code); },
      match);
  std::vector<Truth> cohorts;
  for (const CohortResult& cohort : result.cohorts) cohorts.push_back(cohort.truth);
  match.mutable_availability()->set_recruitment(
      MessageOf(FindAvailability(*read.trial, cohorts, read.patient.location).recruitment));
  return match;
}

class DecisionCaseTest : public ::testing::TestWithParam<DecisionCase> {};

TEST_P(DecisionCaseTest, Decides) {
  const testing::MatchCase& match_case = GetParam().match_case;
  SCOPED_TRACE(match_case.description());
  const ReadCase read(match_case);
  ASSERT_EQ(read.errors, "");
  const Terminology& terminology = *TheCaseLibrary().terminology;
  const PatientView patient(read.patient, read.options, terminology);

  const TrialResult result = Explain(*read.trial, patient);
  EXPECT_THAT(Differences(match_case.expect(), Answer(read, result, terminology)), IsEmpty());

  EXPECT_EQ(Evaluate(*read.trial, patient), result.truth);
  const std::vector<TrialPointer> trials = {read.trial};
  EXPECT_THAT(MatchTruths(*BuildPlainIndex(trials), patient, trials), ::testing::ElementsAre(result.truth));
  EXPECT_THAT(MatchTruths(*BuildTrialIndex(trials, terminology), patient, trials),
              ::testing::ElementsAre(result.truth));
}

INSTANTIATE_TEST_SUITE_P(Cases, DecisionCaseTest, ::testing::ValuesIn(TheCaseLibrary().cases),
                         [](const auto& info) { return TestNameOf(info.param); });

// All trials of all cases in one index, every patient against each: predicates are shared between trials, and
// a gate that drops the wrong one shows.
TEST(CaseLibraryTest, IndexesOfAllTrialsAgreeForEveryPatient) {
  const CaseLibrary& library = TheCaseLibrary();
  std::vector<ReadCase> reads;
  std::vector<TrialPointer> trials;
  for (const DecisionCase& one : library.cases) {
    trials.push_back(reads.emplace_back(one.match_case).trial);
  }
  const auto plain = BuildPlainIndex(trials);
  const auto interned = BuildTrialIndex(trials, *library.terminology);
  for (size_t i = 0; i < reads.size(); ++i) {
    const PatientView patient(reads[i].patient, reads[i].options, *library.terminology);
    ASSERT_EQ(MatchTruths(*plain, patient, trials), MatchTruths(*interned, patient, trials))
        << library.cases[i].name;
  }
}

TEST(CaseLibraryTest, IsReadWithoutProblems) { EXPECT_THAT(TheCaseLibrary().problems, IsEmpty()); }

TEST(CaseLibraryTest, HasEnoughCasesWithNamesAndDescriptionsOfTheirOwn) {
  std::set<std::string> names, descriptions;
  for (const DecisionCase& one : TheCaseLibrary().cases) {
    EXPECT_TRUE(names.insert(TestNameOf(one)).second) << one.name;
    EXPECT_TRUE(descriptions.insert(one.match_case.description()).second) << one.name;
  }
  EXPECT_GE(names.size(), 150u);
}

// The runner's own test: for a real answer every planted wrong expectation is a difference.
class PlantedFaultTest : public ::testing::Test {
 protected:
  PlantedFaultTest() {
    for (const DecisionCase& one : TheCaseLibrary().cases) {
      if (one.name != "structure/any_cohort" && one.name != "quantities/above") continue;
      const ReadCase read(one.match_case);
      const PatientView patient(read.patient, read.options, *TheCaseLibrary().terminology);
      answers_.push_back(Answer(read, Explain(*read.trial, patient), *TheCaseLibrary().terminology));
      expectations_.push_back(one.match_case.expect());
    }
  }

  void SetUp() override { ASSERT_EQ(answers_.size(), 2u); }

  size_t DifferencesWith(size_t which, void (*plant)(testing::Expectation&)) const {
    testing::Expectation expected = expectations_[which];
    plant(expected);
    return Differences(expected, answers_[which]).size();
  }

  std::vector<v1::TrialMatch> answers_;  // "quantities/above", "structure/any_cohort"
  std::vector<testing::Expectation> expectations_;
};

TEST_F(PlantedFaultTest, NothingPlantedIsNoDifference) {
  EXPECT_EQ(DifferencesWith(0, [](auto&) {}), 0u);
  EXPECT_EQ(DifferencesWith(1, [](auto&) {}), 0u);
}

TEST_F(PlantedFaultTest, EveryPlantedFaultIsFound) {
  using E = testing::Expectation;
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.set_verdict(v1::VERDICT_ELIGIBLE); }), 1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.mutable_criteria(0)->set_truth(v1::TRUTH_UNKNOWN); }), 1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.mutable_criteria(0)->set_criterion_id("absent"); }), 1u);
  EXPECT_EQ(
      DifferencesWith(0, [](E& e) { e.mutable_criteria(0)->add_reasons(v1::EVIDENCE_REASON_CONFLICTING); }),
      1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.mutable_criteria(0)->mutable_distance()->set_value("51"); }), 1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.mutable_criteria(0)->set_converted_value("1.3 kg"); }), 1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.add_deciding("y"); }), 1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.add_assumptions(v1::EVIDENCE_REASON_COMPLETENESS); }), 1u);
  EXPECT_EQ(DifferencesWith(0, [](E& e) { e.set_availability(v1::RECRUITMENT_AVAILABILITY_RECRUITING); }),
            1u);
  EXPECT_EQ(DifferencesWith(1, [](E& e) { e.mutable_cohorts(0)->set_verdict(v1::VERDICT_INELIGIBLE); }), 1u);
  EXPECT_EQ(DifferencesWith(1, [](E& e) { e.mutable_cohorts(0)->set_cohort_id("absent"); }), 1u);
}

TEST(ParseCaseTest, NamesEveryProblem) {
  std::vector<std::string> problems;
  ParseCase("topic/bad", "trial { tittle: \"x\" }", problems);
  EXPECT_EQ(problems.size(), 1u);
  problems.clear();
  ParseCase("topic/empty", "", problems);
  EXPECT_EQ(problems.size(), 4u);
}

}  // namespace
}  // namespace trialmatch
