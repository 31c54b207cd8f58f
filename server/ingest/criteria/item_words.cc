#include "ingest/criteria/item_words.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "ingest/criteria/cursor.h"
#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {

Tokens Trim(Tokens tokens) {
  const auto is_end = [](const Token& token) {
    return token.Is(".") || token.Is(";") || token.Is(",") || token.Is(":") || token.Is("*");
  };
  while (!tokens.empty() && is_end(tokens.back())) tokens.remove_suffix(1);
  while (!tokens.empty() && (is_end(tokens.front()) || tokens.front().Is("-"))) tokens.remove_prefix(1);
  return tokens;
}

Tokens WithoutSubject(Tokens tokens) {
  Cursor cursor(tokens);
  constexpr char kSubjects[] =
      "patients | patient | subjects | subject | participants | participant | individuals | "
      "individual | persons | all patients | all subjects | all participants | the patient | "
      "the subject | the participant | any patient | any subject | any patients | any subjects | "
      "eligible patients | eligible subjects | study participants | study subjects | volunteers | "
      "candidates | male or female | male and female | males and females | men and women | "
      "males or females | men or women | both sexes | either sex | female or male | women and men | "
      "women or men | females and males | both males and females | male / female | both genders | "
      "either gender | of either sex | of both sexes | male or female patients | "
      "male or female subjects | male and female patients | male and female subjects | "
      "male or female participants | men or women subjects | he / she | a patient | a subject | "
      "each patient | each subject | potential subjects | both male and female | males / females | "
      "of any gender | of either gender | male or female and | male and female and | a man or woman | "
      "man or woman | men or women and | male or females | males or female | male and females | "
      "males and female | adult male and female | male or female ( | both male and female patients | "
      "both male and female subjects | participants : | subjects : | patients : | "
      "male or female volunteers | male or female , | sex : male or female , | those | people";
  constexpr char kVerbs[] =
      "must have | must be | have | has | are | is | with | who have | who are | should have | "
      "should be | will have | must | whose | with a | with an | having | who | to have | that are | "
      "that have | must have a | must have an | have a | have an | who have a | who is | who has | "
      "must have had | , | should | of | will be | with known | need to be | needs to be | has a | "
      "must present with | presenting with | has an | are to be | to be | who must be | "
      "must also have | must also be";
  for (bool goes_on = true; goes_on && !cursor.done();) {
    const size_t before = cursor.at();
    TakeAny<kSubjects>(cursor);
    // "With known" says less than "known", which the facts' words know about.
    TakeAny<kVerbs>(cursor);
    goes_on = cursor.at() > before;
  }
  return cursor.rest();
}

bool DropVerdict(Tokens& tokens) {
  constexpr absl::string_view kVerdicts[] = {
      "are excluded",    "were excluded", "will be excluded",     "is excluded",        "are not eligible",
      "are ineligible",  "excluded",      "will not be included", "should be excluded", "must be excluded",
      "are not allowed", "not eligible",  "will be ineligible",   "shall be excluded",  "are not included"};
  for (const absl::string_view verdict : kVerdicts) {
    const size_t words = 1 + static_cast<size_t>(std::count(verdict.begin(), verdict.end(), ' '));
    if (tokens.size() <= words) continue;
    Cursor end(tokens.subspan(tokens.size() - words));
    if (!end.Take(verdict)) continue;
    tokens.remove_suffix(words);
    return true;
  }
  return false;
}

bool MayGovern(Tokens unread) {
  constexpr absl::string_view kGoverning[] = {
      "no",      "not",     "non",      "without",   "never",    "neither", "nor",       "cannot",
      "absence", "free",    "lack",     "lacking",   "unless",   "except",  "excepting", "if",
      "other",   "exclude", "excluded", "excluding", "excludes", "negative"};
  return std::any_of(unread.begin(), unread.end(), [&](const Token& token) {
    return std::any_of(std::begin(kGoverning), std::end(kGoverning),
                       [&token](absl::string_view word) { return token.Is(word); });
  });
}

std::vector<Tokens> Enumerated(Tokens tokens) {
  std::vector<size_t> starts;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool number =
        tokens[i].kind == TokenKind::kNumber && tokens[i].text == absl::StrCat(starts.size() + 1);
    const bool closed = tokens[i + 1].Is(")") && tokens[i + 1].glued;
    const bool opens = i == 0 || tokens[i - 1].Is(";") || tokens[i - 1].Is(":") || tokens[i - 1].Is(",") ||
                       tokens[i - 1].Is(".");
    if (number && closed && opens) starts.push_back(i);
  }
  std::vector<Tokens> items;
  if (starts.size() < 2 || starts[0] != 0) {
    if (starts.size() == 1 && starts[0] == 0 && tokens.size() > 2) return {tokens.subspan(2)};
    return {tokens};
  }
  for (size_t i = 0; i < starts.size(); ++i) {
    const size_t end = i + 1 < starts.size() ? starts[i + 1] : tokens.size();
    if (starts[i] + 2 < end) items.push_back(tokens.subspan(starts[i] + 2, end - starts[i] - 2));
  }
  return items;
}

const char* ReasonOf(Tokens tokens) {
  Cursor cursor(tokens);
  while (!cursor.done() && !cursor.Peek().Is("age") && !cursor.Peek().Is("aged") && !cursor.Peek().Is("ages"))
    cursor.Advance();
  if (cursor.done()) return "no rule reads it";
  bool number = false;
  for (const Token& token : cursor.rest()) {
    number = number || token.kind == TokenKind::kNumber;
    for (const absl::string_view unit : {"years", "year", "months", "month", "weeks", "week", "days", "day",
                                         "hours", "hour", "yrs", "yr", "y"}) {
      if (token.Is(unit)) return "no rule reads it";
    }
  }
  return number ? "an age without a unit is never guessed" : "no rule reads it";
}

}  // namespace trialmatch::criteria
