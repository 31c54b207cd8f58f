// What a terminal and a file get to see.
#include <string>

#include "absl/strings/str_split.h"
#include "client/render/criterion_tree.h"
#include "client/render/match_view.h"
#include "client/render/table.h"
#include "client/text/utf8.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace trialmatch::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Style kPlain(View{.width = 0, .colour = false, .utf8 = true});
const Style kAscii(View{.width = 0, .colour = false, .utf8 = false});

v1::TrialMatch Parse(const std::string& text) {
  v1::TrialMatch match;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &match));
  return match;
}

std::string LongestLine(const std::string& text) {
  std::string longest;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    if (DisplayWidth(line) > DisplayWidth(longest)) longest = std::string(line);
  }
  return longest;
}

const char kTree[] = R"pb(
  criteria {
    criterion_id: "age"
    text: "Age at most 28 days"
    role: CRITERION_ROLE_INCLUSION
    truth: TRUTH_FALSE
    evidence {
      kind: EVIDENCE_KIND_FACT
      text: "29 days old."
      recorded_value: "29 d"
      threshold: "at most 28 d"
      distance { value: "-1" unit: "d" }
    }
  }
  criteria {
    criterion_id: "none"
    text: "Infection"
    role: CRITERION_ROLE_EXCLUSION
    truth: TRUTH_FALSE
    children {
      criterion_id: "sepsis"
      text: "Sepsis"
      truth: TRUTH_FALSE
      evidence { kind: EVIDENCE_KIND_ASSUMPTION text: "Taken as absent." }
    }
    children { criterion_id: "viral" text: "Viral" truth: TRUTH_UNKNOWN }
  }
  criteria { criterion_id: "bleeding" text: "Bleeding" role: CRITERION_ROLE_EXCLUSION truth: TRUTH_TRUE }
  criteria { criterion_id: "open" text: "Judged fit" role: CRITERION_ROLE_INCLUSION truth: TRUTH_UNKNOWN }
)pb";

TEST(RenderCriteria, MarksByRoleAndShowsTruthBeneath) {
  EXPECT_EQ(RenderCriteria(Parse(kTree).criteria(), "", kPlain),
            "Inclusions: all must be true\n"
            "├─ ✗ Age at most 28 days [age]\n"
            "│    29 days old.\n"
            "│      value 29 d · threshold at most 28 d · 1 d outside\n"
            "└─ ? Judged fit [open]\n"
            "Exclusions: all must be false\n"
            "├─ ✓ Infection [none] false\n"
            "│  ├─ false: Sepsis [sepsis]\n"
            "│  │    assumed: Taken as absent.\n"
            "│  └─ unknown: Viral [viral]\n"
            "└─ ✗ Bleeding [bleeding] true\n");
}

TEST(RenderCriteria, IsPlainAsciiWhereTheLocaleIsNotUtf8) {
  const std::string text = RenderCriteria(Parse(kTree).criteria(), "", kAscii);
  EXPECT_THAT(text, HasSubstr("|- x Age at most 28 days [age]\n"));
  EXPECT_THAT(text, HasSubstr("|  `- unknown: Viral [viral]\n"));
  for (const char c : text) ASSERT_LT(static_cast<unsigned char>(c), 0x80);
}

TEST(RenderCriteria, WrapsToTheTerminalAndKeepsTheLines) {
  v1::TrialMatch match = Parse(kTree);
  match.mutable_criteria(0)->set_text(
      "A criterion whose text is a good deal longer than one line of a terminal is");
  const Style narrow(View{.width = 40, .colour = false, .utf8 = true});
  const std::string text = RenderCriteria(match.criteria(), "", narrow);
  EXPECT_LE(DisplayWidth(LongestLine(text)), 40) << text;
  EXPECT_THAT(text, HasSubstr("├─ ✗ A criterion whose text is a good\n│    deal longer"));
}

TEST(RenderCriteria, ColoursOnlyWhereAsked) {
  EXPECT_THAT(RenderCriteria(Parse(kTree).criteria(), "", kPlain), Not(HasSubstr("\x1b")));
  const Style colourful(View{.width = 0, .colour = true, .utf8 = true});
  EXPECT_THAT(RenderCriteria(Parse(kTree).criteria(), "", colourful), HasSubstr("\x1b[31m✗\x1b[0m Age"));
}

