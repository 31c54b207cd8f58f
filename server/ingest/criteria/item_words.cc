#include "ingest/criteria/item_words.h"

#include <algorithm>

#include "ingest/criteria/cursor.h"

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
  constexpr absl::string_view kSubjects[] = {"patients",
                                             "patient",
                                             "subjects",
                                             "subject",
                                             "participants",
                                             "participant",
                                             "individuals",
                                             "individual",
                                             "persons",
                                             "all patients",
                                             "all subjects",
                                             "all participants",
                                             "the patient",
                                             "the subject",
                                             "the participant",
                                             "any patient",
                                             "any subject",
                                             "any patients",
                                             "any subjects",
                                             "eligible patients",
                                             "eligible subjects",
                                             "study participants",
                                             "study subjects",
                                             "volunteers",
                                             "candidates",
                                             "male or female",
                                             "male and female",
                                             "males and females",
                                             "men and women",
                                             "males or females",
                                             "men or women",
                                             "both sexes",
                                             "either sex",
                                             "female or male",
                                             "women and men",
                                             "women or men",
                                             "females and males",
                                             "both males and females",
                                             "male / female",
                                             "both genders",
                                             "either gender",
                                             "of either sex",
                                             "of both sexes",
                                             "male or female patients",
                                             "male or female subjects",
                                             "male and female patients",
                                             "male and female subjects",
                                             "male or female participants",
                                             "men or women subjects",
                                             "he / she",
                                             "a patient",
                                             "a subject",
                                             "each patient",
                                             "each subject",
                                             "potential subjects",
                                             "both male and female",
                                             "males / females",
                                             "of any gender",
                                             "of either gender",
                                             "male or female and",
                                             "male and female and",
                                             "a man or woman",
                                             "man or woman",
                                             "men or women and",
                                             "male or females",
                                             "males or female",
                                             "male and females",
                                             "males and female",
                                             "adult male and female",
                                             "male or female ( ",
                                             "both male and female patients",
                                             "both male and female subjects",
                                             "participants :",
                                             "subjects :",
                                             "patients :",
                                             "male or female volunteers",
                                             "male or female ,",
                                             "sex : male or female ,",
                                             "those",
                                             "people"};
  constexpr absl::string_view kVerbs[] = {"must have",
                                          "must be",
                                          "have",
                                          "has",
                                          "are",
                                          "is",
                                          "with",
                                          "who have",
                                          "who are",
                                          "should have",
                                          "should be",
                                          "will have",
                                          "must",
                                          "whose",
                                          "with a",
                                          "with an",
                                          "having",
                                          "who",
                                          "to have",
                                          "that are",
                                          "that have",
                                          "must have a",
                                          "must have an",
                                          "have a",
                                          "have an",
                                          "who have a",
                                          "who is",
                                          "who has",
                                          "must have had",
                                          ",",
                                          "should",
                                          "of",
                                          "will be",
                                          "with known",
                                          "need to be",
                                          "needs to be",
                                          "has a",
                                          "must present with",
                                          "presenting with",
                                          "has an",
                                          "are to be",
                                          "to be",
                                          "who must be",
                                          "must also have",
                                          "must also be"};
  for (bool goes_on = true; goes_on && !cursor.done();) {
    const size_t before = cursor.at();
    cursor.TakeAny(kSubjects);
    // "With known" says less than "known", which the facts' words know about.
    cursor.TakeAny(kVerbs);
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

}  // namespace trialmatch::criteria
