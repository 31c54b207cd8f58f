// MedicationRequest, MedicationStatement and MedicationAdministration.
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;

constexpr char kMetformin[] =
    "'medicationCodeableConcept':{'coding':[{'system':'http://www.nlm.nih.gov/research/umls/"
    "rxnorm','code':'6809'}]}";

std::string Request(const std::string& members, const std::string& status = "active",
                    const std::string& intent = "order") {
  return Of("MedicationRequest",
            absl::StrCat("'status':'", status, "','intent':'", intent, "','authoredOn':'2026-01-02',",
                         kMetformin, members.empty() ? "" : ",", members));
}

v1::Medication Only(const FhirReading& reading) {
  EXPECT_EQ(reading.profile.medications_size(), 1) << AllLines(reading);
  return reading.profile.medications_size() == 1 ? reading.profile.medications(0) : v1::Medication();
}

TEST(MedicationRequestTest, AnOrderIsMedicationFromItsDateOnAndThatIsSaid) {
  const FhirReading reading = ReadOne(Request(""));
  const v1::Medication medication = Only(reading);
  EXPECT_EQ(medication.code().code(), "6809");
  EXPECT_EQ(medication.start(), "2026-01-02");
  EXPECT_EQ(medication.end(), "");
  EXPECT_EQ(medication.clinical_status(), v1::CLINICAL_STATUS_ACTIVE);
  EXPECT_THAT(AllLines(reading),
              HasSubstr("has orders (MedicationRequest), which are read as medication taken"));
}

TEST(MedicationRequestTest, StatusTellsWhetherItGoesOn) {
  EXPECT_EQ(Only(ReadOne(Request("", "completed"))).clinical_status(), v1::CLINICAL_STATUS_RESOLVED);
  EXPECT_EQ(Only(ReadOne(Request("", "stopped"))).clinical_status(), v1::CLINICAL_STATUS_RESOLVED);
  EXPECT_EQ(Only(ReadOne(Request("", "on-hold"))).clinical_status(), v1::CLINICAL_STATUS_INACTIVE);
  EXPECT_EQ(Only(ReadOne(Request("", "unknown"))).verification(), v1::VERIFICATION_PROVISIONAL);
  EXPECT_EQ(Only(ReadOne(Request("", "x"))).verification(), v1::VERIFICATION_PROVISIONAL);
  for (const char* status : {"cancelled", "draft", "entered-in-error"}) {
    const FhirReading reading = ReadOne(Request("", status));
    EXPECT_EQ(reading.profile.medications_size(), 0) << status;
    EXPECT_EQ(reading.listed, 1u) << status;
  }
}

TEST(MedicationRequestTest, WhatIsPlannedIsAPlanAndWhatIsForbiddenIsNothing) {
  for (const char* intent : {"plan", "proposal"}) {
    const FhirReading reading = ReadOne(Request("", "active", intent));
    EXPECT_EQ(reading.profile.medications_size(), 0);
    ASSERT_EQ(reading.profile.plans_size(), 1);
    EXPECT_EQ(reading.profile.plans(0).recorded_at(), "2026-01-02");
  }
  EXPECT_EQ(ReadOne(Request("", "active", "option")).used, 1u);
  EXPECT_THAT(AllLines(ReadOne(Request("'doNotPerform':true"))),
              HasSubstr("it asks not to give the medication"));
}

TEST(MedicationRequestTest, TheMedicationMayStandElsewhere) {
  const auto by_reference = [](const std::string& reference, const std::string& more) {
    return Of("MedicationRequest",
              absl::StrCat("'status':'active','intent':'order','medicationReference':{'reference':'",
                           reference, "'}", more));
  };
  const std::string medication =
      absl::StrCat("{'resourceType':'Medication','id':'m','code':", Snomed("7"), "}");
  EXPECT_EQ(Only(ReadOne(by_reference("#m", ",'contained':[" + medication + "]"))).code().code(), "7");
  const FhirReading beside = Read(BundleOf({by_reference("Medication/m", ""), medication}));
  EXPECT_EQ(Only(beside).code().code(), "7");
  EXPECT_EQ(beside.used, 3u);
  const FhirReading nowhere = ReadOne(by_reference("Medication/x", ""));
  EXPECT_EQ(Only(nowhere).code().code(), "unknown");
  EXPECT_THAT(AllLines(nowhere), HasSubstr("kept as something unknown"));
}

TEST(MedicationRequestTest, AMedicationThatNobodyRefersToIsListed) {
  const FhirReading reading = ReadOne("{'resourceType':'Medication','id':'m'}");
  EXPECT_THAT(AllLines(reading), HasSubstr("Medication is not used: nothing that is read refers to it"));
}

std::string Dose(const std::string& quantity, const std::string& repeat, const std::string& more = "") {
  const v1::Medication medication =
      Only(ReadOne(Request(absl::StrCat("'dosageInstruction':[{'timing':{'repeat':", repeat,
                                        "},'doseAndRate':[{'doseQuantity':", quantity, "}]", more, "}]"))));
  return medication.has_dose() ? medication.dose().value() + " " + medication.dose().unit() : "none";
}

