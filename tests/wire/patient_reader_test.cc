#include "wire/patient_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "tests/wire/wire_test_support.h"
#include "wire/limits.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Patient ReadText(const std::string& text, IssueSink& sink) {
  return ReadPatient(FromText<v1::PatientProfile>(text), sink);
}

Patient ReadSound(const std::string& text) {
  IssueSink sink;
  Patient patient = ReadText(text, sink);
  EXPECT_THAT(ErrorFields(sink.issues()), IsEmpty()) << text;
  return patient;
}

class PatientFaultTest : public ::testing::TestWithParam<FaultCase> {};

TEST_P(PatientFaultTest, NamesEveryField) {
  IssueSink sink;
  ReadText(GetParam().text, sink);
  EXPECT_EQ(ErrorFields(sink.issues()), GetParam().errors);
}

constexpr char kHash[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

INSTANTIATE_TEST_SUITE_P(
    All, PatientFaultTest,
    ::testing::ValuesIn(std::vector<FaultCase>{
        {"BirthDate", "birth { date_time: '2023-02-29' }", {"birth.date_time"}},
        {"BirthTimeWithoutZone", "birth { date_time: '2023-02-28T10:00' }", {"birth.date_time"}},
        {"BirthTwice",
         "birth { date_time: '2023' stated_age { value: 1 unit: TIME_UNIT_DAY stated_on: '2023' } }",
         {"birth.stated_age"}},
        {"StatedAge",
         "birth { stated_age { value: -1 } }",
         {"birth.stated_age.value", "birth.stated_age.unit", "birth.stated_age.stated_on"}},
        {"SexAll",
         "sex_at_birth: SEX_ALL administrative_gender: SEX_ALL gender_identity: SEX_ALL",
         {"sex_at_birth", "administrative_gender", "gender_identity"}},
        {"UnknownSex", "sex_at_birth: 77", {"sex_at_birth"}},
        {"GestationWeeks", "gestational_age_at_birth { weeks: 46 }", {"gestational_age_at_birth.weeks"}},
        {"GestationDays",
         "gestational_age_at_birth { weeks: 30 days: 7 }",
         {"gestational_age_at_birth.days"}},
        {"NaN",
         "location { coordinates { latitude: nan longitude: inf } }",
         {"location.coordinates.latitude", "location.coordinates.longitude"}},
        {"OutOfTheGlobe",
         "location { coordinates { latitude: 90.1 longitude: -180.1 } }",
         {"location.coordinates.latitude", "location.coordinates.longitude"}},
        {"NoCode",
         "conditions {} procedures { code {} } tested_genes {}",
         {"conditions[0].code", "procedures[0].code.system", "procedures[0].code.code",
          "tested_genes[0].code"}},
        {"EndBeforeStart",
         "plans { code { system: 's' code: 'c' } start: '2024-05' end: '2024-04-30' }",
         {"plans[0].end"}},
        {"AllDates",
         "conditions { code { system: 's' code: 'c' } start: '1' end: '2' recorded_at: '3' }",
         {"conditions[0].start", "conditions[0].end", "conditions[0].recorded_at"}},
        {"UnknownEnums",
         "conditions { code { system: 's' code: 'c' } verification: 50 clinical_status: 51 side: 52 }",
         {"conditions[0].verification", "conditions[0].clinical_status", "conditions[0].side"}},
        {"Grades",
         "allergies { code { system: 's' code: 'c' } grades { scale: 'a' grade: '1' } grades { scale: 'a' } "
         "}",
         {"allergies[0].grades[1].scale", "allergies[0].grades[1].grade"}},
        {"Links",
         "conditions { id: 'x' code { system: 's' code: 'c' } links { fact_id: 'x' } "
         "links { kind: KIND_AFTER fact_id: 'gone' } links { kind: KIND_AFTER } } "
         "consents { id: 'gone' trial: 'trials/T' kind: CONSENT_KIND_ASSENT decision: CONSENT_DECISION_GIVEN "
         "}",
         {"conditions[0].links[0].kind", "conditions[0].links[0].fact_id", "conditions[0].links[1].fact_id",
          "conditions[0].links[2].fact_id"}},
        {"DuplicateIds",
         "conditions { id: 'x' code { system: 's' code: 'c' } } "
         "relatives { relationship: RELATIONSHIP_CHILD variants { id: 'x' code { system: 's' code: 'c' } } } "
         "attestations { id: 'x' }",
         {"relatives[0].variants[0].id", "attestations[0].id", "attestations[0].trial",
          "attestations[0].criterion_id", "attestations[0].text_hash", "attestations[0].truth",
          "attestations[0].attested_by", "attestations[0].attested_at"}},
        {"QuantityValues",
         "observations { code { system: 's' code: 'c' } quantity { value: 'NaN' comparator: 9 } } "
         "observations { code { system: 's' code: 'c' } quantity { value: 'Infinity' unit: 'g' } } "
         "observations { code { system: 's' code: 'c' } quantity { value: '1,5' unit: 'g' } } "
         "observations { code { system: 's' code: 'c' } quantity { unit: 'g' } }",
         {"observations[0].quantity.value", "observations[0].quantity.comparator",
          "observations[0].quantity.unit", "observations[1].quantity.value", "observations[2].quantity.value",
          "observations[3].quantity.value"}},
        {"ReferenceRange",
         "observations { code { system: 's' code: 'c' } quantity { value: '1' unit: 'g' } "
         "reference_range { low: '5' high: '4' } }",
         {"observations[0].reference_range.low"}},
        {"Medication",
         "medications { code { system: 's' code: 'c' } dose { value: '' unit: 'mg' } line_of_therapy: 0 "
         "response {} }",
         {"medications[0].dose.value", "medications[0].line_of_therapy", "medications[0].response.system",
          "medications[0].response.code"}},
        {"States",
         "reproductive_facts {} reproductive_facts { state: 88 } care_settings {} trial_participations {} "
         "performance_statuses { score: 3 }",
         {"reproductive_facts[0].state", "reproductive_facts[1].state", "performance_statuses[0].scale",
          "care_settings[0].setting", "trial_participations[0].kind"}},
        {"GestationOfLactation",
         "reproductive_facts { state: REPRODUCTIVE_STATE_LACTATING gestation { weeks: 50 } gestation_on: "
         "'2024' }",
         {"reproductive_facts[0].gestation", "reproductive_facts[0].gestation.weeks"}},
        {"GestationWithoutDate",
         "reproductive_facts { state: REPRODUCTIVE_STATE_PREGNANT gestation { weeks: 5 } } "
         "reproductive_facts { state: REPRODUCTIVE_STATE_PREGNANT gestation_on: '2024' }",
         {"reproductive_facts[0].gestation_on", "reproductive_facts[1].gestation"}},
        {"Scores",
         "performance_statuses { scale: PERFORMANCE_SCALE_ECOG score: 6 } "
         "performance_statuses { scale: PERFORMANCE_SCALE_KARNOFSKY score: 101 } "
         "performance_statuses { scale: PERFORMANCE_SCALE_LANSKY score: -1 }",
         {"performance_statuses[0].score", "performance_statuses[1].score", "performance_statuses[2].score"}},
        {"Relatives",
         "relatives {} relatives { relationship: 66 }",
         {"relatives[0].relationship", "relatives[1].relationship"}},
        {"Consent",
         "consents {} consents { trial: 'NCT1' kind: 8 decision: 9 given_by: 10 start: '2024' end: '2023' }",
         {"consents[0].trial", "consents[0].kind", "consents[0].decision", "consents[1].trial",
          "consents[1].kind", "consents[1].decision", "consents[1].given_by", "consents[1].end"}},
        {"AttestedUnknown",
         "attestations { trial: 'trials/T' criterion_id: 'c' text_hash: 'abc' truth: TRUTH_UNKNOWN "
         "attested_by: 'd' attested_at: '2024' }",
         {"attestations[0].text_hash", "attestations[0].truth"}},
        {"Completeness",
         "completeness { category: FACT_CATEGORY_OBSERVATION to: '2024' } "
         "completeness { category: FACT_CATEGORY_VARIANT to: '2024' } completeness {} "
         "completeness { category: FACT_CATEGORY_PLAN from: '2024' to: '2023' }",
         {"completeness[0].category", "completeness[1].category", "completeness[2].category",
          "completeness[2].to", "completeness[3].to"}},
    }),
    [](const auto& info) { return std::string(info.param.name); });

TEST(PatientReaderTest, StandsWhereTheCallerStands) {
  IssueSink sink("patient");
  ReadPatient(FromText<v1::Patient>("profile { conditions {} }"), sink);
  EXPECT_THAT(ErrorFields(sink.issues()), ElementsAre("patient.profile.conditions[0].code"));
}

TEST(PatientReaderTest, APatientNeedsAFormat) {
  IssueSink sink("patient");
  ReadPatient(v1::Patient(), sink);
  EXPECT_THAT(ErrorFields(sink.issues()), ElementsAre("patient"));
}

TEST(PatientReaderTest, ReadsTheFullSample) {
  IssueSink sink;
  const Patient patient = ReadPatient(FromFile<v1::PatientProfile>("full_patient.textproto"), sink);
  ASSERT_TRUE(sink.issues().empty());
  const StatedAge& age = std::get<StatedAge>(patient.birth);
  EXPECT_EQ(age.value, 34);
  EXPECT_EQ(age.unit, TimeUnit::kYear);
  EXPECT_EQ(age.stated_on.ToString(), "2024-03-01");
  EXPECT_EQ(patient.sex_at_birth, Sex::kFemale);
  EXPECT_EQ(patient.administrative_gender, Sex::kMale);
  EXPECT_EQ(patient.gender_identity, Sex::kIndeterminate);
  EXPECT_EQ(patient.gestational_age_at_birth, (GestationalAge{27, 3}));
  ASSERT_TRUE(patient.location);
  EXPECT_EQ(patient.location->latitude, 40.1);
  EXPECT_EQ(patient.location->longitude, -3.5);
  ASSERT_EQ(patient.facts.size(), 20u);
  EXPECT_EQ(patient.tested_genes.size(), 2u);
  ASSERT_EQ(patient.completeness.size(), 2u);
  EXPECT_EQ(patient.completeness[0].person, (Person{Subject::kMother}));
  EXPECT_EQ(patient.completeness[1].from->ToString(), "2020");
  EXPECT_THAT(patient.relatives, ElementsAre(Person{Subject::kMother}));
  EXPECT_THAT(patient.all_listed, ElementsAre(Subject::kSibling)) << "there is one mother";
  ASSERT_EQ(patient.consents.size(), 1u);
  EXPECT_EQ(patient.consents[0].trial, "NCT1");
  EXPECT_EQ(patient.consents[0].giver, ConsentGiver::kParent);
  ASSERT_EQ(patient.attestations.size(), 1u);
  EXPECT_EQ(patient.attestations[0].text_hash, kHash);
  EXPECT_EQ(patient.attestations[0].truth, Truth::kFalse);
  EXPECT_EQ(patient.attestations[0].trial, "NCT1");
}

TEST(PatientReaderTest, ReadsEveryMemberOfACondition) {
  IssueSink sink;
  const Patient patient = ReadPatient(FromFile<v1::PatientProfile>("full_patient.textproto"), sink);
  const Fact& fact = patient.facts[0];
  EXPECT_EQ(fact.id, "c1");
  EXPECT_EQ(fact.category, FactCategory::kCondition);
  EXPECT_EQ(fact.person, Person{});
  EXPECT_EQ(fact.code, (Code{"urn:x", "diabetes"}));
  EXPECT_EQ(fact.start->ToString(), "2020");
  EXPECT_EQ(fact.end->ToString(), "2023-05-01");
  EXPECT_EQ(fact.recorded_at->ToString(), "2023-05-02T10:00:00Z");
  EXPECT_EQ(fact.verification, Verification::kConfirmed);
  EXPECT_EQ(fact.status, ClinicalStatus::kActive);  // a relapse goes on
  ASSERT_EQ(fact.grades.size(), 1u);
  EXPECT_EQ(fact.grades[0].scale, "severity");
  EXPECT_EQ(fact.grades[0].grade, "severe");
  EXPECT_EQ(fact.body_site, (Code{"urn:x", "pancreas"}));
  EXPECT_EQ(fact.side, Side::kLeft);
  ASSERT_EQ(fact.links.size(), 1u);
  EXPECT_EQ(fact.links[0].kind, LinkKind::kAfter);
  EXPECT_EQ(fact.links[0].fact_id, "p1");
}

TEST(PatientReaderTest, ReadsValuesDosesAndQualifiers) {
  IssueSink sink;
  const Patient patient = ReadPatient(FromFile<v1::PatientProfile>("full_patient.textproto"), sink);
  const Fact& measured = patient.facts[1];
  EXPECT_EQ(std::get<Quantity>(measured.value), (Quantity{*Decimal::Parse("7.1"), Comparator::kLess, "%"}));
  EXPECT_EQ(measured.reference_range->low, Decimal(4));
  EXPECT_EQ(measured.reference_range->high, Decimal(6));
  EXPECT_EQ(measured.reference_range->unit, "%");
  EXPECT_EQ(measured.method, (Code{"urn:x", "hplc"}));
  EXPECT_EQ(std::get<Code>(patient.facts[2].value), (Code{"urn:x", "A"}));
  const Fact& medication = patient.facts[4];
  EXPECT_EQ(medication.dose, (Quantity{Decimal(500), Comparator::kNone, "mg"}));
  EXPECT_EQ(medication.line_of_therapy, 2);
  EXPECT_EQ(medication.response, (Code{"urn:x", "partial"}));
}

TEST(PatientReaderTest, EnumeratedStatesBecomeBuiltinCodes) {
  const Patient patient = ReadSound(
      "reproductive_facts { state: REPRODUCTIVE_STATE_HIGHLY_EFFECTIVE_CONTRACEPTION } "
      "reproductive_facts { state: REPRODUCTIVE_STATE_PREGNANT gestation { weeks: 12 days: 1 } gestation_on: "
      "'2024' }"
      "performance_statuses { scale: PERFORMANCE_SCALE_LANSKY score: 90 } "
      "care_settings { setting: CARE_SETTING_NEONATAL_INTENSIVE_CARE } "
      "trial_participations { kind: STUDY_KIND_OBSERVATIONAL trial: 'trials/NCT2' } "
      "trial_participations { kind: STUDY_KIND_INTERVENTIONAL trial: 'EudraCT 2019-000-1' }");
  ASSERT_EQ(patient.facts.size(), 6u);
  EXPECT_EQ(patient.facts[0].code, (Code{kBuiltinSystem, "HIGHLY_EFFECTIVE_CONTRACEPTION"}));
  EXPECT_EQ(patient.facts[0].category, FactCategory::kReproductiveState);
  EXPECT_EQ(patient.facts[1].gestation, (GestationalAge{12, 1}));
  EXPECT_EQ(patient.facts[1].gestation_on->ToString(), "2024");
  EXPECT_EQ(patient.facts[2].category, FactCategory::kObservation);
  EXPECT_EQ(patient.facts[2].code, (Code{kBuiltinSystem, "LANSKY"}));
  EXPECT_EQ(std::get<Quantity>(patient.facts[2].value),
            (Quantity{Decimal(90), Comparator::kNone, kScoreUnit}));
  EXPECT_EQ(patient.facts[3].code, (Code{kBuiltinSystem, "NEONATAL_INTENSIVE_CARE"}));
  EXPECT_EQ(patient.facts[4].code, (Code{kBuiltinSystem, "OBSERVATIONAL"}));
  EXPECT_EQ(patient.facts[4].trial, "NCT2");
  EXPECT_EQ(patient.facts[5].trial, "EudraCT 2019-000-1");
}

TEST(PatientReaderTest, FactsEnteredInErrorAreNothing) {
  const Patient patient = ReadSound(
      "conditions { id: 'wrong' verification: VERIFICATION_ENTERED_IN_ERROR start: 'no date' } "
      "conditions { id: 'right' code { system: 's' code: 'c' } links { kind: KIND_AFTER fact_id: 'wrong' } "
      "}");
  ASSERT_EQ(patient.facts.size(), 1u);
  EXPECT_EQ(patient.facts[0].id, "right");
  EXPECT_THAT(patient.facts[0].links, IsEmpty());
}

TEST(PatientReaderTest, GeneratesIdsThatNobodyHas) {
  const Patient patient = ReadSound(
      "conditions { code { system: 's' code: 'c' } } conditions { id: 'conditions-1' code { system: 's' "
      "code: 'c' } } "
      "plans { code { system: 's' code: 'c' } } "
      "relatives { relationship: RELATIONSHIP_FATHER conditions { code { system: 's' code: 'c' } } }");
  std::vector<std::string> ids;
  for (const Fact& fact : patient.facts) ids.push_back(fact.id);
  EXPECT_THAT(ids, ElementsAre("conditions-1-2", "conditions-1", "plans-1", "relatives-1.conditions-1"));
  EXPECT_EQ(patient.facts[3].person, (Person{Subject::kFather}));
}

TEST(PatientReaderTest, TellsRelativesApartWhereThereMayBeSeveral) {
  const std::string has = " conditions { code { system: 's' code: 'c' } } }";
  const Patient patient = ReadSound("relatives { relationship: RELATIONSHIP_SIBLING" + has +
                                    "relatives { relationship: RELATIONSHIP_MOTHER" + has +
                                    "relatives { relationship: RELATIONSHIP_SIBLING" + has +
                                    "relatives { relationship: RELATIONSHIP_MOTHER" + has);
  std::vector<Person> persons;
  for (const Fact& fact : patient.facts) persons.push_back(fact.person);
  EXPECT_THAT(persons, ElementsAre(Person{Subject::kSibling, 1}, Person{Subject::kMother},
                                   Person{Subject::kSibling, 2}, Person{Subject::kMother}));
  EXPECT_THAT(patient.relatives, ElementsAre(Person{Subject::kSibling, 1}, Person{Subject::kMother},
                                             Person{Subject::kSibling, 2}));
}

TEST(PatientReaderTest, AUnitThatIsNotUcumIsAWarningAndNoValue) {
  IssueSink sink;
  const Patient patient = ReadText(
      "observations { code { system: 's' code: 'c' } quantity { value: '3' unit: 'furlongs' } "
      "reference_range { low: '1' } } "
      "medications { code { system: 's' code: 'c' } dose { value: '3' unit: 'pills a day' } } "
      "observations { code { system: 's' code: 'c' } quantity { value: '3' unit: 'g' } "
      "reference_range { low: '1' unit: 'stone' } } "
      "observations { code { system: 's' code: 'c' } reference_range { low: '1' } } "
      "observations { code { system: 's' code: 'c' } reference_range {} }",
      sink);
  EXPECT_THAT(ErrorFields(sink.issues()), IsEmpty());
  EXPECT_THAT(
      WarningFields(sink.issues()),
      UnorderedElementsAre("observations[0].quantity.unit", "medications[0].dose.unit",
                           "observations[1].reference_range.unit", "observations[2].reference_range.unit",
                           "observations[3].reference_range", "observations[3].reference_range.unit"));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(patient.facts[0].value));
  for (const Fact& fact : patient.facts) {
    EXPECT_FALSE(fact.reference_range);
    EXPECT_FALSE(fact.dose);
  }
}

