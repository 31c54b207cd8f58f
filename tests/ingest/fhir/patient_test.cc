// Patient: birth, sex, gender, place; and what Observations tell of the birth.
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

FhirReading ReadPatientWith(const std::string& members) { return Read(Json5(Patient1(members))); }

std::string BirthSex(const std::string& code) {
  return absl::StrCat(
      "{'url':'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex','valueCode':'", code, "'}");
}

std::string BornAt(const std::string& date, const std::string& time) {
  return absl::StrCat("'birthDate':'", date,
                      "','_birthDate':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
                      "patient-birthTime','valueDateTime':'",
                      time, "'}]}");
}

TEST(PatientTest, BirthIsAsExactAsItIsRecorded) {
  for (const char* date : {"1980", "1980-02", "1980-02-03"}) {
    EXPECT_EQ(ReadPatientWith(absl::StrCat("'birthDate':'", date, "'")).profile.birth().date_time(), date);
  }
  EXPECT_EQ(ReadPatientWith(BornAt("2026-05-16", "2026-05-16T04:20:00+08:00")).profile.birth().date_time(),
            "2026-05-16T04:20:00+08:00");
}

TEST(PatientTest, ATimeOfBirthOfAnotherDayIsNotUsed) {
  const FhirReading reading = ReadPatientWith(BornAt("2026-05-16", "2026-05-17T04:20:00+08:00"));
  EXPECT_EQ(reading.profile.birth().date_time(), "2026-05-16");
  EXPECT_THAT(AllLines(reading), HasSubstr("is of another day than birthDate"));
}

TEST(PatientTest, ABirthThatIsNotKnownIsNamed) {
  const std::string absent =
      "'_birthDate':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
      "data-absent-reason','valueCode':"
      "'masked'}]}";
  for (const std::string& members :
       {std::string("'active':true"), absent, std::string("'birthDate':'1980-13-01'"),
        std::string("'birthDate':1980")}) {
    const FhirReading reading = ReadPatientWith(members);
    EXPECT_FALSE(reading.profile.has_birth()) << members;
    EXPECT_THAT(AllLines(reading), HasSubstr("Patient: has no date of birth")) << members;
    EXPECT_THAT(AllLines(reading), Not(HasSubstr("1980"))) << members;
  }
}

TEST(PatientTest, GenderIsAdministrativeAndNeverSex) {
  const FhirReading female = ReadPatientWith("'birthDate':'1980','gender':'female'");
  EXPECT_EQ(female.profile.administrative_gender(), v1::SEX_FEMALE);
  EXPECT_EQ(female.profile.sex_at_birth(), v1::SEX_UNSPECIFIED);
  EXPECT_EQ(ReadPatientWith("'gender':'male'").profile.administrative_gender(), v1::SEX_MALE);
  EXPECT_THAT(Lines(ReadPatientWith("'birthDate':'1980','gender':'unknown'")), IsEmpty());
  const FhirReading other = ReadPatientWith("'birthDate':'1980','gender':'other'");
  EXPECT_EQ(other.profile.administrative_gender(), v1::SEX_UNSPECIFIED);
  EXPECT_THAT(AllLines(other), HasSubstr("Patient.gender: is an administrative gender for which"));
}

TEST(PatientTest, BirthSexIsSexAtBirth) {
  const auto sex = [](const std::string& extensions) {
    return ReadPatientWith("'gender':'female','extension':[" + extensions + "]").profile.sex_at_birth();
  };
  EXPECT_EQ(sex(BirthSex("M")), v1::SEX_MALE);
  EXPECT_EQ(sex(BirthSex("F")), v1::SEX_FEMALE);
  EXPECT_EQ(sex(BirthSex("UNK")), v1::SEX_UNSPECIFIED);
  EXPECT_EQ(sex(BirthSex("M") + "," + BirthSex("F")), v1::SEX_UNSPECIFIED);
}

TEST(PatientTest, RecordedSexOfTheTypeAtBirthIsSexAtBirth) {
  const auto sex = [](const std::string& type, const std::string& value) {
    return ReadPatientWith(
               absl::StrCat(
                   "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
                   "individual-recordedSexOrGender','extension':[{'url':'type','valueCodeableConcept':",
                   Loinc(type), "},{'url':'value','valueCodeableConcept':",
                   Coded("http://hl7.org/fhir/administrative-gender", value), "}]}]"))
        .profile.sex_at_birth();
  };
  EXPECT_EQ(sex("76689-9", "male"), v1::SEX_MALE);
  EXPECT_EQ(sex("46098-0", "male"), v1::SEX_UNSPECIFIED);
}

