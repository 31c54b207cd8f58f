#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/cases/case_library.h"

namespace trialmatch {
namespace {

using google::protobuf::RepeatedPtrField;

const v1::CriterionResult* FindCriterion(const RepeatedPtrField<v1::CriterionResult>& criteria,
                                         const std::string& id) {
  for (const v1::CriterionResult& criterion : criteria) {
    if (criterion.criterion_id() == id) return &criterion;
    if (const auto* found = FindCriterion(criterion.children(), id)) return found;
  }
  return nullptr;
}

const v1::CriterionResult* FindCriterion(const v1::TrialMatch& match, const std::string& id) {
  if (const auto* found = FindCriterion(match.criteria(), id)) return found;
  for (const v1::CohortResult& cohort : match.cohorts()) {
    if (const auto* found = FindCriterion(cohort.criteria(), id)) return found;
  }
  return nullptr;
}

std::vector<std::string> ReasonsOf(const RepeatedPtrField<v1::Evidence>& evidence) {
  std::vector<std::string> names;
  for (const v1::Evidence& one : evidence) names.push_back(v1::EvidenceReason_Name(one.reason()));
  return names;
}

std::string TextOf(const v1::Distance& distance) {
  return absl::StrCat(distance.value(), " ", distance.unit());
}

class Comparison {
 public:
  void Expect(bool holds, const std::string& what, const std::string& expected, const std::string& actual) {
    if (!holds) differences_.push_back(absl::StrCat(what, ": expected ", expected, ", got ", actual));
  }

  // Equal as bags.
  void ExpectSame(std::vector<std::string> expected, std::vector<std::string> actual,
                  const std::string& what) {
    std::sort(expected.begin(), expected.end());
    std::sort(actual.begin(), actual.end());
    Expect(expected == actual, what, absl::StrJoin(expected, ", "), absl::StrJoin(actual, ", "));
  }

  void CompareCriterion(const testing::ExpectedCriterion& expected, const v1::TrialMatch& match) {
    const std::string what = absl::StrCat("criterion ", expected.criterion_id());
    const v1::CriterionResult* actual = FindCriterion(match, expected.criterion_id());
    if (actual == nullptr) return Expect(false, what, "one", "none");
    Expect(expected.truth() == actual->truth(), what, v1::Truth_Name(expected.truth()),
           v1::Truth_Name(actual->truth()));
    const std::vector<std::string> reasons = ReasonsOf(actual->evidence());
    for (const int reason : expected.reasons()) {
      const std::string name = v1::EvidenceReason_Name(static_cast<v1::EvidenceReason>(reason));
      Expect(std::find(reasons.begin(), reasons.end(), name) != reasons.end(), what + " reason", name,
             absl::StrJoin(reasons, ", "));
    }
    CompareValues(expected, *actual, what);
  }

  std::vector<std::string> Take() { return std::move(differences_); }

 private:
  void CompareValues(const testing::ExpectedCriterion& expected, const v1::CriterionResult& actual,
                     const std::string& what) {
    std::vector<std::string> distances, values;
    for (const v1::Evidence& one : actual.evidence()) {
      if (one.has_distance()) distances.push_back(TextOf(one.distance()));
      if (!one.converted_value().empty()) values.push_back(one.converted_value());
    }
    const auto has = [](const std::vector<std::string>& list, const std::string& one) {
      return std::find(list.begin(), list.end(), one) != list.end();
    };
    Expect(!expected.has_distance() || has(distances, TextOf(expected.distance())), what + " distance",
           TextOf(expected.distance()), absl::StrJoin(distances, ", "));
    Expect(expected.converted_value().empty() || has(values, expected.converted_value()),
           what + " converted value", expected.converted_value(), absl::StrJoin(values, ", "));
  }

  std::vector<std::string> differences_;
};

void CompareCohorts(const testing::Expectation& expected, const v1::TrialMatch& actual,
                    Comparison& comparison) {
  for (const testing::ExpectedCohort& cohort : expected.cohorts()) {
    const auto found =
        std::find_if(actual.cohorts().begin(), actual.cohorts().end(),
                     [&](const v1::CohortResult& one) { return one.cohort_id() == cohort.cohort_id(); });
    const std::string verdict = found == actual.cohorts().end() ? "none" : v1::Verdict_Name(found->verdict());
    const std::string wanted = v1::Verdict_Name(cohort.verdict());
    comparison.Expect(verdict == wanted, absl::StrCat("cohort ", cohort.cohort_id()), wanted, verdict);
  }
}

}  // namespace

std::vector<std::string> Differences(const testing::Expectation& expected, const v1::TrialMatch& actual) {
  Comparison comparison;
  comparison.Expect(expected.verdict() == actual.verdict(), "verdict", v1::Verdict_Name(expected.verdict()),
                    v1::Verdict_Name(actual.verdict()));
  CompareCohorts(expected, actual, comparison);
  for (const auto& criterion : expected.criteria()) comparison.CompareCriterion(criterion, actual);
  if (!expected.deciding().empty()) {
    std::vector<std::string> ids;
    for (const v1::DecidingCriterion& one : actual.deciding()) ids.push_back(one.criterion_id());
    comparison.ExpectSame({expected.deciding().begin(), expected.deciding().end()}, ids, "deciding");
  }
  if (!expected.assumptions().empty()) {
    std::vector<std::string> names;
    for (const int reason : expected.assumptions()) {
      names.push_back(v1::EvidenceReason_Name(static_cast<v1::EvidenceReason>(reason)));
    }
    comparison.ExpectSame(names, ReasonsOf(actual.assumptions()), "assumptions");
  }
  if (expected.availability() != v1::RECRUITMENT_AVAILABILITY_UNSPECIFIED) {
    comparison.Expect(expected.availability() == actual.availability().recruitment(), "availability",
                      v1::RecruitmentAvailability_Name(expected.availability()),
                      v1::RecruitmentAvailability_Name(actual.availability().recruitment()));
  }
  return comparison.Take();
}

}  // namespace trialmatch
