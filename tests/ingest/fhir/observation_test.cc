// Observation.
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Weight(const std::string& members, const std::string& status = "final") {
  return Of("Observation", absl::StrCat("'status':'", status, "','code':", Loinc("29463-7"),
                                        members.empty() ? "" : ",", members));
}

v1::Observation Only(const FhirReading& reading) {
  EXPECT_EQ(reading.profile.observations_size(), 1) << AllLines(reading);
  return reading.profile.observations_size() == 1 ? reading.profile.observations(0) : v1::Observation();
}

// "<5 kg", "code a|b", or "none".
std::string ResultOf(const v1::Observation& observation) {
  if (observation.has_coded()) {
    return "code " + observation.coded().system() + "|" + observation.coded().code();
  }
  if (!observation.has_quantity()) return "none";
  constexpr const char* kComparators[] = {"", "<", "<=", ">=", ">"};
  return kComparators[observation.quantity().comparator()] + observation.quantity().value() + " " +
         observation.quantity().unit();
}
std::string Result(const std::string& members) { return ResultOf(Only(ReadOne(Weight(members)))); }

TEST(ObservationTest, AWholeObservationIsRead) {
  const FhirReading reading = ReadOne(Weight(absl::StrCat(
      "'effectiveDateTime':'2026-05-16T10:00:00+08:00','issued':'2026-05-17T00:00:00Z','valueQuantity':",
      "{'value':1.249,'unit':'kg','system':'http://unitsofmeasure.org','code':'kg'},'method':",
      Snomed("387713003"),
      ",'referenceRange':[{'low':{'value':1,'unit':'kg'},'high':{'value':4.5,'unit':", "'kg'}}]")));
  const v1::Observation observation = Only(reading);
  EXPECT_EQ(observation.id(), "Observation/a");
  EXPECT_EQ(observation.code().code(), "29463-7");
  EXPECT_EQ(observation.verification(), v1::VERIFICATION_CONFIRMED);
  EXPECT_EQ(observation.start(), "2026-05-16T10:00:00+08:00");
  EXPECT_EQ(observation.recorded_at(), "2026-05-17T00:00:00Z");
  EXPECT_EQ(ResultOf(observation), "1.249 kg");
  EXPECT_EQ(observation.reference_range().low(), "1");
  EXPECT_EQ(observation.reference_range().high(), "4.5");
  EXPECT_EQ(observation.reference_range().unit(), "kg");
  EXPECT_EQ(observation.method().code(), "387713003");
  EXPECT_THAT(Lines(reading), IsEmpty());
}

TEST(ObservationTest, StatusIsWhatItIs) {
  for (const char* status : {"final", "amended", "corrected"}) {
    EXPECT_EQ(Only(ReadOne(Weight("", status))).verification(), v1::VERIFICATION_CONFIRMED) << status;
  }
  for (const char* status : {"preliminary", "unknown", "x", ""}) {
    EXPECT_EQ(Only(ReadOne(Weight("", status))).verification(), v1::VERIFICATION_PROVISIONAL) << status;
  }
  for (const char* status : {"entered-in-error", "registered", "cancelled"}) {
    const FhirReading reading = ReadOne(Weight("'valueInteger':1", status));
    EXPECT_EQ(reading.profile.observations_size(), 0) << status;
    EXPECT_EQ(reading.listed, 1u) << status;
  }
}

TEST(ObservationTest, AmountsAreReadExactlyOrNotAtAll) {
  EXPECT_EQ(Result("'valueQuantity':{'value':52.877119396707606,'unit':'cm'}"), "52.877119396707606 cm");
  EXPECT_EQ(Result("'valueQuantity':{'value':0.10,'unit':'K/uL'}"), "0.1 10*3/uL");
  EXPECT_EQ(
      Result(
          "'valueQuantity':{'value':7,'unit':'words','system':'http://unitsofmeasure.org','code':'mg/dL'}"),
      "7 mg/dL");
  EXPECT_EQ(Result("'valueQuantity':{'value':7,'unit':'mg/dL','system':'urn:own','code':'x'}"), "7 mg/dL");
  EXPECT_EQ(Result("'valueQuantity':{'value':7,'unit':'%','system':'http://unitsofmeasure.org'}"), "7 %");
  EXPECT_EQ(Result("'valueQuantity':{'value':0.1,'comparator':'<','unit':'kg'}"), "<0.1 kg");
  EXPECT_EQ(Result("'valueQuantity':{'value':0.1,'comparator':'>=','unit':'kg'}"), ">=0.1 kg");
  for (const char* quantity :
       {"{'value':1234567890123456789012,'unit':'kg'}", "{'unit':'kg'}", "{'value':'7','unit':'kg'}",
        "{'value':7}", "{'value':7,'unit':'stones'}", "{'value':7,'comparator':'~','unit':'kg'}",
        "{'value':7,'comparator':'','unit':"
        "'kg'}",
        "7", "{'value':1e300,'unit':'kg'}",
        "{'value':7,'unit':'kg','system':'http://unitsofmeasure.org','code':'kilo'}"}) {
    const FhirReading reading = ReadOne(Weight(absl::StrCat("'valueQuantity':", quantity)));
    EXPECT_EQ(ResultOf(Only(reading)), "none") << quantity;
    EXPECT_THAT(AllLines(reading),
                HasSubstr("Bundle.entry[1].resource.valueQuantity: is not used as an amount"))
        << quantity;
  }
}

