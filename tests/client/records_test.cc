// How a stream of bytes becomes records: whatever stands between them, wherever the pieces end.
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/input/record_splitter.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace trialmatch::client {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Hands out `text` in pieces of `piece` bytes, then fails where it should.
class Pieces : public ByteSource {
 public:
  Pieces(absl::string_view text, size_t piece, absl::Status end = absl::OkStatus())
      : text_(text), piece_(piece), end_(std::move(end)) {}
  absl::StatusOr<absl::string_view> Read() override {
    if (text_.empty() && !end_.ok()) return end_;
    last_ = std::string(text_.substr(0, piece_));  // so that a sanitizer sees a use after the next call
    text_.remove_prefix(last_.size());
    return last_;
  }

 private:
  absl::string_view text_;
  const size_t piece_;
  const absl::Status end_;
  std::string last_;
};

struct Splitting {
  bool lines = false;
  size_t most = 8 << 20;
  size_t piece = 1 << 16;
};

// "S" a study in JSON, "X" in XML, "J" other JSON, "!" a fault; with place and content or reason.
std::vector<std::string> Split(absl::string_view text, const Splitting& how) {
  Pieces pieces(text, how.piece);
  RecordSplitter splitter(pieces, how.most, how.lines);
  std::vector<std::string> found;
  while (auto item = splitter.Next()) {
    if (const auto* record = std::get_if<RawRecord>(&*item)) {
      const char* kind = record->kind == RawRecord::Kind::kStudyJson  ? "S"
                         : record->kind == RawRecord::Kind::kStudyXml ? "X"
                                                                      : "J";
      found.push_back(
          absl::StrCat(kind, record->begin.line, ":", record->begin.column, " ", record->content));
    } else {
      const auto& fault = std::get<RecordFault>(*item);
      found.push_back(absl::StrCat("!", fault.at.line, ":", fault.at.column, " ", fault.reason));
    }
  }
  return found;
}

// Whole, and byte by byte: the same.
std::vector<std::string> Split(absl::string_view text, bool lines = false, size_t most = 8 << 20) {
  const std::vector<std::string> whole = Split(text, {.lines = lines, .most = most});
  EXPECT_EQ(Split(text, {.lines = lines, .most = most, .piece = 1}), whole) << text;
  EXPECT_EQ(Split(text, {.lines = lines, .most = most, .piece = 7}), whole) << text;
  return whole;
}

TEST(RecordSplitter, TakesEveryShapeOfJson) {
  EXPECT_THAT(Split(R"({"protocolSection":{"a":1}})"), ElementsAre(R"(S1:1 {"protocolSection":{"a":1}})"));
  EXPECT_THAT(Split("{\"a\":{}}\n\n{\"b\":[1]}{}"),
              ElementsAre("J1:1 {\"a\":{}}", "J3:1 {\"b\":[1]}", "J3:10 {}"));
  EXPECT_THAT(Split("\xEF\xBB\xBF[ {\"a\":1} ,\n{\"b\":2}]"),
              ElementsAre("J1:6 {\"a\":1}", "J2:1 {\"b\":2}"));
  EXPECT_THAT(
      Split(R"({"totalCount":2,"studies":[{"protocolSection":{}},{"x":[]}],"nextPageToken":"}]{"})"
            "\n"
            R"({"nextPageToken":null,"studies": []} [{"studies":[{}]}] {"z":0})"),
      ElementsAre(R"(S1:28 {"protocolSection":{}})", R"(J1:51 {"x":[]})", "J2:51 {}", "J2:57 {\"z\":0}"));
}

TEST(RecordSplitter, StringsHideBracketsAndQuotes) {
  const std::string record = R"({"protocolSection":{"a":"}]\"{[\\","b\"":"\\"},"c\\":"studies"})";
  EXPECT_THAT(Split(record + record),
              ElementsAre("S1:1 " + record, absl::StrCat("S1:", record.size() + 1, " ", record)));
}

