#include "ingest/criteria/fact_words.h"

#include "ingest/criteria/grade_words.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

bool TakeNegation(Cursor& cursor) {
  return TakeAny<
      "no | without | absence of | no evidence of | without evidence of | free of | not | "
      "no known | must not have | do not have | does not have | no clinical evidence of | "
      "not have | must have no | has no | have no | who do not have | with no | no signs of | "
      "no any | may not have | should not have | not known to have | never had | not having | "
      "are without | who have no | has not had | have not had | free from">(cursor);
}

bool TakeEver(Cursor& cursor) {
  return TakeAny<
      "history of | a history of | prior | previous | past | past history of | "
      "past medical history of | medical history of | previous history of | prior history of | "
      "personal history of | known history of | any history of | documented history of | "
      "history or presence of | presence or history of | history or current | "
      "current or past history of | past or present | past or current | current or prior | "
      "current or past | history of or current | current or history of | diagnosed with | "
      "diagnosis of | a diagnosis of | previously diagnosed with | been diagnosed with | "
      "established diagnosis of | diagnosis with | clinical diagnosis of | "
      "documented diagnosis of | confirmed diagnosis of | prior diagnosis of | "
      "previous diagnosis of | history of prior | history of previous | history of any | "
      "any prior | any previous | history of a | had a | had | known diagnosis of | "
      "a clinical diagnosis of | a confirmed diagnosis of | a prior history of | "
      "a previous history of | patients with a history of | a known history of | "
      "a past history of | lifetime history of | has history of | history : | present or past | "
      "current or previous | presence of or history of | present or previous | "
      "present or history of | past or present history of | current diagnosis or history of">(cursor);
}

bool TakeActive(Cursor& cursor) {
  return TakeAny<
      "active | current | currently active | meets criteria for | meet criteria for | meeting criteria for | "
      "meets dsm iv criteria for | meet dsm iv criteria for | dsm iv diagnosis of | current dsm iv diagnosis "
      "of | met criteria for | fulfills criteria for | meets the criteria for | meet the criteria for | "
      "meets diagnostic criteria for | meet diagnostic criteria for | "
      " ongoing | concurrent | presence of | concomitant | "
      "existing | present | current diagnosis of | presence of active | known active | "
      "current evidence of | evidence of active | co existing | coexisting | current or active | "
      "active or current | presence of a | presence of any | concurrent active | current active | "
      "active , | pre existing | preexisting | simultaneous | a current diagnosis of | "
      "currently have | currently has">(cursor);
}

void SkipNeutral(Cursor& cursor) {
  while (TakeAny<"known | positive for | infected with | infection with | you have | suffer from | suffers "
                 "from | patients with | who suffer from | there is | documented | confirmed | evidence of | "
                 "established | with | any | a | an | the | "
                 "having | have | has | suffering from | clinical | diagnosed | presenting with | who have | "
                 "be | known to have | affected by | all | must have">(cursor) &&
         !cursor.done()) {
  }
}

std::string TakeSeverity(Cursor& cursor) {
  Cursor next = cursor;
  if (TakeAny<"severe">(next)) {
    Cursor or_more = next;
    if (TakeAny<"to | or">(or_more)) return "";
    cursor = next;
    return "severe";
  }
  if (TakeAny<"moderate to severe | moderate or severe | moderate / severe | moderately to severely">(next)) {
    cursor = next;
    return "moderate";
  }
  return "";
}

// "At least 4 weeks since": the window in which it must not have been.
std::optional<v1::TimeWindow> TakeSince(Cursor& cursor) {
  Cursor next = cursor;
  if (!TakeAny<"at least | more than | >= | > | greater than | a minimum of | no less than | over | "
               "must be at least">(next))
    return std::nullopt;
  const std::optional<v1::TimeWindow> window = TakeSpan(next);
  if (!window ||
      !TakeAny<"since | from | after | have elapsed since | must have elapsed since | has elapsed since | "
               "must have passed since | should have elapsed since | have passed since | post | "
               "elapsed since | beyond | following">(next))
    return std::nullopt;
  cursor = next;
  return window;
}

// "In the past 6 months, …", "recent history (within 6 months) of".
void TakeLeadingWindow(Cursor& cursor, FactFrame& frame) {
  Cursor next = cursor;
  const bool history =
      TakeAny<"history | recent history | a history | a recent history | prior history">(next);
  std::optional<v1::TimeWindow> window = TakeWindow(next);
  if (!window || !(history ? TakeAny<"of | of any of | of any | , of">(next)
                           : TakeAny<", | : | has had | have had | had">(next)))
    return;
  frame.window = window;
  cursor = next;
}