TEST(ObservationTest, EveryTypeOfResultIsReadOrNamed) {
  EXPECT_EQ(Result("'valueInteger':3"), "3 1");
  EXPECT_EQ(Result("'valueBoolean':true"), "code http://terminology.hl7.org/CodeSystem/v2-0136|Y");
  EXPECT_EQ(Result("'valueCodeableConcept':" + Snomed("73211009")), "code http://snomed.info/sct|73211009");
  EXPECT_EQ(Result("'valueString':'7.1 mg/dL'"), "7.1 mg/dL");
  EXPECT_EQ(Result("'valueString':'< 7 mg/dL'"), "<7 mg/dL");
  EXPECT_EQ(Result("'valueRange':{'low':{'value':3,'unit':'kg'}}"), ">=3 kg");
  EXPECT_EQ(Result("'valueRange':{'high':{'value':3,'unit':'kg'}}"), "<=3 kg");
  EXPECT_EQ(Result("'valueRatio':{'numerator':{'value':3,'unit':'mg'},'denominator':{'value':1,'unit':'g'}}"),
            "3 mg/(g)");
  for (const char* value :
       {"'valueString':'7'", "'valueString':'high'", "'valueString':'7 or 8 kg'", "'valueString':'7,1 kg'",
        "'valueRange':{'low':{'value':3,'unit':'kg'},'high':{'value':4,'unit':'kg'}}", "'valueRange':{}",
        "'valueRatio':{'numerator':{'value':1},'denominator':{'value':128}}", "'valueDateTime':'2020'",
        "'valueTime':'10:00:00'", "'valueCodeableConcept':{'text':'x'}", "'valueBoolean':'yes'",
        "'valueInteger':'3'", "'valueSampledData':{}", "'valueOther':1"}) {
    const FhirReading reading = ReadOne(Weight(value));
    EXPECT_EQ(ResultOf(Only(reading)), "none") << value;
    EXPECT_THAT(Lines(reading), Not(IsEmpty())) << value;
  }
}

TEST(ObservationTest, SeveralValuesOrOneBesideAReasonForItsAbsenceAreNone) {
  EXPECT_EQ(Result("'valueInteger':3,'valueString':'4 kg'"), "none");
  EXPECT_EQ(Result("'valueInteger':3,'dataAbsentReason':" + Hl7("data-absent-reason", "error")), "none");
}

TEST(ObservationTest, AReasonForAbsenceIsAMeasurementWithoutAResultUnlessItWasNotDone) {
  EXPECT_EQ(Result("'dataAbsentReason':" + Hl7("data-absent-reason", "error")), "none");
  const FhirReading reading =
      ReadOne(Weight("'dataAbsentReason':" + Hl7("data-absent-reason", "not-performed")));
  EXPECT_EQ(reading.profile.observations_size(), 0);
  EXPECT_THAT(AllLines(reading), HasSubstr("Observation is not used: it was not done"));
}

TEST(ObservationTest, ComponentsAreObservationsOfTheirOwn) {
  const FhirReading reading = ReadOne(Of(
      "Observation", absl::StrCat("'status':'final','code':", Loinc("85354-9"),
                                  ",'effectiveDateTime':'2020','component':[{'code':", Loinc("8480-6"),
                                  ",'valueQuantity':{'value':120,'unit':'mmHg'}},{'code':", Loinc("8462-4"),
                                  ",'valueQuantity':{'value':80,'unit':'mmHg'}},{'valueInteger':1}]")));
  ASSERT_EQ(reading.profile.observations_size(), 2);
  EXPECT_EQ(reading.profile.observations(0).code().code(), "8480-6");
  EXPECT_EQ(reading.profile.observations(0).id(), "Observation/a#component-0");
  EXPECT_EQ(reading.profile.observations(0).start(), "2020");
  EXPECT_EQ(ResultOf(reading.profile.observations(1)), "80 mm[Hg]");
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle.entry[1].resource.component[2]: has no code"));
}

