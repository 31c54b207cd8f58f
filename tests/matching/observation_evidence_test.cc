#include "matching/observation_evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/matching/observe.h"

namespace trialmatch {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST(ObservationEvidence, OfAValue) {
  struct Case {
    const char* code;
    const char* value;
    const char* range;
    const char* text;
    const char* converted;
    const char* distance;
  };
  const Case cases[] = {
      {"weight", "890 g", "401..1249 g", "birth weight is 890 g, within 401 to 1249 g", "890 g", "359"},
      {"weight", "1.249 kg", "401..1249 g", "birth weight is 1.249 kg (1249 g), within 401 to 1249 g",
       "1249 g", "0"},
      {"weight", "1300 g", "401..1249 g", "birth weight is 1300 g, 51 g above 401 to 1249 g", "1300 g",
       "-51"},
      {"risk", "55 %", "(60.. %", "risk of death is 55 %, 5 % below > 60 %", "55 %", "-5"},
      {"risk", "60 %", "(60.. %", "risk of death is 60 %, which is not > 60 %", "60 %", "0"},
      {"risk", "72 %", "(60.. %", "risk of death is 72 %, which is > 60 %", "72 %", "12"},
      {"risk", "<61 %", "(60.. %", "risk of death is <61 %, which may or may not be > 60 %", "<61 %", ""},
      {"size", "19", "18..", "size is 19, which is ≥ 18", "19", "1"},
  };
  for (const Case& one : cases) {
    PatientBuilder patient;
    patient.Measure(one.code, one.value, "2024-06");
    const std::vector<Evidence> evidence = Explain(patient, Asked(one.code, one.range));
    ASSERT_THAT(evidence, SizeIs(1));
    EXPECT_EQ(evidence[0].text, one.text);
    EXPECT_EQ(evidence[0].converted_value, one.converted);
    EXPECT_EQ(evidence[0].distance ? evidence[0].distance->value : "", one.distance);
    EXPECT_EQ(evidence[0].fact->id, "f0");
    EXPECT_EQ(evidence[0].fact->date, "2024-06");
  }
}

TEST(ObservationEvidence, OfWhatIsMissing) {
  PatientBuilder patient;
  ObservationCriterion criterion = Asked("weight", "401..1249 g");
  criterion.window = LastDays(28);
  std::vector<Evidence> evidence = Explain(patient, criterion);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].kind, EvidenceKind::kMissing);
  EXPECT_EQ(evidence[0].text, "birth weight is not recorded in the last 28 days");
  EXPECT_EQ(evidence[0].threshold, "401 to 1249 g");
  evidence = Explain(patient, criterion, AbsencePolicy::kAssumeAbsent);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].kind, EvidenceKind::kAssumption);
  EXPECT_EQ(evidence[0].reason, EvidenceReason::kCriterionPolicy);
  criterion.concepts = SetOf("gone");
  evidence = Explain(patient, criterion, AbsencePolicy::kAssumeAbsent);
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].kind, EvidenceKind::kUnresolved);
}

TEST(ObservationEvidence, OfAChange) {
  PatientBuilder patient;
  patient.Measure("weight", "8 kg", "2024-06-01");
  const ObservationCriterion criterion = Asked("weight", "-1000.. g", Selection::kChange);
  std::vector<Evidence> evidence = Explain(patient, criterion);
  ASSERT_FALSE(evidence.empty());
  EXPECT_EQ(evidence.back().kind, EvidenceKind::kMissing);
  patient.Measure("weight", "10 kg", "2024-05-01");
  evidence = Explain(patient, criterion);
  ASSERT_THAT(evidence, SizeIs(2));
  EXPECT_EQ(evidence[0].text, "birth weight changed by -2000 g from 10 kg to 8 kg, 1000 g below ≥ -1000 g");
  EXPECT_EQ(evidence[0].distance->value, "-1000");
  EXPECT_EQ(evidence[1].fact->id, "f1");
}

TEST(ObservationEvidence, SaysWhyAValueIsNotCompared) {
  PatientBuilder patient;
  patient.Measure("weight", "890 mL", "2024-06-01");
  const std::vector<Evidence> evidence = Explain(patient, Asked("weight", "401..1249 g"));
  ASSERT_THAT(evidence, SizeIs(1));
  EXPECT_EQ(evidence[0].kind, EvidenceKind::kUndecided);
  EXPECT_EQ(evidence[0].reason, EvidenceReason::kNotComparable);
  EXPECT_THAT(evidence[0].text, HasSubstr("measure different things"));
}

}  // namespace
}  // namespace trialmatch
