// Whatever is done to a content, it is read or refused; and what is read is a profile that wire/ reads.
#include <random>

#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using Random = std::mt19937_64;

std::string Whole() {
  const std::string dates =
      "'onsetDateTime':'2020-01-02','abatementDateTime':'2021-01-02','recordedDate':'2020'";
  return BundleOf(
      {Of("Condition",
          absl::StrCat("'code':", Snomed("44054006"),
                       ",'verificationStatus':", Hl7("condition-ver-status", "refuted"), ",", dates,
                       ",'severity':", Snomed("24484000"), ",'bodySite':[", Snomed("387713003"),
                       "],'stage':[{'summary':", Coded("http://cancerstaging.org", "c3A"), "}]")),
       Of("Observation",
          absl::StrCat("'status':'final','code':", Loinc("76516-4"),
                       ",'effectiveDateTime':'2026-05-16','valueQuantity':{'value':272,'unit':'d'},"
                       "'referenceRange':[{'low':{'value':1,'unit':'d'},'high':{'value':9,'unit':'d'}}],"
                       "'component':[{'code':",
                       Loinc("89247-1"), ",'valueInteger':2}]")),
       Of("MedicationRequest",
          absl::StrCat("'status':'active','intent':'order','authoredOn':'2026-01-02',"
                       "'medicationCodeableConcept':",
                       Snomed("7"),
                       ",'dosageInstruction':[{'timing':{'repeat':{'frequency':3,'period':1,"
                       "'periodUnit':'d'}},'doseAndRate':[{'doseQuantity':{'value':0.5,'unit':"
                       "'mg'}}]}]")),
       Of("AllergyIntolerance", "'code':" + Snomed("109006") + ",'reaction':[{'severity':'mild'}]"),
       Of("FamilyMemberHistory",
          absl::StrCat("'status':'completed','relationship':", Hl7("v3-RoleCode", "MTH"),
                       ",'condition':[{'code':", Snomed("109006"), "}]")),
       Of("Consent",
          absl::StrCat("'status':'active','scope':", Hl7("consentscope", "research"),
                       ",'identifier':[{'value':'NCT06427642'}],'provision':{'type':'permit','period':"
                       "{'end':'2027'}},'dateTime':'2026','performer':[{'reference':'Patient/1'}]")),
       Of("Encounter",
          "'status':'finished','class':{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code'"
          ":'IMP'},'period':{'start':'2026-01-02','end':'2026-01-05'}"),
       Of("Procedure",
          absl::StrCat("'status':'completed','code':", Snomed("387713003"),
                       ",'performedDateTime':'2026','reasonReference':[{'reference':'Condition/a'}]"))},
      Patient1("'birthDate':'2026-05-16','gender':'female','address':[{'city':'x','country':'CN'}]"));
}

size_t Below(Random& random, size_t end) { return end == 0 ? 0 : random() % end; }

// One value or word for another, or bytes.
void Mutate(std::string& content, Random& random) {
  static const char* const kPieces[] = {"\"\"",
                                        "null",
                                        "true",
                                        "-1",
                                        "1e400",
                                        "0.1",
                                        "\"2020\"",
                                        "\"2019-13\"",
                                        "\"refuted\"",
                                        "\"entered-in-error\"",
                                        "{}",
                                        "[]",
                                        "[{}]",
                                        "\"a\"",
                                        "\"#a\"",
                                        "\"Patient/1\"",
                                        "99999999999999999999",
                                        "\"\\u0000\"",
                                        "\"K/uL\"",
                                        "\"wk\"",
                                        "\"9999-12-31\"",
                                        "\"0001\"",
                                        "\"Condition/a\"",
                                        "\"2020-02-30T25:00:00\"",
                                        "272",
                                        "-272",
                                        "3"};
  const size_t at = Below(random, content.size());
  switch (random() % 8) {
    case 0:
      content[at] = static_cast<char>(random());
      return;
    case 1:
      content.erase(at, 1 + Below(random, 8));
      return;
    case 2:
      content.insert(at, content.substr(Below(random, content.size()), 1 + Below(random, 64)));
      return;
    default: {  // another value in the place of one
      const size_t colon = content.find(':', at);
      if (colon == std::string::npos) return;
      const size_t end = content.find_first_of(",}]", colon);
      if (end == std::string::npos) return;
      content.replace(colon + 1, end - colon - 1, kPieces[Below(random, std::size(kPieces))]);
    }
  }
}

TEST(MutationTest, EveryContentIsReadOrRefused) {
  const std::string whole = Whole();
  ASSERT_FALSE(HasErrors(Read(whole).issues));
  Random random(20260519);
  int read = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string content = whole;
    for (size_t changes = 1 + Below(random, 3); changes > 0; --changes) Mutate(content, random);
    read += !HasErrors(Read(content).issues);
    ASSERT_FALSE(HasFailure()) << content;
  }
  EXPECT_GT(read, 10'000) << "mostly the mutations must leave something to read";
}

}  // namespace
}  // namespace trialmatch::fhir
