// Condition and AllergyIntolerance.
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Diabetes(const std::string& members = "") {
  return Of("Condition", absl::StrCat("'code':", Snomed("73211009"), members.empty() ? "" : ",", members));
}
std::string Verified(const std::string& code) {
  return absl::StrCat("'verificationStatus':", Hl7("condition-ver-status", code));
}
std::string Clinical(const std::string& code) {
  return absl::StrCat("'clinicalStatus':", Hl7("condition-clinical", code));
}

v1::Condition Only(const FhirReading& reading) {
  EXPECT_EQ(reading.profile.conditions_size(), 1) << AllLines(reading);
  return reading.profile.conditions_size() == 1 ? reading.profile.conditions(0) : v1::Condition();
}

TEST(ConditionTest, AWholeConditionIsRead) {
  const FhirReading reading = ReadOne(Diabetes(absl::StrCat(
      Verified("confirmed"), ",", Clinical("active"), ",'onsetDateTime':'2020-01-02','recordedDate':",
      "'2020-01-05T10:00:00Z','severity':", Snomed("24484000"), ",'bodySite':[", Snomed("387713003"), "]")));
  const v1::Condition condition = Only(reading);
  EXPECT_EQ(condition.id(), "Condition/a");
  EXPECT_EQ(condition.code().system(), "http://snomed.info/sct");
  EXPECT_EQ(condition.code().code(), "73211009");
  EXPECT_EQ(condition.verification(), v1::VERIFICATION_CONFIRMED);
  EXPECT_EQ(condition.clinical_status(), v1::CLINICAL_STATUS_ACTIVE);
  EXPECT_EQ(condition.start(), "2020-01-02");
  EXPECT_EQ(condition.recorded_at(), "2020-01-05T10:00:00Z");
  ASSERT_EQ(condition.grades_size(), 1);
  EXPECT_EQ(condition.grades(0).grade(), "severe");
  EXPECT_EQ(condition.body_site().code(), "387713003");
  EXPECT_THAT(Lines(reading), IsEmpty());
  EXPECT_EQ(reading.places.at("conditions[0]"), "Bundle.entry[1].resource");
}

TEST(ConditionTest, VerificationIsWhatItIs) {
  const std::pair<const char*, v1::Verification> kCodes[] = {{"confirmed", v1::VERIFICATION_CONFIRMED},
                                                             {"provisional", v1::VERIFICATION_PROVISIONAL},
                                                             {"differential", v1::VERIFICATION_DIFFERENTIAL},
                                                             {"unconfirmed", v1::VERIFICATION_SUSPECTED},
                                                             {"refuted", v1::VERIFICATION_REFUTED}};
  for (const auto& [code, verification] : kCodes) {
    EXPECT_EQ(Only(ReadOne(Diabetes(Verified(code)))).verification(), verification) << code;
  }
  EXPECT_EQ(Only(ReadOne(Diabetes())).verification(), v1::VERIFICATION_UNSPECIFIED);
}

TEST(ConditionTest, AStatusThatNobodyKnowsIsNeverConfirmed) {
  for (const std::string& status : {std::string("'verificationStatus':{'text':'maybe'}"), Verified("x"),
                                    absl::StrCat("'verificationStatus':", Coded("urn:own", "confirmed")),
                                    std::string("'verificationStatus':7")}) {
    const FhirReading reading = ReadOne(Diabetes(status));
    EXPECT_EQ(Only(reading).verification(), v1::VERIFICATION_SUSPECTED) << status;
    EXPECT_THAT(AllLines(reading), HasSubstr("taken for suspected")) << status;
  }
}

TEST(ConditionTest, WhatWasEnteredInErrorIsNothing) {
  const FhirReading reading = ReadOne(Diabetes(Verified("entered-in-error") + ",'modifierExtension':[{}]"));
  EXPECT_EQ(reading.profile.conditions_size(), 0);
  EXPECT_THAT(AllLines(reading), HasSubstr("Condition is not used: it was entered in error"));
}