TEST(DoseTest, WholeTimesADayOrAWeekAreADose) {
  const std::string mg = "{'value':0.5,'unit':'mg'}";
  EXPECT_EQ(Dose(mg, "{'frequency':3,'period':1,'periodUnit':'d'}"), "1.5 mg/d");
  EXPECT_EQ(Dose(mg, "{'frequency':1,'period':8,'periodUnit':'h'}"), "1.5 mg/d");
  EXPECT_EQ(Dose(mg, "{'frequency':2,'period':1,'periodUnit':'wk'}"), "1 mg/wk");
  EXPECT_EQ(Dose("{'value':500,'unit':'mcg'}", "{'frequency':2,'period':1,'periodUnit':'d'}"), "1000 ug/d");
}

TEST(DoseTest, WhatIsNotExactlySoIsNone) {
  const std::string mg = "{'value':10,'unit':'mg'}";
  const std::string daily = "{'frequency':1,'period':1,'periodUnit':'d'}";
  EXPECT_EQ(Dose(mg, daily), "10 mg/d");
  EXPECT_EQ(Dose("{'value':1}", daily), "none");
  EXPECT_EQ(Dose("{'value':1,'unit':'tablet'}", daily), "none");
  EXPECT_EQ(Dose("{'value':1,'code':'{tablet}'}", daily), "none");
  EXPECT_EQ(Dose(mg, "{'frequency':1,'period':5,'periodUnit':'h'}"), "none");
  EXPECT_EQ(Dose(mg, "{'frequency':1,'frequencyMax':2,'period':1,'periodUnit':'d'}"), "none");
  EXPECT_EQ(Dose(mg, "{'frequency':1,'period':1.5,'periodUnit':'d'}"), "none");
  EXPECT_EQ(Dose(mg, "{'frequency':1,'period':0,'periodUnit':'h'}"), "none");
  EXPECT_EQ(Dose(mg, daily, ",'asNeededBoolean':true"), "none");
  EXPECT_EQ(Dose(mg, "{}"), "none");
}

std::string Statement(const std::string& status,
                      const std::string& members = "'effectiveDateTime':'2026-01-02'") {
  return Of("MedicationStatement",
            absl::StrCat("'status':'", status, "','dateAsserted':'2026-02-01',", kMetformin, ",", members));
}

TEST(MedicationStatementTest, StatusAndTimeAreWhatTheyAre) {
  const v1::Medication active = Only(ReadOne(Statement("active")));
  EXPECT_EQ(active.clinical_status(), v1::CLINICAL_STATUS_ACTIVE);
  EXPECT_EQ(active.start(), "2026-01-02");
  EXPECT_EQ(active.recorded_at(), "2026-02-01");
  const v1::Medication completed =
      Only(ReadOne(Statement("completed", "'effectivePeriod':{'start':'2025','end':'2026'}")));
  EXPECT_EQ(completed.clinical_status(), v1::CLINICAL_STATUS_RESOLVED);
  EXPECT_EQ(completed.end(), "2026");
  EXPECT_EQ(Only(ReadOne(Statement("on-hold"))).clinical_status(), v1::CLINICAL_STATUS_INACTIVE);
  EXPECT_EQ(Only(ReadOne(Statement("unknown"))).clinical_status(), v1::CLINICAL_STATUS_UNSPECIFIED);
  EXPECT_EQ(Only(ReadOne(Statement("x"))).verification(), v1::VERIFICATION_PROVISIONAL);
  EXPECT_EQ(ReadOne(Statement("intended")).profile.plans_size(), 1);
  EXPECT_EQ(ReadOne(Statement("entered-in-error")).profile.medications_size(), 0);
}

TEST(MedicationStatementTest, NotTakenIsRefuted) {
  const v1::Medication refuted =
      Only(ReadOne(Statement("not-taken", "'effectivePeriod':{'start':'2025','end':'2026'}")));
  EXPECT_EQ(refuted.verification(), v1::VERIFICATION_REFUTED);
  EXPECT_EQ(refuted.start(), "2025");
  EXPECT_EQ(refuted.end(), "2026");
  EXPECT_EQ(
      ReadOne(Of("MedicationStatement", "'status':'not-taken','medicationCodeableConcept':{'text':'x'}"))
          .profile.medications_size(),
      0);
}

TEST(MedicationAdministrationTest, ItIsTakenAtItsTime) {
  const auto administer = [](const std::string& status) {
    return ReadOne(Of(
        "MedicationAdministration",
        absl::StrCat("'status':'", status, "',", kMetformin, ",'effectiveDateTime':'2026-01-02T10:00:00Z'")));
  };
  const v1::Medication given = Only(administer("completed"));
  EXPECT_EQ(given.start(), "2026-01-02T10:00:00Z");
  EXPECT_EQ(given.end(), given.start());
  EXPECT_EQ(Only(administer("in-progress")).clinical_status(), v1::CLINICAL_STATUS_ACTIVE);
  EXPECT_EQ(Only(administer("stopped")).verification(), v1::VERIFICATION_PROVISIONAL);
  EXPECT_EQ(administer("not-done").profile.medications_size(), 0);
}

TEST(MedicationTest, WhatItIsGivenForIsALink) {
  const std::string condition =
      absl::StrReplaceAll(Of("Condition", "'code':" + Snomed("73211009")), {{"'id':'a'", "'id':'c'"}});
  const FhirReading reading =
      Read(BundleOf({Request("'reasonReference':[{'reference':'Condition/c'}]"), condition}));
  ASSERT_EQ(Only(reading).links_size(), 1);
  EXPECT_EQ(Only(reading).links(0).fact_id(), "Condition/c");
}

}  // namespace
}  // namespace trialmatch::fhir
