#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kNct[] = "'identifier':[{'system':'https://clinicaltrials.gov','value':'NCT06427642'}]";
constexpr char kParent[] =
    "{'resourceType':'RelatedPerson','id':'p','patient':{'reference':'Patient/"
    "1'},'relationship':[{'coding':[{'system':"
    "'http://terminology.hl7.org/CodeSystem/v3-RoleCode','code':'MTH'}]}]}";

struct Parts {
  std::string status = "active";
  std::string trial = kNct;
  std::string provision = "'provision':{'type':'permit'}";
  std::string performer = "'performer':[{'reference':'Patient/1'}]";
  std::string scope = "research";
};

std::string Make(const Parts& parts) {
  return Of("Consent", absl::StrCat("'status':'", parts.status, "','scope':",
                                    Hl7("consentscope", parts.scope), ",'dateTime':'2026-05-18',",
                                    parts.trial, ",", parts.provision, ",", parts.performer));
}

v1::Consent Only(const FhirReading& reading) {
  EXPECT_EQ(reading.profile.consents_size(), 1) << AllLines(reading);
  return reading.profile.consents_size() == 1 ? reading.profile.consents(0) : v1::Consent();
}

TEST(ConsentTest, AWholeConsentIsRead) {
  const FhirReading reading =
      ReadOne(Make({.provision = "'provision':{'type':'permit','period':{'start':'2026','end':'2027'}}"}));
  const v1::Consent consent = Only(reading);
  EXPECT_EQ(consent.trial(), "trials/NCT06427642");
  EXPECT_EQ(consent.kind(), v1::CONSENT_KIND_INFORMED_CONSENT);
  EXPECT_EQ(consent.decision(), v1::CONSENT_DECISION_GIVEN);
  EXPECT_EQ(consent.given_by(), v1::CONSENT_GIVER_PATIENT);
  EXPECT_EQ(consent.start(), "2026-05-18");
  EXPECT_EQ(consent.end(), "2027");
  EXPECT_THAT(Lines(reading), IsEmpty());
}

TEST(ConsentTest, DenyAndRejectedAreRefusals) {
  EXPECT_EQ(Only(ReadOne(Make({.provision = "'provision':{'type':'deny'}"}))).decision(),
            v1::CONSENT_DECISION_REFUSED);
  EXPECT_EQ(Only(ReadOne(Make({.status = "rejected"}))).decision(), v1::CONSENT_DECISION_REFUSED);
}

TEST(ConsentTest, WhatIsNotPlainlyAConsentToOneTrialIsListed) {
  const std::pair<Parts, const char*> kParts[] = {
      {{.status = "inactive"}, "its status is neither active nor rejected"},
      {{.status = "proposed"}, "its status is neither"},
      {{.status = "entered-in-error"}, "it was entered in error"},
      {{.provision = "'provision':{}"}, "it says neither permit nor deny"},
      {{.provision = "'provision':{'type':'permit','provision':[{'type':'deny'}]}"}, "it has exceptions"},
      {{.scope = "treatment"}, "its scope is not research"},
      {{.trial = "'identifier':[{'value':'7'}]"}, "it does not name one trial"},
      {{.trial = "'identifier':[{'value':'NCT06427642'},{'value':'NCT00000001'}]"},
       "it does not name one trial"},
  };
  for (const auto& [parts, why] : kParts) {
    const FhirReading reading = ReadOne(Make(parts));
    EXPECT_EQ(reading.profile.consents_size(), 0) << why;
    EXPECT_THAT(AllLines(reading), HasSubstr(why));
  }
}

TEST(ConsentTest, TheTrialMayBeThatOfAStudy) {
  const std::string study = absl::StrCat("{'resourceType':'ResearchStudy','id':'s',", kNct, "}");
  for (const char* trial : {"'sourceReference':{'reference':'ResearchStudy/s'}",
                            "'sourceReference':{'identifier':{'value':'NCT06427642'}}"}) {
    EXPECT_EQ(Only(Read(BundleOf({Make({.trial = trial}), study}))).trial(), "trials/NCT06427642") << trial;
  }
  const FhirReading by_data = Read(BundleOf(
      {Make({.trial = "'language':'en'",
             .provision =
                 "'provision':{'type':'permit','data':[{'meaning':'related','reference':{'reference':"
                 "'ResearchStudy/s'}}]}"}),
       study}));
  EXPECT_EQ(Only(by_data).trial(), "trials/NCT06427642");
  EXPECT_EQ(by_data.used, 3u);
}

TEST(ConsentTest, ItCountsByWhoGivesIt) {
  const auto giver = [](const std::string& performers, const std::string& person) {
    return Only(Read(BundleOf({Make({.performer = "'performer':[" + performers + "]"}), person}))).given_by();
  };
  const std::string by_person = "{'reference':'RelatedPerson/p'}";
  const auto role = [](const std::string& code) { return absl::StrReplaceAll(kParent, {{"MTH", code}}); };
  EXPECT_EQ(giver(by_person, kParent), v1::CONSENT_GIVER_PARENT);
  EXPECT_EQ(giver(by_person, role("GUARD")), v1::CONSENT_GIVER_LEGAL_GUARDIAN);
  EXPECT_EQ(giver(by_person, role("HPOWATT")), v1::CONSENT_GIVER_HEALTH_CARE_PROXY);
  EXPECT_EQ(giver(by_person, role("STPMTH")), v1::CONSENT_GIVER_OTHER);
  EXPECT_EQ(giver(by_person + ",{'reference':'Patient/1'}", kParent), v1::CONSENT_GIVER_PATIENT);
  EXPECT_EQ(giver("{'reference':'Practitioner/d'}", kParent), v1::CONSENT_GIVER_OTHER);
  EXPECT_EQ(giver(by_person, absl::StrReplaceAll(kParent, {{"Patient/1", "Patient/2"}})),
            v1::CONSENT_GIVER_OTHER);
  EXPECT_EQ(giver(by_person, absl::StrReplaceAll(kParent, {{"'id':'p'", "'id':'p','active':false"}})),
            v1::CONSENT_GIVER_OTHER);
}

}  // namespace
}  // namespace trialmatch::fhir