TEST(ConditionTest, ClinicalStatusIsWhatItIs) {
  const std::pair<const char*, v1::ClinicalStatus> kCodes[] = {
      {"active", v1::CLINICAL_STATUS_ACTIVE},       {"recurrence", v1::CLINICAL_STATUS_RECURRENCE},
      {"relapse", v1::CLINICAL_STATUS_RELAPSE},     {"inactive", v1::CLINICAL_STATUS_INACTIVE},
      {"remission", v1::CLINICAL_STATUS_REMISSION}, {"resolved", v1::CLINICAL_STATUS_RESOLVED}};
  for (const auto& [code, status] : kCodes) {
    EXPECT_EQ(Only(ReadOne(Diabetes(Clinical(code)))).clinical_status(), status) << code;
  }
  EXPECT_EQ(Only(ReadOne(Diabetes())).clinical_status(), v1::CLINICAL_STATUS_UNSPECIFIED);
  EXPECT_EQ(Only(ReadOne(Diabetes(Clinical("x")))).clinical_status(), v1::CLINICAL_STATUS_UNSPECIFIED);
}

TEST(ConditionTest, OnsetAndAbatementAreDates) {
  const auto dates = [](const std::string& members) {
    const v1::Condition condition = Only(ReadOne(Diabetes(members)));
    return condition.start() + ".." + condition.end();
  };
  EXPECT_EQ(dates("'onsetDateTime':'2020','abatementDateTime':'2021-03'"), "2020..2021-03");
  EXPECT_EQ(dates("'onsetPeriod':{'start':'2020-01','end':'2020-06'},'abatementPeriod':{'end':'2021'}"),
            "2020-01..2021");
  EXPECT_EQ(dates("'onsetDateTime':'2021','abatementDateTime':'2020'"), "..");
  EXPECT_EQ(dates("'onsetString':'as a child'"), "..");
  EXPECT_EQ(dates("'onsetDateTime':'2020-01-02T10:00:00'"), "2020-01-02..");
  EXPECT_EQ(dates("'onsetDateTime':'last year'"), "..");
}

TEST(ConditionTest, AnAgeIsADateWhereOneHoldsIt) {
  const auto start = [](const std::string& age, const std::string& birth) {
    return Only(Read(BundleOf({Diabetes("'onsetAge':" + age)}, Patient1("'birthDate':'" + birth + "'"))))
        .start();
  };
  EXPECT_EQ(start("{'value':3,'code':'d'}", "2026-05-16"), "2026-05-19");
  EXPECT_EQ(start("{'value':2,'unit':'weeks'}", "2026-05-01"), "2026-05");
  EXPECT_EQ(start("{'value':20,'code':'a'}", "1980-01-01"), "2000");
  EXPECT_EQ(start("{'value':20,'code':'a'}", "1980-02-03"), "");
  EXPECT_EQ(start("{'value':20,'code':'kg'}", "1980-01-01"), "");
  EXPECT_EQ(start("{'value':20.5,'code':'a'}", "1980-01-01"), "");
  EXPECT_EQ(start("{'value':20,'code':'a','comparator':'>'}", "1980-01-01"), "");
  EXPECT_THAT(AllLines(Read(BundleOf({Diabetes("'onsetAge':{'value':20,'code':'a'}")}))),
              HasSubstr("Bundle.entry[1].resource.onsetAge: is an age"));
}

TEST(ConditionTest, OfSeveralCodesAKnownOneCountsAndTheMostPrecise) {
  const auto coded = [](const std::string& codings) {
    return ReadOne(Of("Condition", "'code':{'coding':[" + codings + "]}"));
  };
  const std::string general = "{'system':'http://snomed.info/sct','code':'73211009'}";
  const std::string precise = "{'system':'http://snomed.info/sct','code':'44054006'}";
  const std::string local = "{'system':'urn:local','code':'7','userSelected':true}";
  const std::string snomed_unknown = "{'system':'http://snomed.info/sct','code':'1'}";
  const std::string by_oid = "{'system':'urn:oid:2.16.840.1.113883.6.96','code':'44054006'}";
  EXPECT_EQ(Only(coded(general + "," + precise)).code().code(), "44054006");
  EXPECT_EQ(Only(coded(local + "," + general)).code().code(), "73211009");
  EXPECT_EQ(Only(coded(by_oid + "," + precise)).code().system(), "http://snomed.info/sct");
  EXPECT_EQ(Only(coded(snomed_unknown + "," + local)).code().system(), "urn:local") << "chosen by a person";
  EXPECT_EQ(Only(coded("{'system':'urn:b','code':'1'}," + snomed_unknown)).code().system(),
            "http://snomed.info/sct");
}

