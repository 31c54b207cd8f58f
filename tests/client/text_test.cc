#include "client/text/suggestion.h"
#include "client/text/utf8.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace trialmatch::client {
namespace {

using ::testing::ElementsAre;

TEST(Utf8, FindsTheFirstByteThatIsWrong) {
  EXPECT_FALSE(FirstInvalidUtf8("").has_value());
  EXPECT_FALSE(FirstInvalidUtf8("aé漢😀").has_value());
  EXPECT_EQ(FirstInvalidUtf8("ab\xff"), 2u);
  EXPECT_EQ(FirstInvalidUtf8("\xc0\x80"), 0u);          // overlong
  EXPECT_EQ(FirstInvalidUtf8("\xed\xa0\x80"), 0u);      // surrogate
  EXPECT_EQ(FirstInvalidUtf8("\xf4\x90\x80\x80"), 0u);  // beyond Unicode
  EXPECT_EQ(FirstInvalidUtf8("a\xe6\xbc"), 1u);         // cut off
  EXPECT_EQ(FirstInvalidUtf8("\xf0\x80\x80\x80"), 0u);  // overlong
}

TEST(Utf8, WideCharactersTakeTwoColumnsAndMarksNone) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("漢字"), 4);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("😀"), 2);
}

TEST(Utf8, CutsBeforeAWideCharacterThatDoesNotFit) {
  EXPECT_EQ(CutToWidth("漢字漢字", 6, "…"), "漢字…");
  EXPECT_EQ(CutToWidth("漢字", 4, "…"), "漢字");
  EXPECT_EQ(CutToWidth("abcdef", 5, "..."), "ab...");
  EXPECT_EQ(CutToWidth("abcdef", 2, "..."), "..");
}

TEST(Utf8, ControlCharactersCannotSteerATerminal) {
  EXPECT_EQ(OneLine("a\x1b[31mb\nc\u009b\u202Ed"), "a [31mb c  d");
  EXPECT_EQ(OneLine("a\xff"), "a?");
}

TEST(Utf8, WrapsAtSpacesAndKeepsLongWords) {
  EXPECT_THAT(WrapToWidth("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(WrapToWidth("incomprehensible is", 5), ElementsAre("incomprehensible", "is"));
  EXPECT_THAT(WrapToWidth("one two", 0), ElementsAre("one two"));
  EXPECT_THAT(WrapToWidth("", 5), ElementsAre(""));
}

TEST(Nearest, SuggestsWhatIsMeantAndNothingElse) {
  EXPECT_EQ(Nearest("mtach", {"check", "match"}), "match");
  EXPECT_EQ(Nearest("--PATIENT", {"--patient"}), "--patient");
  EXPECT_EQ(Nearest("delete", {"match", "check"}), "");
  EXPECT_EQ(DidYouMean("chek", {"match", "check"}), "; did you mean \"check\"?");
  EXPECT_EQ(DidYouMean("xyzzy", {"match", "check"}), "");
}

}  // namespace
}  // namespace trialmatch::client
