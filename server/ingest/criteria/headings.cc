#include "ingest/criteria/headings.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/criteria/cursor.h"
#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

using Words = absl::flat_hash_set<absl::string_view>;

// Words of section headings that tell no group.
const Words& PlainWords() {
  static const Words* const words = new Words{"key",
                                              "main",
                                              "major",
                                              "general",
                                              "additional",
                                              "specific",
                                              "study",
                                              "patient",
                                              "patients",
                                              "subject",
                                              "subjects",
                                              "participant",
                                              "participants",
                                              "the",
                                              "principal",
                                              "primary",
                                              "clinical",
                                              "protocol",
                                              "overall",
                                              "common",
                                              "other",
                                              "criteria",
                                              "criterion",
                                              "inclusion",
                                              "exclusion",
                                              "inclusions",
                                              "exclusions",
                                              "eligibility",
                                              "entry",
                                              "selection",
                                              "for",
                                              "of",
                                              "and",
                                              "requirements",
                                              "summary",
                                              "brief",
                                              "trial",
                                              "non",
                                              "eligible",
                                              "*",
                                              "#",
                                              "-",
                                              "_",
                                              ":",
                                              "include",
                                              "includes",
                                              "list",
                                              "important",
                                              "these",
                                              "are",
                                              "follows",
                                              "as",
                                              "following",
                                              "all",
                                              "detailed",
                                              "partial",
                                              "to",
                                              "be",
                                              "met",
                                              "research",
                                              "enrollment",
                                              "screening",
                                              "in",
                                              "this",
                                              "(",
                                              ")",
                                              ".",
                                              "required",
                                              "conditions",
                                              "i",
                                              "ii",
                                              "1",
                                              "2",
                                              "a",
                                              "b",
                                              "abbreviated",
                                              "must",
                                              "meet",
                                              "human",
                                              "excluded",
                                              "included",
                                              "medical",
                                              "simplified",
                                              "shortened",
                                              "but",
                                              "not",
                                              "limited",
                                              "including",
                                              "comprise",
                                              "is",
                                              "an",
                                              "each",
                                              "listed",
                                              "below",
                                              "laboratory",
                                              ",",
                                              "/",
                                              "comprises"};
  return *words;
}

bool Has(absl::Span<const Token> tokens, absl::string_view word) {
  return std::any_of(tokens.begin(), tokens.end(), [word](const Token& token) { return token.Is(word); });
}

size_t ColonOf(absl::Span<const Token> line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i].Is(":")) return i;
  }
  return line.size();
}

// "Patients will be excluded if they have:" and the like, as whole lines.
std::optional<SectionHeading> SentenceSection(absl::Span<const Token> line) {
  if (line.empty() || !line.back().Is(":") || line.size() > 24) return std::nullopt;
  Cursor cursor(line);
  TakeAny<"all | the | any">(cursor);
  if (!TakeAny<"patients | subjects | participants | patient | subject | participant | individuals | "
               "volunteers | you | candidates">(cursor))
    return std::nullopt;
  const absl::Span<const Token> rest = cursor.rest();
  SectionHeading section;
  section.tokens = line.size();
  const bool excluded = Has(rest, "excluded") || Has(rest, "ineligible") ||
                        WordsOf(rest).find("not eligible") != std::string::npos ||
                        WordsOf(rest).find("must not") == 0 || WordsOf(rest).find("may not have") == 0 ||
                        WordsOf(rest).find("not be eligible") != std::string::npos ||
                        WordsOf(rest).find("should not") == 0;
  if (excluded) {
    section.exclusion = true;
    return section;
  }
  constexpr absl::string_view kMust[] = {"must have :",
                                         "must meet the following criteria :",
                                         "must :",
                                         "must be :",
                                         "must have the following :",
                                         "must meet all of the following criteria :",
                                         "must meet all of the following :",
                                         "are eligible if :",
                                         "are eligible if they :",
                                         "will be eligible if :",
                                         "must satisfy the following criteria :",
                                         "must fulfill all of the following criteria :",
                                         "must meet all the following criteria :",
                                         "are included if :",
                                         "are required to have :",
                                         "must satisfy all of the following criteria :",
                                         "must meet the following :",
                                         "will be included if :",
                                         "are eligible for the study if :",
                                         "must fulfill the following criteria :",
                                         "must meet all of the following inclusion criteria :",
                                         "must meet the following inclusion criteria :",
                                         "must fulfil all of the following criteria :",
                                         "eligible for this study must :",
                                         "are eligible :"};
  const std::string text = WordsOf(rest);
  for (const absl::string_view must : kMust) {
    if (text == must) return section;
  }
  return std::nullopt;
}

}  // namespace

