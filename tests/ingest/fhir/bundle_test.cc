// Which resources a content has, and whom they are about.
#include <fstream>
#include <iterator>

#include "tests/ingest/fhir/fhir_test_support.h"
#include "tests/support/source_folder.h"

namespace trialmatch::fhir {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Anxiety(const std::string& subject, const std::string& id = "a") {
  return absl::StrCat("{'resourceType':'Condition','id':'", id, "','code':", Snomed("109006"),
                      ",'subject':", subject, "}");
}

// The only issue, which is an error.
std::string Refusal(const std::string& content) {
  const FhirReading reading = Read(content);
  EXPECT_TRUE(HasErrors(reading.issues));
  EXPECT_EQ(reading.profile.ByteSizeLong(), 0u);
  return AllLines(reading);
}

TEST(BundleTest, OneResourceAloneMayBeThePatient) {
  const FhirReading reading = Read(Json5(Patient1()));
  EXPECT_FALSE(HasErrors(reading.issues));
  EXPECT_EQ(reading.profile.birth().date_time(), "1980-02-03");
  EXPECT_EQ(reading.used, 1u);
}

TEST(BundleTest, WhatHoldsNoPatientOrTwoIsRefused) {
  EXPECT_EQ(Refusal("[]"), "content: is not a FHIR resource: not an object");
  EXPECT_EQ(Refusal("{}"), "content: is neither a FHIR R4 Bundle nor a Patient");
  EXPECT_EQ(Refusal(Json5("{'resourceType':'Condition'}")),
            "Condition: is neither a FHIR R4 Bundle nor a Patient");
  EXPECT_EQ(Refusal(Json5("{'resourceType':'Bundle','type':'collection'}")), "Bundle: has no Patient");
  EXPECT_EQ(Refusal(BundleOf({"{'resourceType':'Patient','id':'2'}"})),
            "Bundle: has more than one Patient: send one patient at a time");
  EXPECT_THAT(Refusal("{\"resourceType\":"), HasSubstr("content: is not JSON"));
  EXPECT_EQ(Refusal(std::string(16 * 1024 * 1024 + 1, ' ')), "content: is larger than 16 MiB");
}

TEST(BundleTest, OnlyBundlesThatHoldARecordAreRead) {
  for (const char* type : {"batch", "collection", "document", "message", "searchset", "transaction"}) {
    const FhirReading reading = Read(Json5(absl::StrCat("{'resourceType':'Bundle','type':'", type,
                                                        "','entry':[{'resource':", Patient1(), "}]}")));
    EXPECT_FALSE(HasErrors(reading.issues)) << type;
  }
  for (const char* type : {"history", "transaction-response", "batch-response", "", "x"}) {
    EXPECT_THAT(Refusal(Json5(absl::StrCat("{'resourceType':'Bundle','type':'", type,
                                           "','entry':[{'resource':", Patient1(), "}]}"))),
                HasSubstr("Bundle: has no type of Bundle"));
  }
}

TEST(BundleTest, APatientThatNobodyMayReadIsRefused) {
  EXPECT_THAT(Refusal(BundleOf({}, Patient1("'implicitRules':'http://x'"))),
              HasSubstr("Bundle.entry[0].resource: cannot be used"));
  EXPECT_THAT(Refusal(BundleOf({}, Patient1("'modifierExtension':[{'url':'http://x'}]"))),
              HasSubstr("modifierExtension"));
  EXPECT_THAT(Refusal(BundleOf({}, Patient1("'birthDate':'1980','birthDate':'1981'"))),
              HasSubstr("it has a member twice"));
}

TEST(BundleTest, SubjectsAreFoundByEveryKindOfReference) {
  const auto with = [](const std::string& url, const std::string& reference) {
    return Read(Json5(
                    absl::StrCat("{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'", url,
                                 "','resource':", Patient1("'identifier':[{'system':'urn:mrn','value':'7'}]"),
                                 "},{'resource':", Anxiety(reference), "}]}")))
        .profile.conditions_size();
  };
  EXPECT_EQ(with("urn:uuid:1", "{'reference':'urn:uuid:1'}"), 1);
  EXPECT_EQ(with("urn:uuid:1", "{'reference':'Patient/1'}"), 1);
  EXPECT_EQ(with("urn:uuid:1", "{'reference':'Patient/1/_history/3'}"), 1);
  EXPECT_EQ(with("https://h/fhir/Patient/1", "{'reference':'https://h/fhir/Patient/1'}"), 1);
  EXPECT_EQ(with("", "{'reference':'https://h/fhir/Patient/1'}"), 1);
  EXPECT_EQ(with("", "{'identifier':{'system':'urn:mrn','value':'7'}}"), 1);
}

TEST(BundleTest, WhatIsAboutAnotherIsListed) {
  const std::vector<std::string> others = {"{'reference':'Patient/2'}", "{'reference':'urn:uuid:2'}",
                                           "{'reference':'Group/1'}"};
  for (const std::string& other : others) {
    const FhirReading reading = ReadOne(Anxiety(other));
    EXPECT_EQ(reading.profile.conditions_size(), 0) << other;
    EXPECT_THAT(Lines(reading),
                ElementsAre("Bundle.entry[1].resource: Condition is not used: it is about somebody "
                            "else than the Patient"));
  }
  // Another server's patient of the same number.
  const FhirReading reading = Read(Json5(absl::StrCat(
      "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'https://a/Patient/1','resource':",
      Patient1(), "},{'resource':", Anxiety("{'reference':'https://b/Patient/1'}"), "}]}")));
  EXPECT_EQ(reading.profile.conditions_size(), 0);
}

TEST(BundleTest, AStatementAboutNobodyIsKeptAsSomethingUnknown) {
  const FhirReading reading = ReadOne(Anxiety("{'display':'somebody'}"));
  EXPECT_EQ(reading.listed, 1u);
  ASSERT_EQ(reading.profile.conditions_size(), 1);
  EXPECT_EQ(reading.profile.conditions(0).code().code(), "unsupported");
  EXPECT_EQ(reading.profile.conditions(0).verification(), v1::VERIFICATION_PROVISIONAL);
}

TEST(BundleTest, WhatNobodyMayReadIsListedAndKeptAsSomethingUnknown) {
  for (const char* member :
       {"'implicitRules':'http://x'", "'modifierExtension':[{'url':'http://x'}]", "'note':1,'note':2"}) {
    const FhirReading reading =
        ReadOne(Of("Condition", absl::StrCat("'code':", Snomed("109006"), ",", member)));
    EXPECT_EQ(reading.listed, 1u);
    ASSERT_EQ(reading.profile.conditions_size(), 1);
    EXPECT_EQ(reading.profile.conditions(0).code().code(), "unsupported");
    EXPECT_EQ(reading.places.at("conditions[0]"), "Bundle.entry[1].resource");
  }
}

TEST(BundleTest, EntriesWithoutAUsableResourceAreListed) {
  const FhirReading reading = Read(
      Json5(absl::StrCat("{'resourceType':'Bundle','type':'transaction','entry':[{'resource':", Patient1(),
                         "},{'fullUrl':'urn:uuid:9'},{'resource':{'resourceType':'John Smith'}},",
                         "{'request':{'method':'DELETE'},'resource':{'resourceType':'Goal'}},7]}")));
  EXPECT_EQ(reading.resources, 5u);
  EXPECT_EQ(reading.listed, 4u);
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle.entry[1]: An entry is not used: it has no resource"));
  EXPECT_THAT(
      AllLines(reading),
      HasSubstr("Bundle.entry[2].resource: A resource is not used: FHIR R4 has no resource of its type"));
  EXPECT_THAT(AllLines(reading),
              HasSubstr("Bundle.entry[3].resource: Goal is not used: the transaction deletes it"));
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle.entry[4]: An entry is not used: it has no resource"));
  EXPECT_THAT(AllLines(reading), Not(HasSubstr("Smith")));
}

TEST(BundleTest, ATypeThatIsNotReadIsListedOnceWithAllItsEntries) {
  const std::vector<std::string> claims(5, "{'resourceType':'Claim'}");
  const FhirReading reading = Read(BundleOf(claims));
  EXPECT_EQ(reading.listed, 5u);
  EXPECT_THAT(Lines(reading),
              ElementsAre("Bundle.entry[1].resource: Claim is not used: nothing is read of resources "
                          "of this type (5 of them, entries 1, 2, 3, 4, 5)"));
}

TEST(BundleTest, TheSameResourceTwiceIsOneFact) {
  const std::string condition = Anxiety("{'reference':'Patient/1'}");
  const FhirReading reading = Read(BundleOf({condition, condition}));
  EXPECT_EQ(reading.profile.conditions_size(), 1);
  EXPECT_THAT(Lines(reading),
              ElementsAre("Bundle.entry[2].resource: Condition is not used: it stands before, letter "
                          "for letter"));
}

TEST(BundleTest, TwoResourcesWithOneIdAreBothRead) {
  const std::string refuted =
      Of("Condition", absl::StrCat("'code':", Snomed("73211009"),
                                   ",'verificationStatus':", Hl7("condition-ver-status", "refuted")));
  const FhirReading reading = Read(BundleOf({Anxiety("{'reference':'Patient/1'}"), refuted}));
  ASSERT_EQ(reading.profile.conditions_size(), 2);
  EXPECT_NE(reading.profile.conditions(0).id(), reading.profile.conditions(1).id());
  EXPECT_THAT(AllLines(reading), HasSubstr("has the id or the fullUrl of another resource"));
}

TEST(BundleTest, TheSameBytesGiveTheSameProfileAndIssues) {
  const std::string content =
      BundleOf({Anxiety("{'reference':'Patient/1'}"), Anxiety("{'reference':'Patient/2'}", "b"),
                "{'resourceType':'Claim'}", "{'resourceType':'Goal'}"});
  const FhirReading first = Read(content);
  const FhirReading second = Read(content);
  EXPECT_EQ(first.profile.SerializeAsString(), second.profile.SerializeAsString());
  EXPECT_EQ(Lines(first), Lines(second));
}

// The record that the fuzzer begins with has something of everything.
TEST(BundleTest, ARecordWithEveryKindOfResourceIsRead) {
  std::ifstream file(InSource("tests/fuzz/corpus/fhir/adult.json"));
  const FhirReading reading =
      Read(std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
  ASSERT_FALSE(HasErrors(reading.issues)) << AllLines(reading);
  EXPECT_EQ(reading.resources, 24u);
  EXPECT_EQ(reading.used, 23u) << AllLines(reading);
  std::vector<std::string> empty;
  const google::protobuf::Descriptor& profile = *v1::PatientProfile::descriptor();
  for (int i = 0; i < profile.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *profile.field(i);
    const google::protobuf::Reflection& reflection = *reading.profile.GetReflection();
    const bool is_set = field.is_repeated() ? reflection.FieldSize(reading.profile, &field) > 0
                                            : reflection.HasField(reading.profile, &field);
    if (!is_set) empty.push_back(field.name());
  }
  EXPECT_THAT(empty, ElementsAre("variants", "tested_genes", "trial_participations", "attestations",
                                 "completeness", "complete_relationships"))
      << "nothing of FHIR is read for these";
}

TEST(BundleTest, WhatIsWholeHasNoIssue) {
  EXPECT_THAT(Lines(ReadOne(Anxiety("{'reference':'Patient/1'}"))), IsEmpty());
}

}  // namespace
}  // namespace trialmatch::fhir
