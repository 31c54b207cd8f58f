// What is read, and how faults are named: place and field, never a value.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "client/input/document_reader.h"
#include "client/input/limits.h"
#include "client/input/parse_message.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

Document Json(const std::string& content) { return {"p.json", Format::kJson, content, 1}; }
Document Text(const std::string& content) { return {"p.txtpb", Format::kText, content, 1}; }

std::string FaultOf(const Document& document) {
  return std::string(ParsePatient(document).status().message());
}

TEST(ParsePatient, ReadsAProfileInEveryFormat) {
  const auto json = ParsePatient(Json(R"({"sexAtBirth": "SEX_MALE", "birth": {"date_time": "2024-05-19"}})"));
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(json->profile().birth().date_time(), "2024-05-19");
  const auto text =
      ParsePatient(Text("# a newborn\nsex_at_birth: SEX_MALE birth { date_time: '2024-05-19' }"));
  ASSERT_TRUE(text.ok()) << text.status();
  const auto binary = ParsePatient({"p.pb", Format::kBinary, json->profile().SerializeAsString(), 1});
  ASSERT_TRUE(binary.ok()) << binary.status();
  EXPECT_EQ(json->SerializeAsString(), text->SerializeAsString());
  EXPECT_EQ(json->SerializeAsString(), binary->SerializeAsString());
}

TEST(ParsePatient, ReadsAWholePatientToo) {
  EXPECT_EQ(ParsePatient(Json(R"({"profile": {"sexAtBirth": 2}})"))->profile().sex_at_birth(), v1::SEX_MALE);
  EXPECT_EQ(ParsePatient(Text("# x\n profile { sex_at_birth: SEX_MALE }"))->profile().sex_at_birth(),
            v1::SEX_MALE);
}

TEST(ParsePatient, AnEmptyProfileIsAProfile) {
  EXPECT_TRUE(ParsePatient(Json("{}"))->has_profile());
  EXPECT_TRUE(ParsePatient(Text(""))->has_profile());
}

TEST(ParsePatient, PassesFhirOnAsItIs) {
  for (const std::string content :
       {R"({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient"}}]})",
        R"({ "id":"p", "entry":[{"a":[1,{}]}], "resourceType":"Patient" } )",
        R"({"resourceType": "Patient")"}) {
    const auto patient = ParsePatient(Json(content));
    ASSERT_TRUE(patient.ok()) << patient.status();
    EXPECT_EQ(patient->fhir().content(), content);
  }
}

TEST(ParsePatient, ResourceTypesWithinAProfileMakeNoFhir) {
  EXPECT_THAT(FaultOf(Json(R"({"birth": {"resourceType": "Patient"}})")), HasSubstr("unknown field"));
  EXPECT_THAT(FaultOf(Json(R"([{"resourceType": "Patient"}])")), HasSubstr("expected an object"));
}

TEST(ParsePatient, FhirTooLargeForTheWireIsNamed) {
  const std::string most = "{\"resourceType\":\"" + std::string(kMaxMessageBytes - 19, 'x') + "\"}";
  EXPECT_TRUE(ParsePatient(Json(most)).ok());
  EXPECT_THAT(FaultOf(Json(most + " ")), HasSubstr("p.json: too large: 16711681 bytes; at most 16711680"));
}

struct BadJson {
  std::string content;
  std::string fault;
};

class BadJsons : public ::testing::TestWithParam<BadJson> {};

TEST_P(BadJsons, AreNamedByPlaceAndField) { EXPECT_EQ(FaultOf(Json(GetParam().content)), GetParam().fault); }