TEST(ObservationTest, WhatOnlyHoldsOthersTogetherIsListed) {
  const FhirReading reading = ReadOne(Weight("'hasMember':[{'reference':'Observation/b'}]"));
  EXPECT_EQ(reading.profile.observations_size(), 0);
  EXPECT_THAT(AllLines(reading), HasSubstr("it only holds others together"));
}

TEST(ObservationTest, OneWithoutACodeIsListed) {
  const FhirReading reading =
      ReadOne(Of("Observation", "'status':'final','code':{'text':'x'},'valueInteger':1"));
  EXPECT_EQ(reading.profile.observations_size(), 0);
  EXPECT_THAT(AllLines(reading), HasSubstr("it has no code that can be used"));
}

TEST(ObservationTest, UnderSeveralCodesItIsTheSameMeasurement) {
  const FhirReading reading = ReadOne(
      Of("Observation",
         "'status':'final','code':{'coding':[{'system':'http://loinc.org','code':'29463-7'},{'system':"
         "'http://loinc.org','code':'3141-9'}]},'valueQuantity':{'value':7,'unit':'kg'}"));
  ASSERT_EQ(reading.profile.observations_size(), 2);
  EXPECT_EQ(reading.profile.observations(1).verification(), v1::VERIFICATION_CONFIRMED);
  EXPECT_EQ(ResultOf(reading.profile.observations(1)), "7 kg");
}

TEST(ObservationTest, WhatIsFocusedOnSomebodyElseIsListed) {
  EXPECT_EQ(ReadOne(Weight("'focus':[{'reference':'RelatedPerson/2'}]")).profile.observations_size(), 0);
  EXPECT_EQ(ReadOne(Weight("'focus':[{'reference':'Patient/2'}]")).profile.observations_size(), 0);
  EXPECT_EQ(ReadOne(Weight("'focus':[{'display':'the child'}]")).profile.observations_size(), 0);
  EXPECT_EQ(ReadOne(Weight("'focus':[{'reference':'Condition/2'}]")).profile.observations_size(), 1);
}

TEST(ObservationTest, OneThatNobodyMayReadIsAMeasurementWithoutAResult) {
  const FhirReading reading =
      ReadOne(Weight("'valueInteger':3,'effectiveDateTime':'2020','modifierExtension':[{'url':'http://x'}]"));
  EXPECT_EQ(reading.listed, 1u);
  const v1::Observation observation = Only(reading);
  EXPECT_EQ(ResultOf(observation), "none");
  EXPECT_EQ(observation.verification(), v1::VERIFICATION_PROVISIONAL);
  EXPECT_EQ(observation.code().code(), "29463-7");
  EXPECT_EQ(observation.start(), "");
}

TEST(ObservationTest, ARangeThatIsNotForEverybodyIsNotUsed) {
  const auto has_range = [](const std::string& ranges) {
    return Only(ReadOne(Weight("'valueQuantity':{'value':7,'unit':'kg'},'referenceRange':[" + ranges + "]")))
        .has_reference_range();
  };
  const std::string low = "'low':{'value':1,'unit':'kg'}";
  EXPECT_TRUE(has_range("{" + low + "}"));
  EXPECT_TRUE(has_range("{" + low + ",'type':" + Hl7("referencerange-meaning", "normal") + "}"));
  EXPECT_FALSE(has_range("{" + low + "},{" + low + "}"));
  EXPECT_FALSE(has_range("{" + low + ",'type':" + Hl7("referencerange-meaning", "therapeutic") + "}"));
  EXPECT_FALSE(has_range("{" + low + ",'age':{}}"));
  EXPECT_FALSE(has_range("{" + low + ",'high':{'value':0,'unit':'kg'}}"));
  EXPECT_FALSE(has_range("{" + low + ",'high':{'value':9,'unit':'g'}}"));
  EXPECT_FALSE(has_range("{'text':'1 to 2'}"));
}

TEST(ObservationTest, EffectiveMayBeOfAnyType) {
  const auto when = [](const std::string& members) {
    const v1::Observation observation = Only(ReadOne(Weight(members)));
    return observation.start() + ".." + observation.end();
  };
  EXPECT_EQ(when("'effectiveInstant':'2020-01-02T10:00:00Z'"), "2020-01-02T10:00:00Z..");
  EXPECT_EQ(when("'effectivePeriod':{'start':'2020','end':'2021'}"), "2020..2021");
  EXPECT_EQ(when("'effectivePeriod':{'start':'2021','end':'2020'}"), "..");
  EXPECT_EQ(when("'effectiveTiming':{'event':['2020-02']}"), "2020-02..");
  EXPECT_EQ(when("'effectiveTiming':{'event':['2020-02','2020-03']}"), "..");
}