TEST(RenderEvidence, NamesDistancesOnAndInsideTheBound) {
  v1::Evidence evidence;
  evidence.set_kind(v1::EVIDENCE_KIND_FACT);
  evidence.mutable_distance()->set_value("0");
  evidence.mutable_distance()->set_unit("g");
  EXPECT_EQ(RenderEvidence(evidence, "", kPlain), "  on the bound\n");
  evidence.mutable_distance()->set_value("359.5");
  evidence.set_recorded_value("1.2 kg");
  evidence.set_converted_value("1200 g");
  EXPECT_EQ(RenderEvidence(evidence, "", kPlain), "  value 1.2 kg = 1200 g · 359.5 g inside\n");
}

TEST(Table, AlignsByWhatATerminalShows) {
  Table table({{.title = "A"}, {.title = "N", .right = true}, {.title = "Z"}});
  table.Add({{"漢字"}, {"7"}, {"x"}});
  table.Add({{"abc"}, {"1234"}, {""}});
  table.Add({{"abc"}, {""}, {"y"}});
  EXPECT_EQ(table.Render(kPlain),
            "A        N  Z\n"
            "漢字     7  x\n"
            "abc   1234\n"
            "abc         y\n");
}

TEST(Table, CutsElasticColumnsOnATerminalOnly) {
  Table table({{.title = "ID"}, {.title = "TITLE", .elastic = true}, {.title = "S"}});
  table.Add({{"NCT1"}, {"A title that is longer than the terminal"}, {"ok"}});
  const std::string cut = table.Render(Style(View{.width = 30, .colour = false, .utf8 = true}));
  EXPECT_EQ(cut,
            "ID    TITLE                 S\n"
            "NCT1  A title that is lon…  ok\n");
  EXPECT_THAT(table.Render(kPlain), HasSubstr("A title that is longer than the terminal  ok\n"));
}

TEST(Table, TextCannotBreakTheRow) {
  Table table({{.title = "T"}});
  table.Add({{"a\nb\x1b[2J"}});
  EXPECT_EQ(table.Render(kPlain), "T\na b [2J\n");
}

TEST(RenderTrialMatch, EndsWithWhatLeavesItOpenAndWhatWasAssumed) {
  v1::TrialMatch match = Parse(R"pb(
    trial: "trials/NCT1"
    title: "A trial"
    verdict: VERDICT_UNDETERMINED
    availability { recruitment: RECRUITMENT_AVAILABILITY_NOT_RECRUITING }
    criteria {
      criterion_id: "c"
      role: CRITERION_ROLE_INCLUSION
      truth: TRUTH_UNKNOWN
      evidence { kind: EVIDENCE_KIND_MISSING text: "No consent." }
    }
    criteria {
      criterion_id: "d"
      role: CRITERION_ROLE_INCLUSION
      truth: TRUTH_UNKNOWN
      evidence { kind: EVIDENCE_KIND_MISSING text: "No consent." }
    }
    deciding { criterion_id: "c" truth: TRUTH_UNKNOWN text: "No consent." }
    assumptions { kind: EVIDENCE_KIND_ASSUMPTION text: "Allergies are complete." }
  )pb");
  EXPECT_EQ(RenderTrialMatch(match, kPlain),
            "? UNDETERMINED  NCT1  A trial\n"
            "  Recruitment: not recruiting\n"
            "  Inclusions: all must be true\n"
            "  ├─ ? c\n"
            "  │    missing: No consent.\n"
            "  └─ ? d\n"
            "       missing: No consent.\n"
            "  Left open by\n"
            "  • No consent. [c] unknown\n"
            "  Assumptions\n"
            "  • Allergies are complete.\n");
}

TEST(RenderContext, WritesTheMomentInItsZone) {
  v1::AnswerContext context;
  context.set_catalog_revision(5);
  context.mutable_as_of()->mutable_instant()->set_seconds(1716084300);
  context.mutable_as_of()->set_time_zone("Asia/Shanghai");
  EXPECT_EQ(RenderContext(context, kPlain),
            "As of 2024-05-19T10:05:00+08:00 (Asia/Shanghai) · catalog revision 5\n");
}

TEST(RenderCriteria, AValueThatThisClientDoesNotKnowIsShownAsItsNumber) {
  v1::TrialMatch match = Parse("verdict: VERDICT_ELIGIBLE trial: 'trials/NCT1'");
  match.set_verdict(static_cast<v1::Verdict>(99));
  EXPECT_THAT(RenderTrialMatch(match, kPlain), HasSubstr("? value 99  NCT1"));
}

}  // namespace
}  // namespace trialmatch::client