TEST(PatientTest, SexAtBirthThatIsToldInTwoWaysIsNotUsed) {
  const FhirReading reading =
      Read(BundleOf({Of("Observation", absl::StrCat("'status':'final','code':", Loinc("76689-9"),
                                                    ",'valueCodeableConcept':", Loinc("LA2-8")))},
                    Patient1("'birthDate':'1980','extension':[" + BirthSex("F") + "]")));
  EXPECT_EQ(reading.profile.sex_at_birth(), v1::SEX_UNSPECIFIED);
  EXPECT_THAT(AllLines(reading), HasSubstr("differs from another sex at birth"));
}

TEST(PatientTest, GenderIdentityIsAFactOfItsOwn) {
  const FhirReading reading = ReadPatientWith(
      absl::StrCat("'birthDate':'1980','extension':[{'url':'http://hl7.org/fhir/us/core/StructureDefinition/"
                   "us-core-genderIdentity','valueCodeableConcept':",
                   Snomed("446151000124109"), "}]"));
  EXPECT_EQ(reading.profile.gender_identity(), v1::SEX_MALE);
  EXPECT_EQ(reading.profile.sex_at_birth(), v1::SEX_UNSPECIFIED);
}

TEST(PatientTest, TheHomeOfTodayIsThePlace) {
  const std::string geo =
      "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
      "geolocation','extension':[{'url':'latitude',"
      "'valueDecimal':36.65},{'url':'longitude','valueDecimal':117.0}]}]";
  const FhirReading reading = ReadPatientWith(
      "'birthDate':'1980','address':[{'use':'old','city':'Before'},{'use':'work','city':'Work'},{'use':'home'"
      ",'city':"
      "'Jinan','country':'CN'," +
      geo + "}]");
  EXPECT_EQ(reading.profile.location().locality(), "Jinan");
  EXPECT_EQ(reading.profile.location().country_code(), "CN");
  EXPECT_DOUBLE_EQ(reading.profile.location().coordinates().latitude(), 36.65);
  EXPECT_DOUBLE_EQ(reading.profile.location().coordinates().longitude(), 117.0);
}

TEST(PatientTest, APlaceThatIsNoneOnEarthIsLeftOut) {
  const FhirReading reading = ReadPatientWith(
      "'birthDate':'1980','address':[{'country':'China','extension':[{'url':'http://hl7.org/fhir/"
      "StructureDefinition/"
      "geolocation','extension':[{'url':'latitude','valueDecimal':136},{'url':'longitude','valueDecimal':117}"
      "]}]}]");
  EXPECT_FALSE(reading.profile.location().has_coordinates());
  EXPECT_EQ(reading.profile.location().country_code(), "");
  EXPECT_THAT(AllLines(reading), HasSubstr("is no place on the earth"));
}

TEST(PatientTest, DeathHasNoPlaceAndIsNamed) {
  EXPECT_THAT(AllLines(ReadPatientWith("'deceasedBoolean':true")), HasSubstr("has died"));
  EXPECT_THAT(AllLines(ReadPatientWith("'deceasedDateTime':'2020'")), HasSubstr("has died"));
  EXPECT_THAT(AllLines(ReadPatientWith("'deceasedBoolean':false")), Not(HasSubstr("has died")));
}

// Gestational age at birth.
std::string Gestation(const std::string& loinc, const std::string& value,
                      const std::string& date = "2026-05-16") {
  return Of("Observation", absl::StrCat("'status':'final','code':", Loinc(loinc), ",'effectiveDateTime':'",
                                        date, "',", value));
}

FhirReading Newborn(const std::vector<std::string>& observations) {
  return Read(BundleOf(observations, Patient1("'birthDate':'2026-05-16'")));
}

std::string Weeks(const FhirReading& reading) {
  if (!reading.profile.has_gestational_age_at_birth()) return "none";
  const v1::GestationalAge& age = reading.profile.gestational_age_at_birth();
  return absl::StrCat(age.weeks(), age.has_days() ? absl::StrCat("+", age.days()) : "");
}