std::string Score(const std::string& code, const std::string& value) {
  return Of("Observation",
            absl::StrCat("'status':'final','code':", code, ",'effectiveDateTime':'2020',", value));
}

TEST(PerformanceTest, ScoresOfTheirScalesAreRead) {
  const auto read = [](const std::string& code, const std::string& value) {
    const FhirReading reading = ReadOne(Score(code, value));
    if (reading.profile.performance_statuses_size() == 0) {
      EXPECT_THAT(AllLines(reading), HasSubstr("is no score of its scale"));
      return std::string("none");
    }
    const v1::PerformanceStatus& status = reading.profile.performance_statuses(0);
    EXPECT_EQ(status.start(), "2020");
    return absl::StrCat(v1::PerformanceScale_Name(status.scale()).substr(18), " ", status.score());
  };
  const std::string ecog = Loinc("89247-1");
  EXPECT_EQ(read(ecog, "'valueInteger':2"), "ECOG 2");
  EXPECT_EQ(read(ecog, "'valueQuantity':{'value':2,'unit':'{score}'}"), "ECOG 2");
  EXPECT_EQ(read(ecog, "'valueCodeableConcept':" + Loinc("LA9624-3")), "ECOG 2");
  EXPECT_EQ(read(Loinc("89243-0"), "'valueInteger':90"), "KARNOFSKY 90");
  EXPECT_EQ(read(Coded("http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", "C38144"), "'valueInteger':80"),
            "LANSKY 80");
  for (const char* value : {"'valueInteger':-1", "'valueInteger':6", "'valueInteger':1.5",
                            "'valueString':'good'", "'valueQuantity':{'value':2,'comparator':'<','unit':'1'}",
                            "'valueQuantity':{'value':2,'unit':'kg'}"}) {
    EXPECT_EQ(read(ecog, value), "none") << value;
  }
}

TEST(PregnancyTest, PregnantNotPregnantAndPossiblySo) {
  const auto read = [](const std::string& answer, const char* status = "final") {
    const FhirReading reading = ReadOne(absl::StrReplaceAll(
        Score(Loinc("82810-3"), "'valueCodeableConcept':" + answer), {{"final", status}}));
    return reading.profile.reproductive_facts_size() == 0
               ? v1::VERIFICATION_UNSPECIFIED
               : reading.profile.reproductive_facts(0).verification();
  };
  EXPECT_EQ(read(Snomed("77386006")), v1::VERIFICATION_CONFIRMED);
  EXPECT_EQ(read(Loinc("LA15173-0")), v1::VERIFICATION_CONFIRMED);
  EXPECT_EQ(read(Snomed("60001007")), v1::VERIFICATION_REFUTED);
  EXPECT_EQ(read(Loinc("LA26683-5")), v1::VERIFICATION_REFUTED);
  EXPECT_EQ(read(Snomed("146799005")), v1::VERIFICATION_SUSPECTED);
  EXPECT_EQ(read(Loinc("LA4489-6")), v1::VERIFICATION_UNSPECIFIED);
  EXPECT_EQ(read(Snomed("60001007"), "preliminary"), v1::VERIFICATION_SUSPECTED);
}

TEST(SmokingTest, TheStatusIsAHabit) {
  const auto read = [](const std::string& answer) {
    const FhirReading reading = ReadOne(Score(Loinc("72166-2"), "'valueCodeableConcept':" + answer));
    EXPECT_EQ(reading.profile.lifestyles_size(), 1);
    return reading.profile.lifestyles_size() == 1 ? reading.profile.lifestyles(0).code().code() : "";
  };
  EXPECT_EQ(read(Snomed("8517006")), "8517006");
  EXPECT_EQ(read(Snomed("266927001")), "unknown") << "unknown if ever smoked";
}

TEST(AbilityTest, YesOrNoToFunctionalStatusIsAnAbility) {
  const auto read = [](const char* answer, const char* category) {
    const FhirReading reading =
        ReadOne(Of("Observation",
                   absl::StrCat("'status':'final','code':", Coded("urn:s", "swallow"), ",'category':[",
                                Coded("http://hl7.org/fhir/us/core/CodeSystem/us-core-category", category),
                                "],'valueBoolean':", answer)));
    return reading.profile.abilities_size() == 0
               ? std::string("none")
               : v1::Verification_Name(reading.profile.abilities(0).verification()).substr(13);
  };
  EXPECT_EQ(read("true", "functional-status"), "CONFIRMED");
  EXPECT_EQ(read("false", "functional-status"), "REFUTED");
  EXPECT_EQ(read("true", "sdoh"), "none");
}

}  // namespace
}  // namespace trialmatch::fhir
