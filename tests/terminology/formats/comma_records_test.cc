#include "terminology/formats/comma_records.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "line: cell; cell" of each record; `reasons` gets the issues.
std::vector<std::string> Records(absl::string_view content, std::vector<std::string>& reasons) {
  LoadIssues issues({"test.csv"});
  std::vector<std::string> records;
  ForEachCommaRecord({0, "test.csv", content}, issues,
                     [&](RowOrigin origin, const std::vector<std::string>& cells) {
                       records.push_back(std::to_string(origin.line) + ": " + absl::StrJoin(cells, "; "));
                     });
  for (const LoadIssue& issue : issues.issues())
    reasons.push_back(std::to_string(issue.line) + " " + issue.reason);
  return records;
}

TEST(CommaCellsTest, TakesQuotesAndDoubledQuotes) {
  EXPECT_THAT(CommaCells("a,\"b, \"\"c\"\"\",,d"), ElementsAre("a", "b, \"c\"", "", "d"));
}

TEST(CommaRecordsTest, GoOnOverLineEndsInQuotes) {
  std::vector<std::string> reasons;
  EXPECT_THAT(Records("\xEF\xBB\xBF"
                      "a,b\r\n\"c\r\nd\n\ne\",f\n\n\"\"\"\n\"\"\",g",
                      reasons),
              ElementsAre("1: a; b", "2: c d  e; f", "7: \" \"; g"));
  EXPECT_THAT(reasons, IsEmpty());
}

TEST(CommaRecordsTest, AfterAQuoteThatIsNeverClosedReadingGoesOn) {
  std::string content = "a,b\n\"c,d\n";
  for (int i = 0; i < 20'000; ++i) content += "x,y\n";
  std::vector<std::string> reasons;
  const std::vector<std::string> records = Records(content + "e,f\n", reasons);
  ASSERT_THAT(reasons,
              ElementsAre("2 the record is longer than 65536 bytes, or a quote is not closed; left out up "
                          "to line 16386"));
  // Lines 2 to 16,386 are the first that are longer; what comes after is read.
  ASSERT_EQ(records.size(), 1u + 20'003 - 16'386);
  EXPECT_EQ(records[1], "16387: x; y");
  EXPECT_EQ(records.back(), "20003: e; f");
}

TEST(CommaRecordsTest, WhatIsNoTextIsLeftOut) {
  std::vector<std::string> reasons;
  EXPECT_THAT(Records("a\x01,b\nc\xFF\nd,e", reasons), ElementsAre("3: d; e"));
  EXPECT_THAT(reasons, ElementsAre("1 the record is not UTF-8 or has control characters",
                                   "2 the record is not UTF-8 or has control characters"));
}

}  // namespace
}  // namespace trialmatch