INSTANTIATE_TEST_SUITE_P(
    ParsePatient, BadJsons,
    ::testing::Values(
        BadJson{"{\n  \"conditons\": []}",
                "p.json:2:3: unknown field \"conditons\" of PatientProfile; did you mean \"conditions\"?"},
        BadJson{"{\"conditions\": [{}, {\"id\": 5}]}",
                "p.json:1:28: conditions[1].id: expected a text in quotes"},
        BadJson{"{\"sexAtBirth\": \"SEX_FEMLAE\"}",
                "p.json:1:16: sexAtBirth: not the name of a Sex; did you mean \"SEX_FEMALE\"?"},
        BadJson{"{\"birth\": []}", "p.json:1:11: birth: not a list"},
        BadJson{"{\"conditions\": {}}", "p.json:1:16: conditions: expected a list in brackets"},
        BadJson{"{\"conditions\": [[]]}", "p.json:1:17: conditions: a list within a list"},
        BadJson{"{\"conditions\": [null]}", "p.json:1:17: conditions: null is no element of a list"},
        BadJson{"{\"birth\": {}, \"birth\": {}}", "p.json:1:15: birth: the field is given twice"},
        BadJson{"{\"sexAtBirth\": 1, \"sex_at_birth\": 1}",
                "p.json:1:19: sexAtBirth: the field is given twice"},
        BadJson{"{\"observations\": [{\"quantity\": {}, \"coded\": {}}]}",
                "p.json:1:36: observations[0].coded: only one of \"value\" may be given"},
        BadJson{"{\"gestationalAgeAtBirth\": {\"weeks\": 27.5}}",
                "p.json:1:37: gestationalAgeAtBirth.weeks: expected a whole number"},
        BadJson{"{\"gestationalAgeAtBirth\": {\"weeks\": 3000000000}}",
                "p.json:1:37: gestationalAgeAtBirth.weeks: the number is out of range"},
        BadJson{"{\"location\": {\"coordinates\": {\"latitude\": \"north\"}}}",
                "p.json:1:43: location.coordinates.latitude: expected a number"},
        BadJson{"[]", "p.json:1:1: expected an object"}, BadJson{"5", "p.json:1:1: expected an object"},
        BadJson{"{\"birth\": }", "p.json:1:11: Invalid value."},
        BadJson{"{} {}", "p.json:1:4: The document root must not be followed by other values."},
        BadJson{"", "p.json:1:1: The document is empty."},
        BadJson{"{\"conditions\": [{\"id\": \"\\ud800\"}]}",
                "p.json:1:25: The surrogate pair in string is invalid."},
        BadJson{"{\n\"conditions\": [{\"id\": \"\xff\"}]}", "p.json:2:24: the file is not valid UTF-8"}));

