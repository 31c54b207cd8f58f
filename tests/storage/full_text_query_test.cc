#include "storage/full_text_query.h"

#include <gtest/gtest.h>

#include <string>

namespace trialmatch {
namespace {

std::string Query(absl::string_view text) {
  const absl::StatusOr<std::string> query = ToFts5Query(text);
  return query.ok() ? *query : std::string(query.status().message());
}

TEST(FullTextQuery, QuotesEveryWordAndPhrase) {
  EXPECT_EQ(Query("newborn \"short bowel\""), "\"newborn\" \"short bowel\"");
  EXPECT_EQ(Query("  covid-19\tNEAR(a b) "), "\"covid-19\" \"NEAR(a\" \"b)\"");
}

TEST(FullTextQuery, KeepsAStarOnlyBehindAWordOrPhrase) {
  EXPECT_EQ(Query("asthm*"), "\"asthm\"*");
  EXPECT_EQ(Query("asthm***"), "\"asthm\"*");
  EXPECT_EQ(Query("\"short bow\"*"), "\"short bow\"*");
  EXPECT_EQ(Query("* a"), "\"a\"");
  EXPECT_EQ(Query("a*b"), "\"a\"* \"b\"");
}

TEST(FullTextQuery, LetsNoQuoteOrControlOutOfItsQuotes) {
  EXPECT_EQ(Query("\"open phrase"), "\"open phrase\"");
  EXPECT_EQ(Query("a\"b\"c"), "\"a\" \"b\" \"c\"");
  EXPECT_EQ(Query("\"\"\"a\"\""), "\"a\"");
  EXPECT_EQ(Query(absl::string_view("a\0b \"c\0d\"", 9)), "\"a\" \"b\" \"c d\"");
}

TEST(FullTextQuery, SaysAWordOnce) { EXPECT_EQ(Query("a b a a* b"), "\"a\" \"b\" \"a\"*"); }

TEST(FullTextQuery, RefusesATextWithoutAWord) {
  for (absl::string_view text : {"", "   ", "\"\"", "\"", "***", "()-+:^{}", "\" \"*"}) {
    const absl::StatusOr<std::string> query = ToFts5Query(text);
    EXPECT_EQ(query.status().code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_EQ(query.status().message(), "the query has no word") << text;
  }
}

TEST(FullTextQuery, CountsCharactersAndNotBytesForItsLimit) {
  std::string text;
  for (int i = 0; i < kMaxQueryCharacters; ++i) text += "\xC3\xA9";  // e acute
  EXPECT_TRUE(ToFts5Query(text).ok());
  text += "x";
  EXPECT_EQ(ToFts5Query(text).status(),
            absl::InvalidArgumentError("the query has more than 1000 characters"));
}

}  // namespace
}  // namespace trialmatch
