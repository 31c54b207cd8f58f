#include "ingest/criteria/windows.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "ingest/criteria/unit_words.h"

namespace trialmatch::criteria {
namespace {

// What a trial begins with for a patient. With or without "the" and "of the study" around it.
constexpr absl::string_view kEvents[] = {"enrollment",
                                         "enrolment",
                                         "study enrollment",
                                         "study enrolment",
                                         "trial enrollment",
                                         "study entry",
                                         "trial entry",
                                         "entry",
                                         "entering the study",
                                         "entry into the study",
                                         "entry into study",
                                         "entry into the trial",
                                         "entry to the study",
                                         "randomization",
                                         "randomisation",
                                         "study randomization",
                                         "being randomized",
                                         "registration",
                                         "study registration",
                                         "screening",
                                         "study screening",
                                         "the screening visit",
                                         "screening visit",
                                         "initial screening",
                                         "inclusion",
                                         "study inclusion",
                                         "inclusion in the study",
                                         "inclusion into the study",
                                         "baseline",
                                         "baseline visit",
                                         "the baseline visit",
                                         "the study",
                                         "study",
                                         "the trial",
                                         "study start",
                                         "start of study",
                                         "the start of study",
                                         "start of the study",
                                         "the start of the study",
                                         "study commencement",
                                         "commencement of the study",
                                         "study participation",
                                         "participation in the study",
                                         "participation in this study",
                                         "the first dose",
                                         "first dose",
                                         "first dose of study drug",
                                         "the first dose of study drug",
                                         "the first dose of study medication",
                                         "first dose of study medication",
                                         "the first dose of study treatment",
                                         "first dose of study treatment",
                                         "first study drug administration",
                                         "the first study drug administration",
                                         "study drug administration",
                                         "administration of study drug",
                                         "dosing",
                                         "the first dosing",
                                         "study drug",
                                         "study treatment",
                                         "start of study treatment",
                                         "the start of study treatment",
                                         "start of study drug",
                                         "the start of study drug",
                                         "start of treatment",
                                         "the start of treatment",
                                         "initiation of study treatment",
                                         "initiation of study drug",
                                         "initiation of treatment",
                                         "initiation of study",
                                         "starting study treatment",
                                         "starting study drug",
                                         "starting treatment",
                                         "starting the study",
                                         "study day 1",
                                         "day 1",
                                         "visit 1",
                                         "informed consent",
                                         "signing informed consent",
                                         "signing the informed consent",
                                         "signing of informed consent",
                                         "consent",
                                         "admission to the study",
                                         "study admission",
                                         "enrolling in the study",
                                         "enrollment in the study",
                                         "enrollment in this study",
                                         "enrollment into the study",
                                         "enrolment in the study",
                                         "recruitment",
                                         "protocol entry",
                                         "treatment",
                                         "this study",
                                         "study medication",
                                         "the start of study medication",
                                         "the study start",
                                         "the study entry",
                                         "study initiation",
                                         "first vaccination",
                                         "vaccination",
                                         "first study vaccination",
                                         "study vaccination",
                                         "study visit",
                                         "the initiation of study treatment",
                                         "the first study treatment",
                                         "first study treatment",
                                         "first treatment",
                                         "the date of informed consent",
                                         "the time of enrollment",
                                         "the time of screening",
                                         "eligibility",
                                         "accrual",
                                         "trial inclusion"};

constexpr absl::string_view kBefore[] = {
    "before",     "prior to",     "of",     "preceding",     "prior",    "from",           "previous to",
    "before the", "prior to the", "of the", "preceding the", "from the", "prior to their", "before their"};

v1::TimeWindow Before(int64_t count, v1::TimeUnit unit) {
  v1::TimeWindow window;
  window.mutable_start()->set_count(-count);
  window.mutable_start()->set_unit(unit);
  window.mutable_end()->set_count(0);
  window.mutable_end()->set_unit(v1::TIME_UNIT_DAY);
  return window;
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
  constexpr std::pair<absl::string_view, absl::string_view> kWords[] = {
      {"one", "1"},     {"two", "2"},       {"three", "3"},  {"four", "4"}, {"five", "5"},
      {"six", "6"},     {"seven", "7"},     {"eight", "8"},  {"nine", "9"}, {"ten", "10"},
      {"twelve", "12"}, {"fourteen", "14"}, {"thirty", "30"}};
  if (cursor.PeekIs(TokenKind::kNumber)) {
    std::string number = cursor.Peek().text;
    cursor.Advance();
    return number;
  }
  for (const auto& [word, number] : kWords) {
    if (!cursor.Take(word)) continue;
    // "six (6) months"
    Cursor next = cursor;
    if (next.Take("(") && next.Take(number) && next.Take(")")) cursor = next;
    return std::string(number);
  }
  return std::nullopt;
}

bool TakeNow(Cursor& cursor) {
  Cursor next = cursor;
  if (next.TakeAny({"at", "at the", "at time of", "at the time of", "on the day of", "at the start of",
                    "upon", "prior to", "before", "at the time of the", "on", "at the moment of"}) &&
      next.TakeAny(kEvents)) {
    cursor = next;
    return true;
  }
  return cursor.TakeAny({"at present", "at this time"});
}

std::optional<v1::TimeWindow> TakeWindow(Cursor& cursor) {
  Cursor next = cursor;
  next.TakeAny({",", "("});
  const bool opened = next.at() > cursor.at() && cursor.Peek().Is("(");
  const bool within = next.TakeAny({"within", "in", "during", "over", "less than", "<", "<=", "within <",
                                    "at any time within", "any time within", "for"});
  if (!within) return std::nullopt;
  const bool since = next.TakeAny({"the last", "the past", "the previous", "the preceding", "the prior",
                                   "last", "past", "previous", "preceding", "prior", "the", "approximately"});
  const absl::string_view opening =
      cursor.Peek().Is("(") || cursor.Peek().Is(",") ? cursor.Peek(1).text : cursor.Peek().text;
  const auto duration = TakeDuration(next);
  if (!duration) return std::nullopt;
  Cursor behind = next;
  const bool ago = behind.TakeAny({"ago"});
  const bool event = !ago && behind.TakeAny(kBefore);
  if (event) {
    behind.TakeAny({"the", "their", "study 's"});
    if (!behind.TakeAny(kEvents)) {
      // "In the 6 months prior" needs no event; "within 6 months of diagnosis" is of something else.
      behind = next;
      if (!behind.TakeAny({"prior", "before", "previously"}) || (!behind.done() && !behind.Peek().Is(")")))
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

}  // namespace trialmatch::criteria