TEST(ConditionTest, AFurtherMeaningIsProvisionalSinceNothingCountsTwice) {
  const std::string both =
      "'code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'E11.9'},"
      "{'system':'http://snomed.info/sct','code':'44054006'}]}";
  const FhirReading reading = ReadOne(Of("Condition", both));
  ASSERT_EQ(reading.profile.conditions_size(), 2);
  EXPECT_EQ(reading.profile.conditions(0).code().code(), "44054006");
  EXPECT_EQ(reading.profile.conditions(1).code().code(), "E11.9");
  EXPECT_EQ(reading.profile.conditions(1).verification(), v1::VERIFICATION_PROVISIONAL);
  EXPECT_EQ(reading.profile.conditions(1).id(), "Condition/a#coding-2");
  EXPECT_THAT(AllLines(reading), HasSubstr("has codes of different meaning"));
  const FhirReading refuted = ReadOne(Of("Condition", both + "," + Verified("refuted")));
  ASSERT_EQ(refuted.profile.conditions_size(), 2);
  EXPECT_EQ(refuted.profile.conditions(1).verification(), v1::VERIFICATION_REFUTED);
}

TEST(ConditionTest, WordsAloneAreKeptAsSomethingUnknown) {
  const FhirReading reading =
      ReadOne(Of("Condition", "'code':{'text':'lung cancer'},'onsetDateTime':'2020'"));
  const v1::Condition condition = Only(reading);
  EXPECT_EQ(condition.code().system(), "http://terminology.hl7.org/CodeSystem/data-absent-reason");
  EXPECT_EQ(condition.code().code(), "as-text");
  EXPECT_EQ(condition.start(), "2020");
  EXPECT_THAT(AllLines(reading), HasSubstr("kept as something unknown"));
  EXPECT_THAT(AllLines(reading), Not(HasSubstr("lung")));
  EXPECT_EQ(Only(ReadOne(Of("Condition", ""))).code().code(), "unknown");
}

TEST(ConditionTest, ARefutationIsNeverWiderThanItsWords) {
  EXPECT_EQ(ReadOne(Of("Condition", "'code':{'text':'x'}," + Verified("refuted"))).profile.conditions_size(),
            0);
  for (const std::string& narrower :
       {std::string("'bodySite':[{'text':'left'}]"), std::string("'severity':{'text':'bad'}"),
        std::string("'stage':[{'summary':{'text':'late'}}]")}) {
    const FhirReading reading = ReadOne(Diabetes(Verified("refuted") + "," + narrower));
    EXPECT_EQ(reading.profile.conditions_size(), 0) << narrower;
    EXPECT_THAT(AllLines(reading), HasSubstr("it refutes something with a place")) << narrower;
    EXPECT_EQ(ReadOne(Diabetes(narrower)).profile.conditions_size(), 1) << narrower;
  }
}

TEST(ConditionTest, NothingKnownIsNoFact) {
  const FhirReading reading = ReadOne(Of("Condition", "'code':" + Snomed("160245001")));
  EXPECT_EQ(reading.profile.conditions_size(), 0);
  EXPECT_THAT(AllLines(reading), HasSubstr("it says that nothing is known"));
}

