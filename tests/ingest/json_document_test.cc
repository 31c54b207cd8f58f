#include "ingest/json_document.h"

#include <gtest/gtest.h>

#include <string>

namespace trialmatch {
namespace {

std::string Nested(int levels) {
  return "{\"a\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
}

TEST(JsonDocument, ReadsMembersAndLists) {
  const auto document = JsonDocument::Parse(R"({"a": {"b": "x"}, "list": [1, "y", null], "none": null})");
  ASSERT_TRUE(document.ok()) << document.status();
  const rapidjson::Value& root = document->root();
  ASSERT_NE(FindMember(root, "a"), nullptr);
  EXPECT_STREQ(FindMember(*FindMember(root, "a"), "b")->GetString(), "x");
  EXPECT_EQ(FindMember(root, "none"), nullptr);
  EXPECT_EQ(FindMember(root, "b"), nullptr);
  EXPECT_EQ(FindMember(*FindMember(root, "list"), "a"), nullptr) << "a list has no members";
  int elements = 0;
  ForEachElement(root, "list", [&](const rapidjson::Value&) { ++elements; });
  ForEachElement(root, "a", [&](const rapidjson::Value&) { ++elements; });
  EXPECT_EQ(elements, 3);
}

TEST(JsonDocument, RefusesWhatIsNoObjectOrTooDeep) {
  EXPECT_FALSE(JsonDocument::Parse("").ok());
  EXPECT_FALSE(JsonDocument::Parse("[]").ok());
  EXPECT_FALSE(JsonDocument::Parse("{\"a\": 1").ok());
  EXPECT_FALSE(JsonDocument::Parse("{\"a\": \"\xFF\"}").ok()) << "not UTF-8";
  EXPECT_TRUE(JsonDocument::Parse(Nested(64)).ok());
  EXPECT_FALSE(JsonDocument::Parse(Nested(65)).ok());
  EXPECT_FALSE(JsonDocument::Parse("{\"a\":" + std::string(10'000'000, '[')).ok());
}

TEST(JsonDocument, BracketsInTextsAreNoLevels) {
  const std::string brackets(100, '[');
  EXPECT_TRUE(JsonDocument::Parse("{\"a\": \"\\\"" + brackets + "\"}").ok());
}

}  // namespace
}  // namespace trialmatch
