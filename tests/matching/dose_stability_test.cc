#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "matching/dose_stability_evaluator.h"
#include "tests/matching/measured.h"

namespace trialmatch {
namespace {

using ::testing::SizeIs;

// "Today" is 2024-06-15 12:00 UTC.
DoseStabilityCriterion Stable(absl::string_view code, int64_t count = 4, TimeUnit unit = TimeUnit::kWeek) {
  return {SetOf(code), CalendarOffset{count, unit}};
}

Truth Evaluate(const PatientBuilder& patient, const DoseStabilityCriterion& criterion,
               std::vector<Evidence>* evidence = nullptr) {
  const PatientView view = patient.View();
  std::vector<Evidence> own;
  const Truth silent = EvaluateDoseStability(criterion, AbsencePolicy::kInherit, view, nullptr);
  EXPECT_EQ(EvaluateDoseStability(criterion, AbsencePolicy::kInherit, view, evidence ? evidence : &own),
            silent);
  return silent;
}

// The evidence has at least one entry, and the first one of that reason or any.
bool HasReason(const std::vector<Evidence>& evidence, EvidenceReason reason) {
  for (const Evidence& entry : evidence) {
    if (entry.reason == reason) return true;
  }
  return false;
}

struct Case {
  const char* name;
  std::function<void(PatientBuilder&)> record;
  Truth truth;
  EvidenceReason reason;
};

TEST(DoseStability, FourWeeks) {
  const Case cases[] = {
      {"nothing", [](PatientBuilder&) {}, Truth::kUnknown, EvidenceReason::kNotRecorded},
      {"since long ago", [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2023"); }, Truth::kTrue,
       EvidenceReason::kSatisfies},
      {"since the first day of the window",
       [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2024-05-18"); }, Truth::kTrue,
       EvidenceReason::kSatisfies},
      {"since the day after", [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2024-05-19"); },
       Truth::kUnknown, EvidenceReason::kNotRecorded},
      {"since some day of that month", [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2024-05"); },
       Truth::kUnknown, EvidenceReason::kDateImprecise},
      {"until today", [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2024-01-01", "2024-06-15"); },
       Truth::kTrue, EvidenceReason::kSatisfies},
      {"until yesterday", [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2024-01-01", "2024-06-14"); },
       Truth::kUnknown, EvidenceReason::kNotRecorded},
      {"until nobody knows when",
       [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2023").status = ClinicalStatus::kUnknown; },
       Truth::kUnknown, EvidenceReason::kStatusUnknown},
      {"without a start", [](PatientBuilder& p) { p.Take("prednisone", "5 mg", ""); }, Truth::kUnknown,
       EvidenceReason::kDateImprecise},
      {"without a dose", [](PatientBuilder& p) { p.Take("prednisone", "", "2023"); }, Truth::kUnknown,
       EvidenceReason::kQualifierUnknown},
      {"at a censored dose", [](PatientBuilder& p) { p.Take("prednisone", "<5 mg", "2023"); },
       Truth::kUnknown, EvidenceReason::kValueImprecise},
      {"suspected",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023").verification = Verification::kSuspected;
       },
       Truth::kUnknown, EvidenceReason::kNotConfirmed},
      {"a broader code", [](PatientBuilder& p) { p.Take("drug", "5 mg", "2023"); }, Truth::kUnknown,
       EvidenceReason::kNotRecorded},
      {"two that meet",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-31");
         p.Take("prednisone", "0.005 g", "2024-06-01");
       },
       Truth::kTrue, EvidenceReason::kSatisfies},
      {"two with a day between",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-31");
         p.Take("prednisone", "5 mg", "2024-06-02");
       },
       Truth::kUnknown, EvidenceReason::kNotRecorded},
      {"two of different doses",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-31");
         p.Take("prednisone", "10 mg", "2024-06-01");
       },
       Truth::kFalse, EvidenceReason::kDoesNotSatisfy},
      {"a change before the window",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-17");
         p.Take("prednisone", "10 mg", "2024-05-18");
       },
       Truth::kTrue, EvidenceReason::kSatisfies},
      {"a change on the first day of the window",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-18");
         p.Take("prednisone", "10 mg", "2024-05-18");
       },
       Truth::kFalse, EvidenceReason::kDoesNotSatisfy},
      {"a change that may lie before the window",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05");
         p.Take("prednisone", "10 mg", "2024-05-10");
       },
       Truth::kUnknown, EvidenceReason::kDateImprecise},
      {"another dose that may be taken",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023");
         p.Take("prednisone", "10 mg", "2024-06-01").verification = Verification::kSuspected;
       },
       Truth::kUnknown, EvidenceReason::kNotConfirmed},
      {"two doses throughout",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023");
         p.Take("prednisone", "10 mg", "2023");
       },
       Truth::kUnknown, EvidenceReason::kConflicting},
      {"doses that cannot be compared",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-31");
         p.Take("prednisone", "5 mL", "2024-06-01");
       },
       Truth::kUnknown, EvidenceReason::kNotComparable},
      {"another form of the medication",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-31");
         p.Take("prednisone-tablet", "5 mg", "2024-06-01");
       },
       Truth::kTrue, EvidenceReason::kSatisfies},
      {"another medication throughout",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023");
         p.Take("dexamethasone", "1 mg", "2023");
       },
       Truth::kTrue, EvidenceReason::kSatisfies},
      {"another medication since",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023", "2024-05-31");
         p.Take("dexamethasone", "1 mg", "2024-06-01");
       },
       Truth::kUnknown, EvidenceReason::kDateImprecise},
      {"a code that nobody knows beside it",
       [](PatientBuilder& p) {
         p.Take("prednisone", "5 mg", "2023");
         p.Take("who knows", "1 mg", "2024-06-01");
       },
       Truth::kTrue, EvidenceReason::kSatisfies},
  };
  for (const Case& one : cases) {
    PatientBuilder patient;
    one.record(patient);
    std::vector<Evidence> evidence;
    EXPECT_EQ(Evaluate(patient, Stable("steroid"), &evidence), one.truth) << one.name;
    EXPECT_TRUE(HasReason(evidence, one.reason)) << one.name;
  }
}

