// Procedure, Encounter and FamilyMemberHistory.
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Surgery(const std::string& status,
                    const std::string& members = "'performedDateTime':'2026-01-02'") {
  return Of("Procedure", absl::StrCat("'status':'", status, "','code':", Snomed("387713003"), ",", members));
}

TEST(ProcedureTest, WhatWasDoneIsAProcedure) {
  const FhirReading reading =
      ReadOne(Surgery("completed", "'performedPeriod':{'start':'2026-01','end':'2026-02'}"));
  ASSERT_EQ(reading.profile.procedures_size(), 1);
  EXPECT_EQ(reading.profile.procedures(0).start(), "2026-01");
  EXPECT_EQ(reading.profile.procedures(0).end(), "2026-02");
  EXPECT_EQ(reading.profile.procedures(0).verification(), v1::VERIFICATION_UNSPECIFIED);
  EXPECT_THAT(Lines(reading), IsEmpty());
}

TEST(ProcedureTest, WhatWasBegunOrIsNotKnownIsProvisional) {
  for (const char* status : {"on-hold", "stopped", "unknown", "x"}) {
    const FhirReading reading = ReadOne(Surgery(status));
    ASSERT_EQ(reading.profile.procedures_size(), 1) << status;
    EXPECT_EQ(reading.profile.procedures(0).verification(), v1::VERIFICATION_PROVISIONAL) << status;
  }
}

TEST(ProcedureTest, WhatIsPreparedIsAPlan) {
  const FhirReading reading = ReadOne(Surgery("preparation"));
  EXPECT_EQ(reading.profile.procedures_size(), 0);
  ASSERT_EQ(reading.profile.plans_size(), 1);
  EXPECT_EQ(reading.profile.plans(0).start(), "2026-01-02");
}

TEST(ProcedureTest, WhatWasNotDoneThenRefutesNothing) {
  for (const char* status : {"not-done", "entered-in-error"}) {
    const FhirReading reading = ReadOne(Surgery(status));
    EXPECT_EQ(reading.profile.procedures_size(), 0);
    EXPECT_EQ(reading.listed, 1u);
  }
}

TEST(ProcedureTest, ReasonsAndComplicationsAreLinks) {
  const auto condition = [](const std::string& id) {
    return absl::StrReplaceAll(Of("Condition", "'code':" + Snomed("73211009")),
                               {{"'id':'a'", "'id':'" + id + "'"}});
  };
  const FhirReading reading =
      Read(BundleOf({condition("why"), condition("then"),
                     Surgery("completed",
                             "'reasonReference':[{'reference':'Condition/why'}],"
                             "'complicationDetail':[{'reference':'Condition/then'}]")}));
  ASSERT_EQ(reading.profile.procedures_size(), 1);
  ASSERT_EQ(reading.profile.procedures(0).links_size(), 1);
  EXPECT_EQ(reading.profile.procedures(0).links(0).kind(), v1::FactLink::KIND_CAUSED_BY);
  EXPECT_EQ(reading.profile.procedures(0).links(0).fact_id(), "Condition/why");
  ASSERT_EQ(reading.profile.conditions(1).links_size(), 1);
  EXPECT_EQ(reading.profile.conditions(1).links(0).kind(), v1::FactLink::KIND_AFTER);
  EXPECT_EQ(reading.profile.conditions(1).links(0).fact_id(), "Procedure/a");
}

std::string Stay(const std::string& status, const std::string& code) {
  return Of("Encounter",
            absl::StrCat("'status':'", status,
                         "','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'",
                         code, "'},'period':{'start':'2026-01-02','end':'2026-01-05'}"));
}

TEST(EncounterTest, ACertainClassIsASetting) {
  const std::pair<const char*, v1::CareSetting> kClasses[] = {{"IMP", v1::CARE_SETTING_INPATIENT},
                                                              {"AMB", v1::CARE_SETTING_OUTPATIENT},
                                                              {"EMER", v1::CARE_SETTING_EMERGENCY},
                                                              {"HH", v1::CARE_SETTING_HOME}};
  for (const auto& [code, setting] : kClasses) {
    const FhirReading reading = ReadOne(Stay("finished", code));
    ASSERT_EQ(reading.profile.care_settings_size(), 1) << code;
    EXPECT_EQ(reading.profile.care_settings(0).setting(), setting);
    EXPECT_EQ(reading.profile.care_settings(0).end(), "2026-01-05");
    EXPECT_EQ(reading.profile.care_settings(0).clinical_status(), v1::CLINICAL_STATUS_RESOLVED);
  }
  EXPECT_EQ(ReadOne(Stay("finished", "VR")).profile.care_settings_size(), 0);
}

TEST(EncounterTest, OneInProgressGoesOnAndOthersAreNone) {
  const FhirReading reading = ReadOne(Stay("in-progress", "IMP"));
  ASSERT_EQ(reading.profile.care_settings_size(), 1);
  EXPECT_EQ(reading.profile.care_settings(0).clinical_status(), v1::CLINICAL_STATUS_ACTIVE);
  EXPECT_EQ(reading.profile.care_settings(0).end(), "");
  for (const char* status : {"planned", "cancelled", "arrived", "entered-in-error", "unknown"}) {
    EXPECT_EQ(ReadOne(Stay(status, "IMP")).profile.care_settings_size(), 0) << status;
  }
}

std::string Family(const std::string& role, const std::string& members) {
  return Of("FamilyMemberHistory",
            absl::StrCat("'status':'completed','relationship':", Hl7("v3-RoleCode", role), members));
}

TEST(FamilyHistoryTest, DiagnosesOfRelativesAreRead) {
  const FhirReading reading =
      ReadOne(Family("NMTH", absl::StrCat(",'condition':[{'code':", Snomed("73211009"),
                                          ",'onsetAge':{'value':40,'code':'a'}},{'code':{'text':'x'}}]")));
  ASSERT_EQ(reading.profile.relatives_size(), 1);
  EXPECT_EQ(reading.profile.relatives(0).relationship(), v1::RELATIONSHIP_MOTHER);
  ASSERT_EQ(reading.profile.relatives(0).conditions_size(), 2);
  EXPECT_EQ(reading.profile.relatives(0).conditions(0).start(), "");
  EXPECT_EQ(reading.profile.relatives(0).conditions(1).code().code(), "as-text");
  EXPECT_EQ(reading.places.at("relatives[0].conditions[1]"), "Bundle.entry[1].resource");
}

TEST(FamilyHistoryTest, RelativesThatAreNotOfBloodAreListed) {
  const std::string condition = absl::StrCat(",'condition':[{'code':", Snomed("73211009"), "}]");
  for (const char* role : {"STPMTH", "ADOPTF", "NBOR", "x"}) {
    EXPECT_EQ(ReadOne(Family(role, condition)).profile.relatives_size(), 0) << role;
  }
  EXPECT_THAT(AllLines(ReadOne(Family("SIS", ""))), HasSubstr("it tells no condition"));
}

}  // namespace
}  // namespace trialmatch::fhir
