#include "ingest/fhir/json.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;

std::string WhyNot(const std::string& content) {
  const auto document = JsonDocument::Parse(content);
  EXPECT_FALSE(document.ok()) << content;
  return document.ok() ? "" : std::string(document.status().message());
}

TEST(JsonTest, NumbersKeepTheirDigits) {
  const auto document = JsonDocument::Parse(R"({"a":[1.10, -0.5e-3 ,12345678901234567890123]})");
  ASSERT_TRUE(document.ok());
  const Json a = document->root()["a"];
  ASSERT_EQ(a.size(), 3u);
  EXPECT_EQ(a.at(0).number(), "1.10");
  EXPECT_EQ(a.at(1).number(), "-0.5e-3");
  EXPECT_EQ(a.at(2).number(), "12345678901234567890123");
  EXPECT_EQ(a.at(0).string(), "");
}

TEST(JsonTest, TextIsReadWithItsEscapes) {
  const auto document = JsonDocument::Parse(R"({"a":"é\n\u00e9","b":true,"c":null})");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root()["a"].string(), "\xC3\xA9\n\xC3\xA9");
  EXPECT_EQ(document->root()["b"].boolean(), true);
  EXPECT_EQ(document->root()["c"].kind(), Json::Kind::kNull);
}

TEST(JsonTest, WhatIsNotThereIsNothingAndHasNothing) {
  const auto document = JsonDocument::Parse(R"({"a":[{}]})");
  ASSERT_TRUE(document.ok());
  const Json missing = document->root()["x"]["y"].at(3)["z"];
  EXPECT_FALSE(missing);
  EXPECT_EQ(missing.size(), 0u);
  EXPECT_EQ(missing.string(), "");
  EXPECT_EQ(missing.Path(), "");
  EXPECT_FALSE(document->root()["a"].at(1));
  EXPECT_FALSE(document->root().at(7));
}

TEST(JsonTest, EveryValueKnowsItsPlace) {
  const auto document = JsonDocument::Parse(R"({"entry":[{},{"resource":{"value":[1,2]}}]})");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root()["entry"].at(1)["resource"]["value"].at(1).Path(), "entry[1].resource.value[1]");
  EXPECT_EQ(document->root().Path(), "");
}

TEST(JsonTest, ANameThatIsNoneOfFhirIsNotRepeated) {
  const auto document = JsonDocument::Parse(R"({"John Smith":1})");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root().at(0).Path(), "?");
}

TEST(JsonTest, AMemberThatStandsTwiceMakesAllAroundItAmbiguous) {
  const auto document = JsonDocument::Parse(R"({"a":{"b":{"c":1,"c":2}},"d":{"c":1}})");
  ASSERT_TRUE(document.ok());
  EXPECT_TRUE(document->root().IsAmbiguous());
  EXPECT_FALSE(document->root().HasTwins());
  EXPECT_TRUE(document->root()["a"]["b"].HasTwins());
  EXPECT_FALSE(document->root()["d"].IsAmbiguous());
}

TEST(JsonTest, AlikeIsEqualValueByValue) {
  const auto document =
      JsonDocument::Parse(R"([{"a":[1,"x"]}, {"a" : [ 1, "x" ]}, {"a":[1.0,"x"]}, {"a":[1]}])");
  ASSERT_TRUE(document.ok());
  const Json root = document->root();
  EXPECT_TRUE(Json::Alike(root.at(0), root.at(1)));
  EXPECT_FALSE(Json::Alike(root.at(0), root.at(2)));
  EXPECT_FALSE(Json::Alike(root.at(0), root.at(3)));
}

TEST(JsonTest, ADocumentMayMove) {
  auto document = JsonDocument::Parse(R"({"a":"some text that is long enough"})");
  ASSERT_TRUE(document.ok());
  const JsonDocument moved = *std::move(document);
  EXPECT_EQ(moved.root()["a"].string(), "some text that is long enough");
}

TEST(JsonTest, WhatIsNoJsonIsRefusedWithItsPlaceAndWithoutItsText) {
  EXPECT_THAT(WhyNot(""), HasSubstr("is empty"));
  EXPECT_THAT(WhyNot("{\"a\":Smith}"), HasSubstr("is not JSON, at byte 5"));
  EXPECT_THAT(WhyNot("{\"a\":1}x"), HasSubstr("is not JSON"));
  EXPECT_THAT(WhyNot("{\"a\":1,}"), HasSubstr("is not JSON"));
  EXPECT_THAT(WhyNot("{\"a\":NaN}"), HasSubstr("is not JSON"));
  EXPECT_THAT(WhyNot("{\"a\":\"\xFF\"}"), HasSubstr("is not UTF-8"));
  EXPECT_THAT(WhyNot("{\"a\":\"\\ud800\"}"), HasSubstr("is not JSON"));
  EXPECT_THAT(WhyNot(std::string("{\"a\":1\0}", 8)), HasSubstr("is not JSON, at byte 6"));
  EXPECT_THAT(WhyNot("{1:2}"), HasSubstr("is not JSON"));
}

TEST(JsonTest, AByteOrderMarkIsPassedOver) { EXPECT_TRUE(JsonDocument::Parse("\xEF\xBB\xBF{}").ok()); }

TEST(JsonTest, DepthAndNumberOfValuesAreBounded) {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(JsonDocument::Parse(nested(JsonDocument::kMaxDepth)).ok());
  EXPECT_THAT(WhyNot(nested(JsonDocument::kMaxDepth + 1)), HasSubstr("has more than 64 objects and arrays"));
  // Ever so deep: no recursion reads it.
  EXPECT_THAT(WhyNot(std::string(1'000'000, '[')), HasSubstr("has more than 64"));
  std::string many = "[0";
  for (size_t i = 0; i < JsonDocument::kMaxValues; ++i) many += ",0";
  EXPECT_THAT(WhyNot(many + "]"), HasSubstr("values"));
}

}  // namespace
}  // namespace trialmatch::fhir
