#include "ingest/criteria/leads.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

// "Adequate organ function, as defined by the following": the lines beneath it say what is adequate.
bool IsAdequateFunction(absl::Span<const Token> line) {
  static const auto* const nouns = new Phrases(
      "function | functions | reserve | values | parameters | counts | laboratory | labs | chemistry | "
      "hematology | marrow | "
      "chemistries | haematology | biochemistry | blood routine");
  // Words that join the lines otherwise, or ask something of their own.
  static const auto* const others = new Phrases(
      "one | any | either | or | unless | if | except | not | no | without | for | group | cohort | arm | "
      "phase | part | donor | "
      "stratum | risk | abnormal | impaired | dysfunction | inadequate | exclusion | ventricular | thyroid | "
      "sexual | "
      "cognitive | mental | social | despite | history | two | three");
  bool named = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i].kind == TokenKind::kNumber || others->Has(line.subspan(i, 1))) return false;
    Cursor at(line.subspan(i));
    named = nouns->Take(at) || named;
  }
  return named;
}

// Words that ask nothing by themselves.
const Phrases& LeadWords() {
  static const auto* const words = new Phrases(
      "patients | patient | subjects | subject | participants | participant | individuals | individual | "
      "women | men | "
      "children | child | volunteers | you | your | they | he | she | he / she | people | persons | adults | "
      "candidates | if | "
      "may | be | will | eligible | ineligible | eligibility | for | this | the | study | trial | to | "
      "participate | in | "
      "enrolled | enroll | enrollment | enrolment | entry | enter | included | include | excluded | exclude "
      "| exclusion | "
      "inclusion | criteria | criterion | must | meet | meets | meeting | fulfil | fulfill | fulfills | "
      "satisfy | satisfies | "
      "have | has | had | with | any | one | more | of | following | all | each | both | either | at | least "
      "| 1 | or | and | "
      "who | are | is | conditions | condition | characteristics | requirements | presence | history | when "
      "| only | order | "
      "as | follows | listed | below | these | from | considered | qualified | qualify | can | should | "
      "apply | applies | true | "
      "a | an | potential | required | need | met | present | were | was | been | having | those | that | "
      "additional | also | "
      "addition | general | based | fulfilling | satisfying | , | not | cannot | none | laboratory | "
      "abnormalities | values | "
      "parameters | results | findings | diagnosis | diagnoses | diagnosed | treatment | treated | use | "
      "using | taking | "
      "receiving | received | receive | medications | medication | drugs | drug | therapies | therapy | "
      "treatments | agents | "
      "prior | previous | previously | current | currently | concurrent | disorders | diseases | disease | "
      "events | known | "
      "evidence | documented | ( s ) | ' | / | population | reasons | being | their | other | specific | on "
      "| signs | "
      "symptoms | illnesses | ever | medical | the | : | - | undergone | procedures | research | prohibited "
      "| states | your | "
      "participation | participating | comorbid | conforms | there | admitted | accepted | invited | take | "
      "part | by | do | does | protocol "
      "| "
      "screening | prior "
      "to");
  return *words;
}

bool Contains(absl::string_view text, std::initializer_list<absl::string_view> phrases) {
  const std::string padded = absl::StrCat(" ", text, " ");
  return std::any_of(phrases.begin(), phrases.end(), [&](absl::string_view phrase) {
    return absl::StrContains(padded, absl::StrCat(" ", phrase, " "));
  });
}

// The line without a window that it names, which is kept.
std::vector<Token> WithoutWindow(absl::Span<const Token> line, std::optional<v1::TimeWindow>& window) {
  for (size_t i = 0; i < line.size(); ++i) {
    Cursor cursor(line.subspan(i));
    window = TakeWindow(cursor);
    if (!window) continue;
    std::vector<Token> rest(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(i));
    rest.insert(rest.end(), cursor.rest().begin(), cursor.rest().end());
    return rest;
  }
  return {line.begin(), line.end()};
}