TEST(RecordSplitter, StudiesWithinAStudyMakeNoPage) {
  EXPECT_THAT(Split(R"({"protocolSection":{},"studies":[{}]})"),
              ElementsAre(R"(S1:1 {"protocolSection":{},"studies":[{}]})"));
  EXPECT_THAT(Split(R"({"a":{"studies":[{}]}})"), ElementsAre(R"(J1:1 {"a":{"studies":[{}]}})"));
  EXPECT_THAT(Split(R"({"studies":5,"a":[{}]})"), ElementsAre(R"(J1:1 {"studies":5,"a":[{}]})"));
  EXPECT_THAT(Split(R"({"a":"studies","b":[{}]})"), ElementsAre(R"(J1:1 {"a":"studies","b":[{}]})"));
}

TEST(RecordSplitter, LeavesResultsOut) {
  EXPECT_THAT(Split(R"({"protocolSection":{}, "resultsSection" : {"a":[{"}":1}]} , "hasResults":true})"),
              ElementsAre(R"(S1:1 {"protocolSection":{}, "hasResults":true})"));
  EXPECT_THAT(Split(R"({"resultsSection":{},"protocolSection":{}})"),
              ElementsAre(R"(S1:1 {"protocolSection":{}})"));
  EXPECT_THAT(Split(R"({"protocolSection":{},"resultsSection":[1,2]})"),
              ElementsAre(R"(S1:1 {"protocolSection":{}})"));
  EXPECT_THAT(Split(R"({"resultsSection":"}"})"), ElementsAre(R"(S1:1 {})"));
  EXPECT_THAT(Split(R"({"protocolSection":{"resultsSection":1}})"),
              ElementsAre(R"(S1:1 {"protocolSection":{"resultsSection":1}})"));
}

