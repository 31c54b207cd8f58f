#include "matching/limit_of_normal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/matching/observe.h"

namespace trialmatch {
namespace {

using ::testing::SizeIs;

ObservationCriterion Multiple(absl::string_view code, absl::string_view range,
                              NormalLimitSide side = NormalLimitSide::kUpper) {
  ObservationCriterion criterion = Asked(code, range);
  const QuantityRange bounds = Range(range);
  criterion.expected = NormalLimitRange{side, bounds.min, bounds.max};
  return criterion;
}

TEST(LimitOfNormal, MultiplesOfTheMeasurementsOwnLimit) {
  struct Case {
    const char* value;
    ReferenceRange range;
    const char* multiple;
    NormalLimitSide side;
    Truth truth;
  };
  const auto dec = [](const char* text) { return Decimal::Parse(text).value(); };
  const Case cases[] = {
      {"60 U/L", {{}, dec("40"), "U/L"}, "..1.5", NormalLimitSide::kUpper, Truth::kTrue},
      {"60.01 U/L", {{}, dec("40"), "U/L"}, "..1.5", NormalLimitSide::kUpper, Truth::kFalse},
      {"60 U/L", {{}, dec("40"), "U/L"}, "..1.5)", NormalLimitSide::kUpper, Truth::kFalse},
      {"60 U/L", {{}, dec("40"), ""}, "..1.5", NormalLimitSide::kUpper, Truth::kTrue},
      {"0.06 kU/L", {{}, dec("40"), "U/L"}, "..1.5", NormalLimitSide::kUpper, Truth::kTrue},
      {"60 U/L", {{}, dec("40"), "g/L"}, "..1.5", NormalLimitSide::kUpper, Truth::kUnknown},
      {"60 U/L", {dec("7"), {}, "U/L"}, "..1.5", NormalLimitSide::kUpper, Truth::kUnknown},
      {"7 U/L", {dec("7"), {}, "U/L"}, "1..", NormalLimitSide::kLower, Truth::kTrue},
      {"<7 U/L", {dec("7"), {}, "U/L"}, "1..", NormalLimitSide::kLower, Truth::kFalse},
      {"<60 U/L", {{}, dec("40"), "U/L"}, "..1", NormalLimitSide::kUpper, Truth::kUnknown},
  };
  for (const Case& one : cases) {
    PatientBuilder patient;
    patient.Measure("alt", one.value, "2024-06-01").reference_range = one.range;
    EXPECT_EQ(Evaluate(patient, Multiple("alt", one.multiple, one.side)), one.truth)
        << one.value << " " << one.multiple;
  }
}

TEST(LimitOfNormal, MultiplesOfATablesLimit) {
  PatientBuilder patient;
  patient.Measure("alt", "40 U/L", "2024-06-01");
  patient.patient.birth = *At("1980-01-01");
  patient.patient.sex_at_birth = Sex::kMale;
  const ObservationCriterion criterion = Multiple("alt", "..1");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
  patient.options.normal_limit_table = "adult";
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kTrue);
  const std::vector<Evidence> evidence = Explain(patient, criterion);
  ASSERT_THAT(evidence, SizeIs(2));
  EXPECT_EQ(evidence[0].threshold, "≤ 1 × ULN (50 U/L)");
  EXPECT_EQ(evidence[1].kind, EvidenceKind::kAssumption);
  EXPECT_EQ(evidence[1].reason, EvidenceReason::kNormalLimitTable);

  patient.patient.sex_at_birth = Sex::kFemale;
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kFalse);
  patient.patient.sex_at_birth = Sex::kUnrecorded;
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
  patient.patient.administrative_gender = Sex::kMale;
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
  patient.options.administrative_gender_as_sex = true;
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kTrue);
  EXPECT_EQ(Explain(patient, criterion).back().reason, EvidenceReason::kAdministrativeGender);

  // Of a child, the table has nothing; the age is that at the measurement.
  patient.patient.birth = *At("2006-06-01");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kTrue);
  patient.patient.facts[0].start = At("2024-05-01");
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kUnknown);
  // The measurement's own range comes first.
  patient.patient.facts[0].reference_range = ReferenceRange{{}, Decimal(39), "U/L"};
  EXPECT_EQ(Evaluate(patient, criterion), Truth::kFalse);
}

}  // namespace
}  // namespace trialmatch