TEST(DoseStability, ABroaderCodeMayBeTheMedication) {
  PatientBuilder patient;
  patient.Take("steroid", "5 mg", "2023");
  std::vector<Evidence> evidence;
  EXPECT_EQ(Evaluate(patient, Stable("prednisone"), &evidence), Truth::kUnknown);
  EXPECT_TRUE(HasReason(evidence, EvidenceReason::kBroaderCode));
  patient.Take("prednisone", "10 mg", "2023");
  EXPECT_EQ(Evaluate(patient, Stable("prednisone")), Truth::kUnknown) << "it may be a second dose";
  patient.patient.facts[1].dose = Amount("5 mg");
  EXPECT_EQ(Evaluate(patient, Stable("prednisone")), Truth::kTrue) << "it may be the same dose";
}

TEST(DoseStability, FalseWhereAbsenceIsKnown) {
  const auto complete = [](const char* from, const char* to) {
    return [=](PatientBuilder& p) {
      p.patient.completeness.push_back({FactCategory::kMedication, Person{}, At(from), *At(to)});
    };
  };
  const auto refute = [](const char* date, const char* end) {
    return [=](PatientBuilder& p) {
      Fact& fact = p.Take("steroid", "", date, end);
      fact.verification = Verification::kRefuted;
    };
  };
  const auto nothing = [](PatientBuilder&) {};
  const auto since_june = [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2024-06-01"); };
  const auto until_may = [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2023", "2024-05-31"); };
  const auto throughout = [](PatientBuilder& p) { p.Take("prednisone", "5 mg", "2023"); };
  const auto unknown_code = [](PatientBuilder& p) { p.Take("who knows", "5 mg", "2023"); };
  struct AbsenceCase {
    const char* name;
    std::function<void(PatientBuilder&)> taken, absent;
    Truth truth;
  };
  const AbsenceCase cases[] = {
      {"nothing, all complete", nothing, complete("2020", "2024-06-15"), Truth::kFalse},
      {"nothing, complete for part of the window", nothing, complete("2024-06-01", "2024-06-15"),
       Truth::kFalse},
      {"nothing, complete before the window", nothing, complete("2020", "2024-05-17"), Truth::kUnknown},
      {"nothing, does not take it today", nothing, refute("2024-06-15", ""), Truth::kFalse},
      {"nothing, does not take it, undated", nothing, refute("", ""), Truth::kFalse},
      {"nothing, did not take it before", nothing, refute("2024-01-01", "2024-02-01"), Truth::kUnknown},
      {"since June, all complete", since_june, complete("2020", "2024-06-15"), Truth::kFalse},
      {"since June, complete since June", since_june, complete("2024-06-01", "2024-06-15"), Truth::kUnknown},
      {"until May, all complete", until_may, complete("2020", "2024-06-15"), Truth::kFalse},
      {"until May, complete until May", until_may, complete("2020", "2024-05-31"), Truth::kUnknown},
      {"throughout, all complete", throughout, complete("2020", "2024-06-15"), Truth::kTrue},
      {"a code that may be it, all complete", unknown_code, complete("2020", "2024-06-15"), Truth::kUnknown},
      {"nothing, by default absent", nothing,
       [](PatientBuilder& p) { p.options.absence_default = AbsencePolicy::kAssumeAbsent; }, Truth::kFalse},
      {"nothing, by default present", nothing,
       [](PatientBuilder& p) { p.options.absence_default = AbsencePolicy::kAssumePresent; }, Truth::kUnknown},
  };
  for (const AbsenceCase& one : cases) {
    PatientBuilder patient;
    one.taken(patient);
    one.absent(patient);
    std::vector<Evidence> evidence;
    EXPECT_EQ(Evaluate(patient, Stable("steroid"), &evidence), one.truth) << one.name;
    if (one.truth != Truth::kUnknown || patient.patient.facts.empty()) {
      EXPECT_FALSE(evidence.empty()) << one.name;
    }
  }
}

TEST(DoseStability, HoursAreInstants) {
  PatientBuilder patient;
  patient.Take("prednisone", "5 mg", "2024-06-13T12:00Z");
  EXPECT_EQ(Evaluate(patient, Stable("prednisone", 48, TimeUnit::kHour)), Truth::kTrue);
  patient.patient.facts[0].start = At("2024-06-13T12:01Z");
  EXPECT_EQ(Evaluate(patient, Stable("prednisone", 48, TimeUnit::kHour)), Truth::kUnknown);
  EXPECT_EQ(Evaluate(patient, Stable("prednisone", 2, TimeUnit::kDay)), Truth::kTrue);
  patient.patient.facts[0].start = At("2024-06-13");
  EXPECT_EQ(Evaluate(patient, Stable("prednisone", 48, TimeUnit::kHour)), Truth::kUnknown);
}

TEST(DoseStability, CodeThatIsNotLoaded) {
  PatientBuilder patient;
  patient.Take("gone", "5 mg", "2023");
  std::vector<Evidence> evidence;
  EXPECT_EQ(Evaluate(patient, Stable("gone"), &evidence), Truth::kUnknown);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].kind, EvidenceKind::kUnresolved);
}

TEST(DoseStability, Text) {
  PatientBuilder patient;
  patient.Take("prednisone", "5 mg", "2023-01");
  std::vector<Evidence> evidence;
  Evaluate(patient, Stable("steroid"), &evidence);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].text, "prednisone 5 mg (2023-01) is taken at an unchanged dose");
  EXPECT_EQ(evidence[0].threshold, "one dose in the last 4 weeks");
  EXPECT_EQ(evidence[0].recorded_value, "5 mg");
}

}  // namespace
}  // namespace trialmatch