std::optional<SectionHeading> SectionOf(absl::Span<const Token> line) {
  while (!line.empty() && (line[0].Is("*") || line[0].Is("#") || line[0].Is("_") || line[0].Is("-")))
    line.remove_prefix(1);
  const size_t colon = ColonOf(line);
  const absl::Span<const Token> head = line.subspan(0, colon);
  const bool whole = colon >= line.size() - 1 || colon == line.size();
  if (head.empty() || head.size() > 12) return SentenceSection(line);
  const bool exclusion = Has(head, "exclusion") || Has(head, "exclusions") || WordsOf(head) == "excluded" ||
                         Has(head, "noninclusion") ||
                         WordsOf(head).find("non inclusion") != std::string::npos;
  const bool criteria = Has(head, "criteria") || Has(head, "criterion") || Has(head, "requirements");
  const bool inclusion =
      Has(head, "inclusion") || Has(head, "inclusions") ||
      ((Has(head, "eligibility") || Has(head, "entry") || Has(head, "selection")) && criteria) ||
      WordsOf(head) == "included";
  const std::string text = WordsOf(head);
  const bool both = inclusion && (Has(head, "exclusion") || Has(head, "exclusions")) &&
                    text.find("non inclusion") == std::string::npos;
  const bool alone = text == "inclusion" || text == "exclusion" || text == "exclusions" ||
                     text == "inclusions" || text == "excluded" || text == "included";
  if ((!exclusion && !inclusion) || both || !(criteria || alone)) return SentenceSection(line);
  // A sentence that only speaks of criteria is no heading.
  if (colon == line.size() &&
      (head.size() > 8 || Has(head, "met") || Has(head, "meet") || Has(head, "meets")))
    return std::nullopt;
  SectionHeading section;
  section.exclusion = exclusion;
  section.verdict = text == "excluded" || text == "included";
  section.tokens = std::min(colon + 1, line.size());
  std::vector<std::string> own;
  for (const Token& token : head) {
    if (!PlainWords().contains(token.text)) own.push_back(token.text);
  }
  section.group = absl::StrJoin(own, " ");
  if (!whole && !section.group.empty()) return std::nullopt;
  return section;
}

std::optional<GroupHeading> GroupOf(absl::Span<const Token> line) {
  const size_t colon = ColonOf(line);
  if (colon == line.size() || colon == 0 || colon > 14) return std::nullopt;
  const absl::Span<const Token> head = line.subspan(0, colon);
  Cursor cursor(head);
  bool group = TakeAny<
      "for children with | for patients with | for subjects with | for infants with | "
      "for participants with | for patients in | for group | for cohort | for arm | for part | "
      "for women with | for adults with | for newborns with | for neonates with">(cursor);
  if (!group) {
    group = TakeAny<"group | cohort | arm | stratum | part | study group | study arm">(cursor) &&
            !cursor.done() && cursor.left() <= 8;
  }
  if (!group) {
    const std::string text = WordsOf(head);
    group = text == "healthy controls" || text == "healthy volunteers" || text == "controls" ||
            text == "control group" || text == "healthy subjects" || text == "patient group" ||
            text == "healthy control subjects" || text == "control subjects" || text == "donors" ||
            text == "donor" || text == "recipients" || text == "cases" || text == "caregivers" ||
            text == "healthy participants";
    if (!group) return std::nullopt;
  }
  GroupHeading heading;
  heading.tokens = colon + 1;
  // "… (HIE)" and "HIE" are one group.
  const absl::Span<const Token> rest = cursor.done() ? head : cursor.rest();
  for (size_t i = 0; i + 2 < rest.size(); ++i) {
    if (rest[i].Is("(") && rest[i + 2].Is(")")) heading.key = rest[i + 1].text;
  }
  if (heading.key.empty()) heading.key = WordsOf(rest);
  return heading;
}

}  // namespace trialmatch::criteria
