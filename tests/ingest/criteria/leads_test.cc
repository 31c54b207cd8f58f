#include "ingest/criteria/leads.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/criteria/text_reader.h"
#include "ingest/criteria/tokens.h"
#include "terminology/plain_table.h"

namespace trialmatch::criteria {
namespace {

LeadKind Of(const std::string& line, bool exclusion = false) {
  return LeadOf(Tokenize(line, 0, line.size()), exclusion).kind;
}

TEST(LeadOf, SaysWhatEverybodyMustMeet) {
  EXPECT_EQ(Of("In order to be eligible to participate in this study, an individual must meet all of the "
               "following criteria:"),
            LeadKind::kHeading);
  EXPECT_EQ(Of("You may be eligible for this study if you:"), LeadKind::kHeading);
  EXPECT_EQ(Of("Patients must have adequate bone marrow and renal function as shown by:"),
            LeadKind::kHeading);
  EXPECT_EQ(Of("Liver function meets the following criteria:"), LeadKind::kHeading);
  EXPECT_EQ(Of("At least one of the following:"), LeadKind::kAnyOf);
}

TEST(LeadOf, SaysWhatExcludes) {
  EXPECT_EQ(Of("An individual who meets any of the following criteria will be excluded from participation in "
               "this study:"),
            LeadKind::kExcluded);
  EXPECT_EQ(Of("Patients must not have any of the following:"), LeadKind::kExcluded);
  EXPECT_EQ(Of("Any of the following:", true), LeadKind::kHeading);
  EXPECT_EQ(Of("All of the following:", true), LeadKind::kAllOf);
  EXPECT_EQ(Of("For all patients:", true), LeadKind::kHeading);
}

TEST(LeadOf, DoesNotKnowWhatSomeMustMeetOrWhatIsDeniedTwice) {
  EXPECT_EQ(Of("Patients with asthma must meet all of the following criteria:"), LeadKind::kUnknown);
  EXPECT_EQ(Of("Patients must meet all of the following criteria unless they are treated:"),
            LeadKind::kUnknown);
  EXPECT_EQ(Of("Patients who do not meet all of the following criteria are excluded:"), LeadKind::kUnknown);
  EXPECT_EQ(Of("One of the following signs of impaired liver function:"), LeadKind::kUnknown);
  EXPECT_EQ(Of("Adequate renal function:", true), LeadKind::kUnknown);
}

TEST(LeadOf, TellsTheLinesBeneathItWhenAndWhetherGiven) {
  const std::string line = "History of treatment with any of the following within 6 months of study entry:";
  const Lead lead = LeadOf(Tokenize(line, 0, line.size()), true);
  EXPECT_EQ(lead.kind, LeadKind::kHeading);
  EXPECT_EQ(lead.context.topic, Topic::kTreatmentNow);
  EXPECT_TRUE(lead.context.history);
  ASSERT_TRUE(lead.context.window.has_value());
  EXPECT_EQ(lead.context.window->start().count(), -6);
}

bool Opens(const std::string& line, bool exclusion) {
  return OpensUnindentedList(Tokenize(line, 0, line.size()), exclusion);
}

TEST(OpensUnindentedList, CountsTheItemsOfAnInclusionUnlessAllMustHold) {
  EXPECT_TRUE(Opens("Inflammation shown by at least 1 of the following criteria:", false));
  EXPECT_TRUE(Opens("Two or more of the following:", false));
  EXPECT_TRUE(Opens("Any of the following:", false));
  EXPECT_FALSE(Opens("All of the following criteria:", false));
  EXPECT_FALSE(Opens("Each of the following:", false));
  EXPECT_FALSE(Opens("At least one of the following symptoms", false));
  EXPECT_FALSE(Opens("Laboratory values:", false));
}

TEST(OpensUnindentedList, CountsTheItemsOfAnExclusionUnlessAnyExcludes) {
  EXPECT_TRUE(Opens("All of the following:", true));
  EXPECT_TRUE(Opens("At least two of the following:", true));
  EXPECT_FALSE(Opens("Any of the following:", true));
  EXPECT_FALSE(Opens("One or more of the following:", true));
}

v1::Trial ReadText(const std::string& text) {
  v1::Trial trial;
  trial.set_eligibility_text(text);
  const LoadedTables tables = LoadPlainTables({});
  const Concepts concepts(*tables.terminology);
  ReadEligibilityText(concepts, trial);
  return trial;
}

TEST(OpensUnindentedList, NothingBehindItIsReadUpToTheNextHeading) {
  const v1::Trial trial = ReadText(
      "Inclusion Criteria:\n\n"
      "- Age 18 years and older\n\n"
      "- At least one of the following:\n\n"
      "- Age 21 years and older\n\n"
      "- Male\n\n"
      "Exclusion Criteria:\n\n"
      "- Age 70 years and older\n");
  ASSERT_EQ(trial.inclusion_criteria_size(), 4);
  EXPECT_TRUE(trial.inclusion_criteria(0).has_clock());
  for (int i : {1, 2, 3}) EXPECT_TRUE(trial.inclusion_criteria(i).has_unstructured()) << i;
  ASSERT_EQ(trial.exclusion_criteria_size(), 1);
  EXPECT_TRUE(trial.exclusion_criteria(0).has_clock());
}

TEST(OpensUnindentedList, AnIndentedListIsReadAsEver) {
  const v1::Trial trial = ReadText(
      "Inclusion Criteria:\n\n"
      "- At least one of the following:\n\n"
      "    - Age 21 years and older\n\n"
      "    - Male\n\n"
      "- Age 18 years and older\n");
  ASSERT_EQ(trial.inclusion_criteria_size(), 2);
  EXPECT_EQ(trial.inclusion_criteria(0).any_of().criteria_size(), 2);
  EXPECT_TRUE(trial.inclusion_criteria(1).has_clock());
}

}  // namespace
}  // namespace trialmatch::criteria
