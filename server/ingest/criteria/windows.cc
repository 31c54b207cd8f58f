#include "ingest/criteria/windows.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/unit_words.h"

namespace trialmatch::criteria {
namespace {

// What a trial begins with for a patient; the last word of such a phrase.
const Phrases& Events() {
  static const auto* const events = new Phrases(
      "enrollment | enrolment | entry | randomization | randomisation | screening | registration | inclusion "
      "| baseline | "
      "study | trial | dose | dosing | treatment | consent | visit | admission | recruitment | vaccination | "
      "drug | "
      "medication | participation | administration | initiation | start | accrual | eligibility | "
      "commencement | enrolling | "
      "randomized | enrolled | randomised | protocol | product | visit 1 | day 1 | day 0 | day - 1 | v1 | "
      "day one | d1 | "
      "injection | infusion | visit 0 | allocation | agent | medicinal product | assignment | beginning | "
      "vaccine | "
      "protocol therapy | protocol treatment | study therapy | start of therapy | initiation of therapy | "
      "beginning therapy | starting therapy | beginning of therapy | icf | screening visit ( v1 ) | the "
      "first study dose | "
      "dosing day | registering | immunization | intervention | evaluation | sampling | run in | treatment "
      "period | imp | "
      "assessment | screening evaluation | examination | testing | test | collection | first therapy | this "
      "therapy | enrolling");
  return *events;
}

// The words before it.
const Phrases& EventWords() {
  static const auto* const words = new Phrases(
      "the | a | of | study | trial | first | to | into | in | this | start | beginning | initial | "
      "initiation | planned | "
      "scheduled | day | visit | informed | signing | signed | their | date | time | being | investigational "
      "| on | protocol | "
      "clinical | receipt | administration | commencement | receiving | starting | entering | taking | "
      "initiating | entry | "
      "screening | enrollment | enrolment | dose | dosing | treatment | current | proposed | subject | "
      "patient | patients | "
      "study's | for | drug | randomization | randomisation | inclusion | projected | vaccination | research "
      "| his | her | "
      "registration | baseline | expected | moment | written | giving | any | beginning | anticipated | "
      "medication | "
      "joining | commencing | product | participation | admission | period | masked | blinded | double | "
      "blind | trials | "
      "subjects | participants | participant | eligibility | run | intended | actual | prospective");
  return *words;
}

// The longest such phrase.
bool TakeEvent(Cursor& cursor) {
  Cursor next = cursor;
  bool found = false;
  while (!next.done()) {
    Cursor event = next;
    if (Events().Take(event)) {
      cursor = event;
      found = true;
    }
    if (!EventWords().Take(next)) break;
  }
  return found;
}

constexpr char kBefore[] =
    "before | prior to | of | preceding | prior | from | previous to | before the | prior to the | "
    "of the | preceding the | from the | prior to their | before their";

v1::TimeWindow Before(int64_t count, v1::TimeUnit unit) {
  v1::TimeWindow window;
  window.mutable_start()->set_count(-count);
  window.mutable_start()->set_unit(unit);
  window.mutable_end()->set_count(0);
  window.mutable_end()->set_unit(v1::TIME_UNIT_DAY);
  return window;
}

const absl::flat_hash_map<absl::string_view, std::string>& CountWords() {
  static const auto* const words = new absl::flat_hash_map<absl::string_view, std::string>{
      {"one", "1"},       {"two", "2"},      {"three", "3"},     {"four", "4"},     {"five", "5"},
      {"six", "6"},       {"seven", "7"},    {"eight", "8"},     {"nine", "9"},     {"ten", "10"},
      {"eleven", "11"},   {"twelve", "12"},  {"fourteen", "14"}, {"fifteen", "15"}, {"sixteen", "16"},
      {"eighteen", "18"}, {"twenty", "20"},  {"thirty", "30"},   {"forty", "40"},   {"fifty", "50"},
      {"sixty", "60"},    {"seventy", "70"}, {"eighty", "80"},   {"ninety", "90"}};
  return *words;
}

std::optional<std::pair<int64_t, v1::TimeUnit>> TakeDuration(Cursor& cursor) {
  Cursor next = cursor;
  int64_t count = 1;
  const std::optional<std::string> number = TakeCount(next);
  if (number && (!absl::SimpleAtoi(*number, &count) || count < 1 || count > 1000)) return std::nullopt;
  const std::optional<v1::TimeUnit> unit = TakeTimeUnit(next);
  if (!unit) return std::nullopt;
  cursor = next;
  return std::make_pair(count, *unit);
}

}  // namespace

std::optional<std::string> TakeCount(Cursor& cursor) {
  if (cursor.PeekIs(TokenKind::kNumber)) {
    std::string number = cursor.Peek().text;
    cursor.Advance();
    return number;
  }
  std::string number;
  size_t tokens = 0;
  for (size_t i = 0; i < 2; ++i) {  // "sixty five"
    const auto word = CountWords().find(cursor.Peek(i).text);
    if (word == CountWords().end()) break;
    const bool tens = word->second.size() == 2 && word->second[1] == '0';
    if (i > 0 && word->second.size() > 1) break;
    number = i == 0 ? word->second : number.substr(0, 1) + word->second;
    tokens = i + 1;
    if (!tens) break;
  }
  if (tokens == 0) return std::nullopt;
  cursor.Advance(tokens);
  // "six (6) months"
  Cursor next = cursor;
  if (next.Take("(") && next.Take(number) && next.Take(")")) cursor = next;
  return number;
}

std::optional<v1::TimeWindow> TakeSpan(Cursor& cursor) {
  const auto duration = TakeDuration(cursor);
  return duration ? std::optional(Before(duration->first, duration->second)) : std::nullopt;
}

bool IsCount(const Token& token) {
  return token.kind == TokenKind::kNumber ||
         (token.kind == TokenKind::kWord && CountWords().contains(token.text));
}

bool TakeNow(Cursor& cursor) {
  Cursor next = cursor;
  next.Take(",");
  if (TakeAny<"at | at the | at time of | at the time of | on the day of | at the start of | upon | "
              "prior to | before | at the time of the | on | at the moment of">(next) &&
      TakeEvent(next)) {
    TakeAny<"ekg | ecg | electrocardiogram">(next);
    cursor = next;
    return true;
  }
  return TakeAny<"at present | at this time">(cursor);
}

std::optional<v1::TimeWindow> TakeWindow(Cursor& cursor) {
  Cursor next = cursor;
  TakeAny<", | (">(next);
  const bool opened = next.at() > cursor.at() && cursor.Peek().Is("(");
  const bool within = TakeAny<
      "within | in | during | over | less than | < | <= | within < | at any time within | "
      "any time within | for">(next);
  if (!within) return std::nullopt;
  const bool since = TakeAny<
      "the last | the past | the previous | the preceding | the prior | last | past | previous | "
      "preceding | prior | the | approximately">(next);
  const absl::string_view opening =
      cursor.Peek().Is("(") || cursor.Peek().Is(",") ? cursor.Peek(1).text : cursor.Peek().text;
  const auto duration = TakeDuration(next);
  if (!duration) return std::nullopt;
  Cursor behind = next;
  const bool ago = TakeAny<"ago">(behind);
  const bool event = !ago && TakeAny<kBefore>(behind);
  if (event) {
    TakeAny<"the | their | study 's">(behind);
    if (!TakeEvent(behind)) {
      // "In the 6 months prior" needs no event; "within 6 months of diagnosis" is of something else.
      behind = next;
      if (!TakeAny<"prior | before | previously">(behind) || (!behind.done() && !behind.Peek().Is(")")))
        return std::nullopt;
    }
  } else if (!ago && !since && opening != "within") {
    return std::nullopt;  // "in 3 months", "for 3 months"
  }
  if (opening == "for") return std::nullopt;  // how long, not when
  if (opened && !behind.Take(")")) return std::nullopt;
  cursor = behind;
  return Before(duration->first, duration->second);
}

void TakeStudyTime(Cursor& cursor) {
  static const auto* const words = new Phrases(
      "during | the | study | trial | and | for | at | least | up | to | until | throughout | while | on | "
      "in | this | "
      "participating | participation | duration | of | period | treatment | after | following | entire | "
      "course | prior | "
      "months | month | weeks | week | days | day | year | years | last | dose | final | drug | medication | "
      "administration | "
      "completion | end | stopping | discontinuation | , | their | a | an | entry | before | protocol | "
      "therapy | from | "
      "screening | enrollment | post | it | ends | receiving | taking | being | start | first | beyond | "
      "completing | thereafter | enrolled | as | well | additional | subsequent | product | investigational "
      "| ( | ) | "
      "one | two | three | four | six | twelve | within | with | then | active | phase | part | time | "
      "conclusion | "
      "whole | visit | signing | informed | consent | treatments | the last | is | has | been | completed | "
      "through");
  Cursor next = cursor;
  while (!next.done() && (next.PeekIs(TokenKind::kNumber) || words->Take(next))) {
    if (next.PeekIs(TokenKind::kNumber)) next.Advance();
  }
  if (next.done()) cursor = next;
}

}  // namespace trialmatch::criteria
