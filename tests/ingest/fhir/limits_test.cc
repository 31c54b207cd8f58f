// What a profile may hold, and that nothing of a patient stands in an issue.
#include "wire/limits.h"

#include "ingest/fhir/profile_limits.h"
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;

static_assert(fhir::kMaxCodeBytes == trialmatch::kMaxCodeBytes);
static_assert(fhir::kMaxLineBytes == trialmatch::kMaxLineBytes);
static_assert(fhir::kMaxFactIdBytes == trialmatch::kMaxFactIdBytes);
static_assert(fhir::kMaxFacts == trialmatch::kMaxFacts);
static_assert(fhir::kMaxRelatives == trialmatch::kMaxRelatives);
static_assert(fhir::kMaxLinks == trialmatch::kMaxLinks);
static_assert(fhir::kMaxGestationWeeks == trialmatch::kMaxGestationWeeks);

TEST(LimitsTest, MoreRecordsThanAProfileHoldsAreListed) {
  std::vector<std::string> conditions;
  for (int i = 0; i < fhir::kMaxFacts + 7; ++i) {
    conditions.push_back(absl::StrCat("{'resourceType':'Condition','id':'", i, "','code':", Snomed("109006"),
                                      ",'subject':{'reference':'Patient/1'}}"));
  }
  const FhirReading reading = Read(BundleOf(conditions));
  EXPECT_FALSE(HasErrors(reading.issues));
  EXPECT_EQ(reading.profile.conditions_size(), fhir::kMaxFacts);
  EXPECT_EQ(reading.listed, 7u);
  EXPECT_THAT(AllLines(reading),
              HasSubstr("Condition is not used: the profile has all the records that it may hold"));
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle: has more than a profile may hold"));
}

TEST(LimitsTest, WhatIsTooLongIsNotUsed) {
  const std::string code(2000, '7');
  const FhirReading reading = ReadOne(Of("Condition", "'code':" + Snomed(code)));
  EXPECT_EQ(reading.profile.conditions(0).code().code(), "unknown");
  const FhirReading id = ReadOne(absl::StrReplaceAll(Of("Condition", "'code':" + Snomed("109006")),
                                                     {{"'id':'a'", "'id':'" + code + "'"}}));
  EXPECT_EQ(id.profile.conditions(0).id(), "at Bundle.entry[1].resource");
}

TEST(LimitsTest, IssuesAreBoundedAndCounted) {
  std::vector<std::string> observations;
  for (int i = 0; i < 100; ++i) {
    observations.push_back(absl::StrCat(
        "{'resourceType':'Observation','id':'", i, "','status':'final','code':", Loinc("29463-7"),
        ",'subject':{'reference':'Patient/1'},'valueQuantity':{'value':1,'unit':'stones'}}"));
  }
  const FhirReading reading = Read(BundleOf(observations));
  EXPECT_LE(reading.issues.size(), 30u);
  EXPECT_THAT(AllLines(reading),
              HasSubstr("Bundle: 80 more: is not used as an amount: its unit is not UCUM"));
}

TEST(LimitsTest, NoIssueHoldsAValueOfThePatient) {
  const std::string secret = "SeCrEt7";
  const FhirReading reading = Read(BundleOf(
      {Of("Condition",
          absl::StrCat("'code':{'text':'", secret, "'},'onsetString':'", secret, "','severity':{'text':'",
                       secret, "'},'recordedDate':'", secret, "','", secret, "':1")),
       Of("Observation", absl::StrCat("'status':'", secret, "','code':", Loinc("29463-7"),
                                      ",'valueQuantity':{'value':1,'unit':'", secret, "','comparator':'",
                                      secret, "'},'referenceRange':[{'text':'", secret, "'}]")),
       Of("Encounter", "'status':'" + secret + "'"), absl::StrCat("{'resourceType':'", secret, "'}"),
       Of("Consent", absl::StrCat("'status':'active','scope':{'text':'", secret, "'}"))},
      Patient1(absl::StrCat("'birthDate':'", secret, "','gender':'", secret, "'"))));
  EXPECT_GT(reading.issues.size(), 8u);
  EXPECT_THAT(AllLines(reading), Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace trialmatch::fhir