TEST(GestationTest, WholeWeeksAndDaysAreRead) {
  EXPECT_EQ(Weeks(Newborn({Gestation("76516-4", "'valueQuantity':{'value':38,'unit':'wk'}")})), "38");
  EXPECT_EQ(Weeks(Newborn({Gestation("76516-4", "'valueQuantity':{'value':38.0,'unit':'weeks'}")})), "38");
  EXPECT_EQ(Weeks(Newborn({Gestation("76516-4", "'valueQuantity':{'value':272,'unit':'days','code':'d'}")})),
            "38+6");
  EXPECT_EQ(Weeks(Newborn({Gestation("76516-4", "'valueString':'38 weeks 3 days'")})), "38+3");
  EXPECT_EQ(Weeks(Newborn({Gestation("76516-4", "'valueString':'38 weeks'")})), "38");
}

TEST(GestationTest, WhatIsNoWholeNumberIsNamedAndNotUsed) {
  for (const char* value :
       {"'valueQuantity':{'value':38.4,'unit':'wk'}", "'valueQuantity':{'value':38}",
        "'valueQuantity':{'value':60,'unit':'wk'}", "'valueQuantity':{'value':-3,'unit':'wk'}",
        "'valueQuantity':{'value':38,'unit':'wk','comparator':'<'}", "'valueInteger':38",
        "'valueString':'about 38'", "'valueString':'38 weeks 9 days'"}) {
    const FhirReading reading = Newborn({Gestation("76516-4", value)});
    EXPECT_EQ(Weeks(reading), "none") << value;
    EXPECT_THAT(AllLines(reading), HasSubstr("not used as gestational age at birth")) << value;
  }
}

TEST(GestationTest, AnEstimateIsOfTheBirthOnlyOnItsDay) {
  const std::string value = "'valueQuantity':{'value':30,'unit':'wk'}";
  EXPECT_EQ(Weeks(Newborn({Gestation("11884-4", value)})), "30");
  const FhirReading mother = Newborn({Gestation("11884-4", value, "2026-05-20")});
  EXPECT_EQ(Weeks(mother), "none");
  EXPECT_THAT(AllLines(mother), HasSubstr("of another day than that of birth"));
  EXPECT_EQ(Weeks(Newborn({Gestation("76516-4", value, "2026-05-20")})), "30");
  EXPECT_EQ(Newborn({Gestation("11885-1", value)}).profile.gestational_age_at_birth().method(),
            v1::GestationalAge::METHOD_LAST_MENSTRUAL_PERIOD);
}

TEST(GestationTest, ThoseThatDifferAreNotUsed) {
  const std::string whole = Gestation("76516-4", "'valueQuantity':{'value':30,'unit':'wk'}");
  const std::string exact = absl::StrReplaceAll(
      Gestation("76516-4", "'valueQuantity':{'value':213,'unit':'d'}"), {{"'id':'a'", "'id':'b'"}});
  const std::string other = absl::StrReplaceAll(
      Gestation("76516-4", "'valueQuantity':{'value':31,'unit':'wk'}"), {{"'id':'a'", "'id':'c'"}});
  EXPECT_EQ(Weeks(Newborn({whole, exact})), "30+3");
  const FhirReading differing = Newborn({whole, other});
  EXPECT_EQ(Weeks(differing), "none");
  EXPECT_THAT(AllLines(differing), HasSubstr("differs from another gestational age"));
}

TEST(GestationTest, WhatIsNotFinalTellsNothingOfTheBirth) {
  EXPECT_EQ(
      Weeks(Newborn({absl::StrReplaceAll(Gestation("76516-4", "'valueQuantity':{'value':30,'unit':'wk'}"),
                                         {{"final", "preliminary"}})})),
      "none");
}

TEST(GestationTest, BirthWeightIsAnObservation) {
  const FhirReading reading =
      Newborn({Gestation("8339-4",
                         "'valueQuantity':{'value':890,'unit':'grams','code':'g','system':"
                         "'http://unitsofmeasure.org'}")});
  ASSERT_EQ(reading.profile.observations_size(), 1);
  EXPECT_EQ(reading.profile.observations(0).quantity().value(), "890");
  EXPECT_EQ(reading.profile.observations(0).quantity().unit(), "g");
}

}  // namespace
}  // namespace trialmatch::fhir