TEST(RecordSplitter, ResultsDoNotCountForTheSize) {
  const std::string results(10'000, 'x');
  EXPECT_THAT(Split("{\"protocolSection\":{},\"resultsSection\":\"" + results + "\"}", false, 64),
              ElementsAre("S1:1 {\"protocolSection\":{}}"));
}

TEST(RecordSplitter, ALargeRecordIsRefusedAndReadingGoesOnBehindIt) {
  const std::string most = "{\"protocolSection\":\"" + std::string(42, 'x') + "\"}";
  ASSERT_EQ(most.size(), 64u);
  EXPECT_THAT(
      Split(most + "\n{\"p\":\"" + std::string(59, 'x') + "\"}\n{}", false, 64),
      ElementsAre("S1:1 " + most, "!2:1 the record that begins here has more than 64 bytes", "J3:1 {}"));
  EXPECT_THAT(
      Split("<clinical_study>" + std::string(99, 'x') + "</clinical_study><clinical_study/>", false, 64),
      ElementsAre("!1:1 the record that begins here has more than 64 bytes", "X1:133 <clinical_study/>"));
}

TEST(RecordSplitter, NamesGarbageAndGoesOn) {
  EXPECT_THAT(Split("hello\n{}\n  5\n[1, {\"a\":0}, null] ] {}"),
              ElementsAre("!1:1 neither a JSON object nor an XML element begins here", "J2:1 {}",
                          "!3:3 neither a JSON object nor an XML element begins here",
                          "!4:2 neither a JSON object nor an XML element begins here", "J4:5 {\"a\":0}",
                          "!4:14 neither a JSON object nor an XML element begins here",
                          "!4:20 neither a JSON object nor an XML element begins here", "J4:22 {}"));
}

TEST(RecordSplitter, ABrokenLineDoesNotHideTheNext) {
  const std::string good = R"({"protocolSection":{}})";
  for (const std::string bad :
       {R"({"protocolSection":{"a":"b)", R"({"protocolSection":{"a":)", R"({"protocolSection":)",
        R"({"protocolSection":[1)", R"({"protocolSection":{"a":{"b":1})", R"({"protocolSection":{"a"\)"}) {
    EXPECT_THAT(Split(bad + "\n" + good + "\n", true),
                ElementsAre("!1:1 the record that begins here is not closed", "S2:1 " + good))
        << bad;
    if (absl::EndsWith(bad, ":")) continue;  // an object may begin here: only JSON lines know better
    EXPECT_THAT(Split(bad + "\n" + good + "\n", false),
                ElementsAre("!1:1 the record that begins here is not closed", "S2:1 " + good))
        << bad;
  }
  EXPECT_THAT(Split("{\n{}", true), ElementsAre("J1:1 {", "J2:1 {}"));
  EXPECT_THAT(Split("{\"studies\":[{}\n{\"studies\":[{}]}\n", true),
              ElementsAre("J1:13 {}", "!1:1 the page that begins here does not end on its line", "J2:13 {}"));
}

TEST(RecordSplitter, NamesWhatIsMissingAtTheEnd) {
  EXPECT_THAT(
      Split("{\"studies\":[{}"),
      ElementsAre("J1:13 {}", "!1:1 the page that begins here is not closed; what follows is missing"));
  EXPECT_THAT(Split("{\"studies\":[{}]"),
              ElementsAre("J1:13 {}", "!1:1 the page that begins here is not closed"));
  EXPECT_THAT(
      Split(" [{}"),
      ElementsAre("J1:3 {}", "!1:2 the list that begins here is not closed; what follows is missing"));
  EXPECT_THAT(Split(" \n"), ElementsAre("!0:0 there is no record in it"));
  EXPECT_THAT(Split("\n", true), IsEmpty());
  EXPECT_THAT(Split("[]"), IsEmpty());
  EXPECT_THAT(Split("<html><br/></html>"), ElementsAre("!0:0 there is no clinical_study element in it"));
  EXPECT_THAT(Split("<all><clinical_study></clinical_study>"),
              ElementsAre("X1:6 <clinical_study></clinical_study>",
                          "!0:0 an element around the records is not closed; what follows is missing"));
}

TEST(RecordSplitter, TakesXmlAloneAndInOtherElements) {
  const std::string study =
      "<clinical_study rank=\"1>\">\n<!-- </clinical_study> -->\n<![CDATA[</clinical_study>]]>"
      "<?pi </clinical_study>?><?q?><clinical_study_type/></clinical_study >";
  EXPECT_THAT(Split("<?xml version='1.0'?>\n" + study), ElementsAre("X2:1 <?xml version='1.0'?>\n" + study));
  EXPECT_THAT(Split("<!-- x --><search a='<clinical_study/>'><query>a { b</query>" + study + "text" + study +
                    "</search>{}"),
              ElementsAre("X1:61 " + study, "X3:103 " + study, "J5:108 {}"));
  EXPECT_THAT(Split("<?xml a?><clinical_study/><?xml b?><clinical_study/>"),
              ElementsAre("X1:10 <?xml a?>\n<clinical_study/>", "X1:36 <?xml b?>\n<clinical_study/>"));
}

TEST(RecordSplitter, DeclaredEntitiesStayInSight) {
  const std::string type = "<!DOCTYPE clinical_study [<!ENTITY a '>]\"'>]>";
  EXPECT_THAT(
      Split(type + "<clinical_study>&a;</clinical_study>"),
      ElementsAre(absl::StrCat("X1:", type.size() + 1, " ", type, "\n<clinical_study>&a;</clinical_study>")));
  EXPECT_THAT(Split("<!DOCTYPE a [" + std::string(70'000, 'x') + "]><clinical_study/>"),
              ElementsAre("!1:1 the declarations of the document are too long; nothing behind them is read"));
}

TEST(RecordSplitter, LeavesResultsOfXmlOut) {
  EXPECT_THAT(Split("<clinical_study><a/> <clinical_results><b></b></clinical_results><c/></clinical_study>"),
              ElementsAre("X1:1 <clinical_study><a/><c/></clinical_study>"));
}

TEST(RecordSplitter, ABrokenXmlStudyDoesNotHideTheNext) {
  EXPECT_THAT(Split("<?xml?>\n<clinical_study><clinical_results><a>\n<?xml?><clinical_study/>"),
              ElementsAre("!2:1 the clinical_study that begins here is not closed",
                          "X3:8 <?xml?>\n<clinical_study/>"));
  EXPECT_THAT(Split("<clinical_study><a>\n<clinical_study></clinical_study>"),
              ElementsAre("!1:1 the clinical_study that begins here is not closed",
                          "X2:1 <clinical_study></clinical_study>"));
  EXPECT_THAT(Split("<clinical_study><!-- "),
              ElementsAre("!1:1 the clinical_study that begins here is not closed"));
}

TEST(RecordSplitter, ASourceThatFailsIsNoEnd) {
  for (const std::string text :
       {"{}{\"protocolSection\":{", "{}<clinical_study>", "{}[", "{}{\"studies\":[]"}) {
    Pieces pieces(text, 3, absl::DataLossError("torn"));
    RecordSplitter splitter(pieces, 100, false);
    ASSERT_TRUE(splitter.Next().has_value());
    EXPECT_FALSE(splitter.Next().has_value()) << "a fault of the text, which has none: " << text;
    EXPECT_EQ(splitter.status(), absl::DataLossError("torn")) << text;
    EXPECT_FALSE(splitter.Next().has_value());
  }
}

// Lines of good studies, every fourth one damaged by a few random bytes.
TEST(RecordSplitter, DamageOfALineStaysOnIt) {
  std::mt19937 random(20261123);
  const auto pick = [&random](size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random);
  };
  const std::string alphabet = "{}[]\",:\\<>!-?/a0 \xff";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    std::vector<std::string> good;
    for (int line = 1; line <= 12; ++line) {
      std::string study = absl::StrCat(R"({"protocolSection":{"id":")", line,
                                       R"(","list":[{"a":"\"}"},{}]},"hasResults":false})");
      if (line % 4 == 2) {
        for (size_t damage = 1 + pick(3); damage > 0; --damage) {
          const size_t at = pick(study.size());
          if (pick(2) == 0) {
            study[at] = alphabet[pick(alphabet.size())];
          } else {
            study.resize(at + 1);
          }
        }
        if (absl::StrContains(study, "<")) continue;  // XML may span lines
      } else {
        good.push_back(absl::StrCat(study));
      }
      absl::StrAppend(&text, study, "\n");
    }
    std::vector<std::string> found;
    for (const std::string& item : Split(text, true, 1000)) found.push_back(item.substr(item.find(' ') + 1));
    for (const std::string& study : good) EXPECT_THAT(found, Contains(study)) << text;
  }
}