TEST(ParsePatient, EscapedQuotesDoNotShiftThePlace) {
  EXPECT_EQ(FaultOf(Json(R"({"sexAtBirth": "a\"b\\"})")), "p.json:1:16: sexAtBirth: not the name of a Sex");
}

struct BadText {
  std::string content;
  std::string fault;
};

class BadTexts : public ::testing::TestWithParam<BadText> {};

TEST_P(BadTexts, AreNamedByPlaceAndField) { EXPECT_EQ(FaultOf(Text(GetParam().content)), GetParam().fault); }

INSTANTIATE_TEST_SUITE_P(
    ParsePatient, BadTexts,
    ::testing::Values(
        BadText{
            "birth { date_tim: '2024' }",
            "p.txtpb:1:9: date_tim: Message type \"trialmatch.v1.Birth\" has no field named \"date_tim\""},
        BadText{"birth {}\nsex_at_birth: SEX_FEMLAE\n",
                "p.txtpb:2:1: sex_at_birth: not the name of a value of its enumeration"},
        BadText{"performance_statuses {\n\tscore: 'secret' }", "p.txtpb:2:9: score: Expected integer"},
        BadText{"birth {}\nbirth {}",
                "p.txtpb:2:1: birth: Non-repeated field \"birth\" is specified multiple times"},
        BadText{"conditions { id: \"\\377\" }",
                "p.txtpb: conditions[0].id: the text is not valid UTF-8 once its escapes are read"}));

TEST(ParsePatient, BinaryFaultsNameTheByte) {
  v1::PatientProfile profile;
  profile.add_conditions()->set_id("abc");
  std::string bytes = profile.SerializeAsString();
  EXPECT_EQ(FaultOf({"p.pb", Format::kBinary, bytes.substr(0, bytes.size() - 1), 1}),
            "p.pb: byte 0: conditions: the data end within the field");
  bytes.back() = '\xff';
  EXPECT_EQ(FaultOf({"p.pb", Format::kBinary, bytes, 1}),
            "p.pb: byte 6: conditions.id: the text is not valid UTF-8");
  EXPECT_EQ(FaultOf({"p.pb", Format::kBinary, std::string("\xf8\x7f\x01"), 1}),
            "p.pb: byte 0: no PatientProfile: unknown field number");
}

std::string NestedJson(int depth) {
  std::string open = R"({"inclusionCriteria":[)";
  std::string close = "]}";
  for (int i = 0; i < depth; ++i) {
    open += R"({"not":)";
    close.insert(0, "}");
  }
  return open + "{}" + close;
}

TEST(ParseTrial, NestingBeyondTheWireIsNamedInEveryFormat) {
  // The trial itself and the innermost criterion are messages too.
  const auto deepest = ParseTrial(Json(NestedJson(kMaxNesting - 2)));
  ASSERT_TRUE(deepest.ok()) << deepest.status();
  v1::Trial trial;
  EXPECT_TRUE(trial.ParseFromString(deepest->SerializeAsString())) << "the server could not read it";
  EXPECT_THAT(std::string(ParseTrial(Json(NestedJson(kMaxNesting - 1))).status().message()),
              EndsWith("not: nested more than 96 messages deep"));
  EXPECT_THAT(std::string(ParseTrial(Json(NestedJson(100'000))).status().message()),
              EndsWith("not: nested more than 96 messages deep"));
  std::string text = "inclusion_criteria {";
  for (int i = 0; i < 100'000; ++i) text += "not {";
  EXPECT_THAT(std::string(ParseTrial(Text(text)).status().message()), HasSubstr("recursion limit of 96"));
  std::string binary;
  for (int i = 0; i < 100; ++i) {
    v1::Criterion outer;
    outer.mutable_not_()->ParseFromString("");
    std::string next = outer.SerializeAsString().substr(0, 1);
    size_t size = binary.size();
    for (; size > 127; size >>= 7) next += static_cast<char>((size & 127) | 128);
    next += static_cast<char>(size);
    binary = next + binary;
  }
  const absl::Status status =
      ParseTrial(
          {"t.pb", Format::kBinary, "\x9a\x01" + std::string(1, '\xff') + std::string(1, '\x01') + binary, 1})
          .status();
  EXPECT_FALSE(status.ok());
}

TEST(ParseTrial, TooLargeForTheWireIsNamed) {
  EXPECT_THAT(
      std::string(
          ParseTrial(Json("{\"title\":\"" + std::string(kMaxMessageBytes, 'x') + "\"}")).status().message()),
      HasSubstr("p.json: too large"));
}

TEST(Formats, GoByExtensionAndThenByContent) {
  EXPECT_EQ(FormatOf("a.json", "birth {}"), Format::kJson);
  EXPECT_EQ(FormatOf("a.TXTPB", "{"), Format::kText);
  EXPECT_EQ(FormatOf("a.binpb", "{"), Format::kBinary);
  EXPECT_EQ(FormatOf("", " \n{"), Format::kJson);
  EXPECT_EQ(FormatOf("a.txt", "birth {}"), Format::kText);
}

std::vector<std::string> KeysOf(DocumentReader& reader) {
  std::vector<std::string> keys;
  while (auto next = reader.Next())
    keys.push_back(next->ok() ? (*next)->key : std::string(next->status().message()));
  return keys;
}

TEST(DocumentReader, ReadsFoldersLinesAndStandardInputInOrder) {
  WriteFile("many/b.json", "{}");
  WriteFile("many/a/z.textproto", "");
  WriteFile("many/notes.md", "");
  WriteFile("many/.hidden.json", "{}");
  const std::string folder =
      std::filesystem::path(WriteFile("many/c.jsonl", "\xEF\xBB\xBF{}\n\n  \r\n{}")).parent_path();
  std::istringstream in("\n{}\n{}\n");
  DocumentReader reader(in);
  ASSERT_TRUE(reader.Add({folder, "-"}).ok());
  EXPECT_THAT(KeysOf(reader), ElementsAre("z.textproto", "b.json", "c.jsonl:1", "c.jsonl:4", "2", "3"));
}

TEST(DocumentReader, LinesKeepTheirNumberInFaults) {
  const std::string path = WriteFile("lines.jsonl", "{}\n{\"x\": 1}\n");
  std::istringstream in;
  DocumentReader reader(in);
  ASSERT_TRUE(reader.Add({path}).ok());
  reader.Next();
  EXPECT_THAT(FaultOf((*reader.Next())->document), HasSubstr("lines.jsonl:2:2: unknown field \"x\""));
}

TEST(DocumentReader, NamesWhatIsNotThere) {
  std::istringstream in;
  DocumentReader reader(in);
  EXPECT_THAT(std::string(reader.Add({"/no/such/file"}).message()), HasSubstr("/no/such/file: No such file"));
  const std::string empty = std::filesystem::path(WriteFile("empty/notes.md", "")).parent_path();
  EXPECT_THAT(std::string(reader.Add({empty}).message()), HasSubstr("no .json"));
}

TEST(Faults, NeverQuoteAValueOfThePatient) {
  for (const Document& document :
       {Json(R"({"sexAtBirth": "xq7secret"})"), Json(R"({"birth": {"dateTime": xq7secret}})"),
        Json(R"({"gestationalAgeAtBirth": {"weeks": "xq7secret"}})"), Text("sex_at_birth: xq7secret"),
        Text("performance_statuses { score: 'xq7secret' }"), Text("conditions { id: xq7secret }"),
        Text("location { coordinates { latitude: 'xq7secret' } }"),
        Text("birth { date_time: 'a' 'b' } 'xq7secret'")}) {
    const auto patient = ParsePatient(document);
    ASSERT_FALSE(patient.ok()) << document.content;
    EXPECT_THAT(std::string(patient.status().message()), Not(HasSubstr("xq7secret")));
  }
}

}  // namespace
}  // namespace trialmatch::client