bool IsGiven(const Token& token) {
  for (const absl::string_view word : {"prior", "previous", "concurrent", "concomitant", "current", "ongoing",
                                       "past", "simultaneous", "chronic"}) {
    if (token.Is(word)) return true;
  }
  return false;
}

}  // namespace

bool TakeTreatmentNoun(Cursor& cursor) {
  return TakeAny<
      "therapy | treatment | use | therapies | treatments | medication | medications | drugs | "
      "administration | agents | drug | agent | usage | intake | exposure | regimen | regimens | "
      "course | courses">(cursor);
}

FactFrame TakeFactFrame(Cursor& cursor, const Terminology& terminology) {
  FactFrame frame;
  if (std::optional<v1::TimeWindow> window = TakeSince(cursor)) {
    frame.negative = true;
    frame.window = window;
    frame.treatment = true;
    TakeAny<
        "the last | last | any prior | prior | any | previous | the | completion of | the end of | "
        "last dose of | the last dose of | completion of prior | most recent | completing | "
        "any previous | receiving | the completion of | end of">(cursor);
    return frame;
  }
  SkipNeutral(cursor);
  frame.negative = TakeNegation(cursor);
  TakeLeadingWindow(cursor, frame);
  for (bool goes_on = true; goes_on;) {
    const size_t before = cursor.at();
    SkipNeutral(cursor);
    if (TakeAny<"other | another | any other">(cursor)) frame.other = true;
    frame.treatment = frame.treatment || IsGiven(cursor.Peek());
    if (TakeEver(cursor)) {
      frame.status = v1::FACT_STATUS_EVER;
      frame.status_told = true;
    } else if (TakeActive(cursor)) {
      frame.status = v1::FACT_STATUS_ACTIVE;
      frame.status_told = true;
    }
    if (frame.severity.empty()) frame.severity = TakeSeverity(cursor);
    if (!frame.grade) frame.grade = TakeGrade(cursor, terminology);
    goes_on = cursor.at() > before;
  }
  const bool had = TakeAny<
      "received | receiving | taken | taking | treated with | treatment with | therapy with | "
      "use of | using | on | administration of | receipt of | exposure to | exposed to | "
      "ingestion of | intake of | currently taking | currently receiving | currently using | "
      "currently on | being treated with | are taking | is taking | have received | has received | "
      "have taken | has taken | currently treated with | are receiving | is receiving | "
      "who are taking | who are receiving | who have received | who received | use of any | "
      "received any | treatment with any | taking any | who are on | are on | is on | "
      "treatment by | to take | requiring treatment with | having received | were treated with | "
      "who take | use | concomitant use of | concurrent use of | current use of | "
      "current treatment with | concomitant treatment with | concurrent treatment with | "
      "concomitant therapy with | prior use of | previous use of | prior treatment with | "
      "previous treatment with | prior therapy with | previous therapy with | "
      "previously treated with | previously received | prior exposure to | previous exposure to | "
      "are currently taking | is currently taking | are currently receiving">(cursor);
  if (had) {
    frame.asks = FactFrame::Asks::kMedication;
    if (TakeAny<"other | any other | another">(cursor)) frame.other = true;
    TakeAny<"any | a | an | the | prior | concurrent | concomitant">(cursor);
  }
  if (!had && TakeAny<"undergone | underwent | undergoing | undergone a | undergone any | have undergone | "
                      "has undergone | who have undergone | having undergone | who underwent | received a | "
                      "undergone prior | undergone previous">(cursor)) {
    frame.asks = FactFrame::Asks::kProcedure;
    if (!frame.status_told) frame.status = v1::FACT_STATUS_EVER;
    frame.status_told = true;
  }
  if (!had && TakeAny<"allergy to | allergies to | allergic to | hypersensitivity to | hypersensitive to | "
                      "allergic reaction to | allergic reactions to | sensitivity to | "
                      "allergy or hypersensitivity to | hypersensitivity or allergy to | "
                      "allergies or hypersensitivity to | allergic or hypersensitive to | "
                      "hypersensitivity reaction to | hypersensitivity reactions to | allergy against | "
                      "allergy / hypersensitivity to | anaphylaxis to">(cursor)) {
    frame.asks = FactFrame::Asks::kAllergy;
  }
  return frame;
}

v1::FactStatus MedicationStatus(absl::Span<const Token> words) {
  for (const Token& token : words) {
    for (const absl::string_view past : {"prior", "previous", "previously", "received", "taken", "were",
                                         "exposure", "exposed", "history", "had", "receipt"}) {
      if (token.Is(past)) return v1::FACT_STATUS_EVER;
    }
  }
  return v1::FACT_STATUS_ACTIVE;
}

}  // namespace trialmatch::criteria