TEST(RecordSplitter, NoBytesMakeItFailOrKeepMoreThanItMay) {
  std::mt19937 random(7);
  const auto pick = [&random](size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random);
  };
  const std::vector<std::string> words = {"{",
                                          "}",
                                          "[",
                                          "]",
                                          "\"",
                                          ",",
                                          ":",
                                          "\\",
                                          "\n",
                                          " ",
                                          "<",
                                          ">",
                                          "/",
                                          "?",
                                          "\"studies\":[",
                                          "\"protocolSection\":",
                                          "\"resultsSection\":",
                                          "{}",
                                          "1",
                                          "<clinical_study>",
                                          "</clinical_study>",
                                          "<clinical_results>",
                                          "<a>",
                                          "</a>",
                                          "</clinical_results>",
                                          "<!--",
                                          "-->",
                                          "<![CDATA[",
                                          "]]>",
                                          "<?xml",
                                          "?>",
                                          "<!DOCTYPE",
                                          "\x1e",
                                          "\xEF\xBB\xBF",
                                          "'"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (size_t count = pick(60); count > 0; --count) text += words[pick(words.size())];
    for (const std::string& item : Split(text, round % 2 == 0, 40)) {
      EXPECT_TRUE(item[0] == '!' || item.size() <= 40 + 12) << text;
    }
  }
}

}  // namespace
}  // namespace trialmatch::client
