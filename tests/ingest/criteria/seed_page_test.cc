// The page of the first trial, read as it stands. The page is shared data, and skipped where it is absent.
#include <fstream>
#include <iterator>
#include <string>

#include "gmock/gmock.h"
#include "tests/ingest/criteria/reading_words.h"
#include "tests/support/source_folder.h"

namespace trialmatch::criteria {
namespace {

using ::testing::HasSubstr;

std::string Page() {
  std::ifstream file(InSource("../shared/seed/NCT06427642-trial-page.txt"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string Between(const std::string& text, const std::string& from, const std::string& to) {
  const size_t begin = text.find(from);
  return begin == std::string::npos ? "" : text.substr(begin, text.find(to, begin) - begin);
}

template <typename List>
std::string All(const List& list) {
  std::string words;
  for (const v1::Criterion& criterion : list) words += WordsOf(criterion) + "\n";
  return words;
}

TEST(SeedPage, GivesTheThreeCohortsAndWhatTheyAsk) {
  const std::string page = Page();
  if (page.empty()) GTEST_SKIP() << "shared data not present";
  const v1::Trial trial = ReadSample(Between(page, "Eligibility criteria", "About Shandong"));
  ASSERT_EQ(trial.cohorts_size(), 3);
  const v1::Cohort &hie = trial.cohorts(0), &bpd = trial.cohorts(1), &sbs = trial.cohorts(2);
  EXPECT_THAT(hie.title(), HasSubstr("encephalopathy"));
  EXPECT_THAT(bpd.title(), HasSubstr("dysplasia"));
  EXPECT_THAT(sbs.title(), HasSubstr("bowel"));

  ASSERT_EQ(bpd.inclusion_criteria_size(), 4);
  const v1::ClockCriterion& gestation = bpd.inclusion_criteria(0).clock();
  EXPECT_EQ(gestation.clock(), v1::CLOCK_GESTATIONAL_AGE_AT_BIRTH);
  EXPECT_EQ(gestation.min().value(), 25);
  EXPECT_EQ(gestation.max().value(), 30);
  EXPECT_EQ(gestation.max().unit(), v1::TIME_UNIT_WEEK);
  EXPECT_EQ(WordsOf(bpd.inclusion_criteria(1)), "observation 8339-4 >=401 <=1249 g");
  EXPECT_EQ(WordsOf(bpd.inclusion_criteria(2)), "observation bpd-risk-nichd >60 %");
  EXPECT_EQ(WordsOf(bpd.inclusion_criteria(3)), "consent");

  EXPECT_EQ(hie.inclusion_criteria_size(), 1);
  EXPECT_THAT(All(sbs.inclusion_criteria()), HasSubstr("consent"));
  for (const v1::Cohort* cohort : {&hie, &bpd, &sbs}) {
    EXPECT_THAT(All(cohort->exclusion_criteria()),
                HasSubstr("any(not consent; not ability Complying with the requirements of a protocol)"))
        << cohort->title();
  }
  EXPECT_EQ(trial.inclusion_criteria_size() + trial.exclusion_criteria_size(), 0);
}

TEST(SeedPage, RefusesAnAgeWithoutAUnit) {
  const std::string page = Page();
  if (page.empty()) GTEST_SKIP() << "shared data not present";
  const std::string summary = Between(page, "children aged 1 to 28", ".");
  ASSERT_FALSE(summary.empty());
  const v1::Trial trial = ReadSample("Inclusion Criteria:\n\n* " + summary + "\n");
  ASSERT_EQ(trial.inclusion_criteria_size(), 1);
  EXPECT_EQ(trial.inclusion_criteria(0).unstructured().reason(), "an age without a unit is never guessed");
}

}  // namespace
}  // namespace trialmatch::criteria