TEST(PatientReaderTest, OnlyADecisivelyEarlierEndIsAnError) {
  ReadSound("plans { code { system: 's' code: 'c' } start: '2024-05-19' end: '2024' }");
  ReadSound("plans { code { system: 's' code: 'c' } start: '2024-05-19T23:00:00Z' end: '2024-05-19' }");
  // Still the 19th somewhere west of Greenwich.
  ReadSound("plans { code { system: 's' code: 'c' } start: '2024-05-20T01:00:00Z' end: '2024-05-19' }");
  IssueSink sink;
  ReadText("plans { code { system: 's' code: 'c' } start: '2024-05-21T01:00:00Z' end: '2024-05-19' }", sink);
  EXPECT_THAT(ErrorFields(sink.issues()), ElementsAre("plans[0].end"));
}

TEST(PatientReaderTest, CountsAreBounded) {
  v1::PatientProfile profile;
  for (int i = 0; i <= kMaxFacts; ++i) profile.add_plans();
  IssueSink sink("p");
  EXPECT_THAT(ReadPatient(profile, sink).facts, IsEmpty());
  EXPECT_THAT(ErrorFields(sink.issues()), ElementsAre("p"));

  v1::PatientProfile family;
  for (int i = 0; i <= kMaxRelatives; ++i) family.add_relatives();
  auto& condition = *family.add_conditions();
  condition.mutable_code()->set_system("s");
  condition.mutable_code()->set_code("c");
  for (int i = 0; i <= kMaxGrades; ++i) condition.add_grades();
  for (int i = 0; i <= kMaxLinks; ++i) condition.add_links();
  IssueSink bounded;
  ReadPatient(family, bounded);
  EXPECT_THAT(ErrorFields(bounded.issues()),
              ElementsAre("conditions[0].grades", "conditions[0].links", "relatives"));
}

TEST(PatientReaderTest, KeepsTheFirstThousandErrors) {
  v1::PatientProfile profile;
  for (int i = 0; i < 2000; ++i) profile.add_plans();
  IssueSink sink;
  ReadPatient(profile, sink);
  EXPECT_EQ(sink.issues().size(), IssueSink::kMaxIssues);
  EXPECT_EQ(sink.errors(), 2000u);
  EXPECT_EQ(sink.issues()[999].field, "plans[999].code");
}

}  // namespace
}  // namespace trialmatch
