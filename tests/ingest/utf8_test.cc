#include "ingest/utf8.h"

#include <gtest/gtest.h>

namespace trialmatch {
namespace {

TEST(Utf8, TakesWholeCharactersOnly) {
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8("a \xC3\xA9 \xE2\x89\xA5 \xF0\x9F\x98\x80"));
  EXPECT_FALSE(IsUtf8("\xC3"));
  EXPECT_FALSE(IsUtf8("\xE2\x89"));
  EXPECT_FALSE(IsUtf8("\x80"));
  EXPECT_FALSE(IsUtf8("\xC0\xAF")) << "overlong";
  EXPECT_FALSE(IsUtf8("\xE0\x80\xAF")) << "overlong";
  EXPECT_FALSE(IsUtf8("\xF0\x80\x80\xAF")) << "overlong";
  EXPECT_FALSE(IsUtf8("\xED\xA0\x80")) << "a surrogate";
  EXPECT_FALSE(IsUtf8("\xF4\x90\x80\x80")) << "beyond the last character";
  EXPECT_FALSE(IsUtf8("\xFF"));
}

TEST(Utf8, CutsBetweenCharacters) {
  EXPECT_EQ(CutUtf8("abc", 3), "abc");
  EXPECT_EQ(CutUtf8("abc", 2), "ab");
  EXPECT_EQ(CutUtf8("a\xE2\x89\xA5"
                    "b",
                    4),
            "a\xE2\x89\xA5");
  EXPECT_EQ(CutUtf8("a\xE2\x89\xA5"
                    "b",
                    3),
            "a");
  EXPECT_EQ(CutUtf8("a\xE2\x89\xA5"
                    "b",
                    0),
            "");
}

}  // namespace
}  // namespace trialmatch
