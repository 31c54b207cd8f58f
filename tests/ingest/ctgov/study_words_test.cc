#include "ingest/ctgov/study_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace trialmatch::ctgov {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

TEST(StudyWords, BothFormatsSayTheSame) {
  EXPECT_EQ(StatusOf("NOT_YET_RECRUITING"), v1::RECRUITMENT_STATUS_NOT_YET_RECRUITING);
  EXPECT_EQ(StatusOf("Not yet recruiting"), v1::RECRUITMENT_STATUS_NOT_YET_RECRUITING);
  EXPECT_EQ(StatusOf("Active, not recruiting"), v1::RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING);
  EXPECT_EQ(StatusOf("ACTIVE_NOT_RECRUITING"), v1::RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING);
  EXPECT_EQ(StudyTypeOf("Observational [Patient Registry]"), v1::STUDY_TYPE_OBSERVATIONAL);
  EXPECT_EQ(SexOf("All"), v1::SEX_ALL);
  EXPECT_EQ(SexOf("FEMALE"), v1::SEX_FEMALE);
  EXPECT_EQ(RoleOf("PRINCIPAL_INVESTIGATOR"), "Principal Investigator");
  EXPECT_EQ(RoleOf("Study Chair"), "Study Chair");
}

TEST(StudyWords, UnknownStatusStaysUnknownAndUnknownWordsAreNone) {
  EXPECT_EQ(StatusOf("Unknown status"), v1::RECRUITMENT_STATUS_UNSPECIFIED);
  EXPECT_EQ(StatusOf("WITHHELD"), v1::RECRUITMENT_STATUS_UNSPECIFIED);
  EXPECT_EQ(StatusOf("Paused"), std::nullopt);
  EXPECT_EQ(SexOf("other"), std::nullopt);
  EXPECT_EQ(StudyTypeOf("Registry"), std::nullopt);
}

TEST(StudyWords, TwoPhasesInOneWord) {
  EXPECT_THAT(PhasesOf("Phase 1/Phase 2"), Optional(ElementsAre(v1::PHASE_PHASE1, v1::PHASE_PHASE2)));
  EXPECT_THAT(PhasesOf("N/A"), Optional(ElementsAre(v1::PHASE_NOT_APPLICABLE)));
  EXPECT_THAT(PhasesOf("EARLY_PHASE1"), Optional(ElementsAre(v1::PHASE_EARLY_PHASE1)));
  EXPECT_EQ(PhasesOf("Phase 1/Phase 7"), std::nullopt);
}

TEST(StudyWords, AgesHaveSixUnits) {
  const auto expect = [](absl::string_view text, int64_t value, v1::TimeUnit unit) {
    const AgeBound age = AgeOf(text);
    EXPECT_EQ(age.kind, AgeBound::Kind::kBound) << text;
    EXPECT_EQ(age.bound.value(), value);
    EXPECT_EQ(age.bound.unit(), unit);
  };
  expect("18 Years", 18, v1::TIME_UNIT_YEAR);
  expect("1 Year", 1, v1::TIME_UNIT_YEAR);
  expect("6 Months", 6, v1::TIME_UNIT_MONTH);
  expect("24 Weeks", 24, v1::TIME_UNIT_WEEK);
  expect("28 Days", 28, v1::TIME_UNIT_DAY);
  expect("72 Hours", 72, v1::TIME_UNIT_HOUR);
  expect("1 Minute", 1, v1::TIME_UNIT_MINUTE);
  expect("0 Years", 0, v1::TIME_UNIT_YEAR);
}

TEST(StudyWords, AnAbsentAgeIsNoBoundAndAnUnreadableOneIsWrong) {
  EXPECT_EQ(AgeOf("").kind, AgeBound::Kind::kNone);
  EXPECT_EQ(AgeOf("N/A").kind, AgeBound::Kind::kNone);
  for (const char* text :
       {"28", "28 Moons", "Years", "-1 Years", "1 to 28 Days", "1.5 Years", "1000001 Years"}) {
    EXPECT_EQ(AgeOf(text).kind, AgeBound::Kind::kWrong) << text;
    EXPECT_STRNE(AgeOf(text).fault, "") << text;
  }
  EXPECT_STREQ(AgeOf("28").fault, "is an age without a unit");
}

TEST(StudyWords, DatesKeepTheirCoarseness) {
  EXPECT_EQ(DateOf("2000-03"), "2000-03");
  EXPECT_EQ(DateOf("2015-08-03"), "2015-08-03");
  EXPECT_EQ(DateOf("March 2000"), "2000-03");
  EXPECT_EQ(DateOf("August 3, 2015"), "2015-08-03");
  EXPECT_EQ(DateOf("February 29, 2016"), "2016-02-29");
}

TEST(StudyWords, WhatIsNoDateIsNone) {
  for (const char* text : {"", "2015", "2015-13", "2015-02-30", "February 30, 2015", "Mars 2000", "0999-01",
                           "2015-08-03-01", "August 3rd, 2015", "15-08-03", "2015-8x"}) {
    EXPECT_EQ(DateOf(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace trialmatch::ctgov