bool SaysNothingElse(absl::Span<const Token> line) {
  Cursor cursor(line);
  while (!cursor.done()) {
    if (!LeadWords().Take(cursor)) return false;
  }
  return true;
}

// What a line of nothing but LeadWords says.
LeadKind KindOf(const std::string& text, bool exclusion) {
  const bool verdict =
      Contains(text, {"excluded", "exclude", "ineligible", "not eligible", "not be eligible", "exclusion",
                      "not be enrolled", "not be included", "cannot participate", "not qualify",
                      "may not participate", "not participate", "not be admitted", "prohibited"});
  const bool negative = Contains(text, {"not", "none", "cannot"});
  const bool any = Contains(text, {"any", "one", "1", "either", "least"});
  const bool all =
      Contains(text, {"all of", "all the following", "all following", "each of", "both of", "both"});
  if (any && all) return LeadKind::kUnknown;
  if (verdict) {
    // "Patients who do not meet any of these are excluded": two negations.
    if (negative && !Contains(text, {"not eligible", "not be eligible", "not be enrolled", "not be included",
                                     "cannot participate", "not qualify", "may not participate",
                                     "not participate", "not be admitted"}))
      return LeadKind::kUnknown;
    return all ? LeadKind::kUnknown : LeadKind::kExcluded;
  }
  if (negative) {
    const bool forbids =
        Contains(text, {"must not", "may not", "should not", "none of", "not have", "cannot have"});
    return exclusion || all || !forbids ? LeadKind::kUnknown : LeadKind::kExcluded;
  }
  if (exclusion) return all ? LeadKind::kAllOf : LeadKind::kHeading;
  return any ? LeadKind::kAnyOf : LeadKind::kHeading;
}

Topic TopicOf(const std::string& text) {
  if (!Contains(text, {"treatment", "treated", "use", "using", "taking", "receiving", "received", "receive",
                       "medications", "medication", "drugs", "drug", "therapies", "therapy", "treatments",
                       "agents"}))
    return Topic::kNone;
  return Contains(text, {"received", "treated", "prior", "previous", "previously", "ever"})
             ? Topic::kTreatmentBefore
             : Topic::kTreatmentNow;
}

}  // namespace

Lead LeadOf(absl::Span<const Token> line, bool exclusion) {
  while (!line.empty() && (line.back().Is(":") || line.back().Is(".") || line.back().Is("-")))
    line.remove_suffix(1);
  while (!line.empty() && line.front().Is("-")) line.remove_prefix(1);
  if (line.size() > 40) return {};
  Lead lead;
  const std::vector<Token> words = WithoutWindow(line, lead.context.window);
  const std::string text = WordsOf(words);
  if (text == "required" || text == "included") return exclusion ? Lead{} : Lead{LeadKind::kHeading, {}};
  if (!exclusion && IsAdequateFunction(words)) {
    lead.kind = LeadKind::kHeading;
    return lead;
  }
  if (words.empty() || !SaysNothingElse(words)) return {};
  lead.kind = KindOf(text, exclusion);
  lead.context.topic = TopicOf(text);
  lead.context.history = Contains(text, {"history", "diagnosis", "diagnoses", "diagnosed", "prior",
                                         "previous", "previously", "had", "undergone", "ever"});
  return lead;
}

bool OpensUnindentedList(absl::Span<const Token> line, bool exclusion) {
  if (line.empty() || !line.back().Is(":")) return false;
  const std::string text = WordsOf(line);
  const size_t following = text.rfind(" of the following");
  if (following == std::string::npos) return false;
  const std::string before = text.substr(0, following);
  const auto ends = [&before](std::initializer_list<absl::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](absl::string_view word) {
      return before == word || absl::EndsWith(before, absl::StrCat(" ", word));
    });
  };
  // Each counts by itself where all must hold, or where any excludes.
  return exclusion ? !ends({"any", "one", "1", "more", "either"}) : !ends({"all", "both", "each"});
}

}  // namespace trialmatch::criteria