TEST(ConditionTest, StagesAreGradesOfTheTerminologysScale) {
  const auto stage = [](const std::vector<std::string>& codes) {
    std::vector<std::string> stages;
    for (const std::string& code : codes) {
      stages.push_back(absl::StrCat("{'summary':", Coded("http://cancerstaging.org", code), "}"));
    }
    const v1::Condition condition = Only(ReadOne(Diabetes("'stage':[" + absl::StrJoin(stages, ",") + "]")));
    return condition.grades_size() == 0 ? ""
                                        : condition.grades(0).scale() + " " + condition.grades(0).grade();
  };
  EXPECT_EQ(stage({"c3A"}), "tnm-stage IIIA");
  EXPECT_EQ(stage({"IIIA"}), "tnm-stage IIIA");
  EXPECT_EQ(stage({"c3A", "c3"}), "tnm-stage IIIA");
  EXPECT_EQ(stage({"3", "p3A"}), "tnm-stage IIIA");
  EXPECT_EQ(stage({"2", "3"}), "");
  EXPECT_EQ(stage({"3B"}), "") << "not of the scale";
  EXPECT_EQ(stage({"x"}), "");
}

TEST(ConditionTest, WhatCausedItIsALink) {
  const std::string cause = absl::StrReplaceAll(Diabetes(), {{"'id':'a'", "'id':'cause'"}});
  const std::string effect = Of(
      "Condition",
      absl::StrCat(
          "'code':", Snomed("109006"),
          ",'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/condition-dueTo','valueReference':"
          "{'reference':'Condition/cause'}},{'url':'http://hl7.org/fhir/StructureDefinition/"
          "condition-occurredFollowing','valueReference':{'reference':'Condition/a'}}]"));
  const FhirReading reading = Read(BundleOf({effect, cause}));
  ASSERT_EQ(reading.profile.conditions_size(), 2);
  ASSERT_EQ(reading.profile.conditions(0).links_size(), 1) << "a link to itself is none";
  EXPECT_EQ(reading.profile.conditions(0).links(0).kind(), v1::FactLink::KIND_CAUSED_BY);
  EXPECT_EQ(reading.profile.conditions(0).links(0).fact_id(), "Condition/cause");
}

TEST(AllergyTest, AWholeAllergyIsRead) {
  const FhirReading reading = ReadOne(
      Of("AllergyIntolerance",
         absl::StrCat("'code':", Snomed("109006"),
                      ",'clinicalStatus':", Hl7("allergyintolerance-clinical", "active"),
                      ",'verificationStatus':", Hl7("allergyintolerance-verification", "confirmed"),
                      ",'onsetDateTime':'2019','recordedDate':'2020','reaction':[{'severity':'severe'}]")));
  ASSERT_EQ(reading.profile.allergies_size(), 1);
  const v1::Allergy& allergy = reading.profile.allergies(0);
  EXPECT_EQ(allergy.clinical_status(), v1::CLINICAL_STATUS_ACTIVE);
  EXPECT_EQ(allergy.verification(), v1::VERIFICATION_CONFIRMED);
  EXPECT_EQ(allergy.start(), "2019");
  EXPECT_EQ(allergy.grades(0).grade(), "severe");
  EXPECT_THAT(Lines(reading), IsEmpty());
}

TEST(AllergyTest, NoKnownAllergyIsNoAllergy) {
  const FhirReading reading = ReadOne(Of("AllergyIntolerance", "'code':" + Snomed("716186003")));
  EXPECT_EQ(reading.profile.allergies_size(), 0);
  EXPECT_THAT(AllLines(reading), HasSubstr("it says that nothing is known"));
}

TEST(AllergyTest, RefutedAndMistakenAreWhatTheyAre) {
  const auto with = [](const std::string& code) {
    return ReadOne(Of("AllergyIntolerance",
                      absl::StrCat("'code':", Snomed("109006"),
                                   ",'verificationStatus':", Hl7("allergyintolerance-verification", code))));
  };
  EXPECT_EQ(with("refuted").profile.allergies(0).verification(), v1::VERIFICATION_REFUTED);
  EXPECT_EQ(with("unconfirmed").profile.allergies(0).verification(), v1::VERIFICATION_SUSPECTED);
  EXPECT_EQ(with("entered-in-error").profile.allergies_size(), 0);
}

}  // namespace
}  // namespace trialmatch::fhir
