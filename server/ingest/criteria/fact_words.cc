#include "ingest/criteria/fact_words.h"

namespace trialmatch::criteria {
namespace {

bool TakeNegation(Cursor& cursor) {
  return cursor.TakeAny({"no",
                         "without",
                         "absence of",
                         "no evidence of",
                         "without evidence of",
                         "free of",
                         "not",
                         "no known",
                         "must not have",
                         "do not have",
                         "does not have",
                         "no clinical evidence of",
                         "no other",
                         "not have",
                         "must have no",
                         "has no",
                         "have no",
                         "who do not have",
                         "with no",
                         "no signs of",
                         "no any",
                         "may not have",
                         "should not have",
                         "not known to have",
                         "never had",
                         "not having",
                         "are without",
                         "who have no",
                         "has not had",
                         "have not had",
                         "free from"});
}

bool TakeEver(Cursor& cursor) {
  return cursor.TakeAny({"history of",
                         "a history of",
                         "prior",
                         "previous",
                         "past",
                         "past history of",
                         "past medical history of",
                         "medical history of",
                         "previous history of",
                         "prior history of",
                         "personal history of",
                         "known history of",
                         "any history of",
                         "documented history of",
                         "history or presence of",
                         "presence or history of",
                         "history or current",
                         "current or past history of",
                         "past or present",
                         "past or current",
                         "current or prior",
                         "current or past",
                         "history of or current",
                         "current or history of",
                         "diagnosed with",
                         "diagnosis of",
                         "a diagnosis of",
                         "previously diagnosed with",
                         "been diagnosed with",
                         "established diagnosis of",
                         "diagnosis with",
                         "clinical diagnosis of",
                         "documented diagnosis of",
                         "confirmed diagnosis of",
                         "prior diagnosis of",
                         "previous diagnosis of",
                         "history of prior",
                         "history of previous",
                         "history of any",
                         "any prior",
                         "any previous",
                         "history of a",
                         "had a",
                         "had",
                         "known diagnosis of",
                         "a clinical diagnosis of",
                         "a confirmed diagnosis of",
                         "a prior history of",
                         "a previous history of",
                         "patients with a history of",
                         "a known history of",
                         "a past history of",
                         "lifetime history of",
                         "has history of",
                         "history :",
                         "present or past",
                         "current or previous",
                         "presence of or history of",
                         "present or previous",
                         "present or history of",
                         "past or present history of",
                         "current diagnosis or history of"});
}

bool TakeActive(Cursor& cursor) {
  return cursor.TakeAny({"active",
                         "current",
                         "currently active",
                         "ongoing",
                         "concurrent",
                         "presence of",
                         "concomitant",
                         "existing",
                         "present",
                         "current diagnosis of",
                         "presence of active",
                         "known active",
                         "current evidence of",
                         "evidence of active",
                         "co existing",
                         "coexisting",
                         "current or active",
                         "active or current",
                         "presence of a",
                         "presence of any",
                         "concurrent active",
                         "current active",
                         "active ,",
                         "pre existing",
                         "preexisting",
                         "simultaneous",
                         "a current diagnosis of",
                         "currently have",
                         "currently has"});
}

void SkipNeutral(Cursor& cursor) {
  while (cursor.TakeAny({"known",
                         "documented",
                         "confirmed",
                         "evidence of",
                         "established",
                         "with",
                         "any",
                         "a",
                         "an",
                         "the",
                         "having",
                         "have",
                         "has",
                         "suffering from",
                         "clinical",
                         "diagnosed",
                         "presenting with",
                         "who have",
                         "be",
                         "known to have",
                         "affected by",
                         "all",
                         "must have"}) &&
         !cursor.done()) {
  }
}

std::string TakeSeverity(Cursor& cursor) {
  Cursor next = cursor;
  if (next.TakeAny({"severe"})) {
    Cursor or_more = next;
    if (or_more.TakeAny({"to", "or"})) return "";
    cursor = next;
    return "severe";
  }
  if (next.TakeAny(
          {"moderate to severe", "moderate or severe", "moderate / severe", "moderately to severely"})) {
    cursor = next;
    return "moderate";
  }
  return "";
}

}  // namespace

FactFrame TakeFactFrame(Cursor& cursor) {
  FactFrame frame;
  SkipNeutral(cursor);
  frame.negative = TakeNegation(cursor);
  for (bool goes_on = true; goes_on;) {
    const size_t before = cursor.at();
    SkipNeutral(cursor);
    if (TakeEver(cursor)) {
      frame.status = v1::FACT_STATUS_EVER;
      frame.status_told = true;
    } else if (TakeActive(cursor)) {
      frame.status = v1::FACT_STATUS_ACTIVE;
      frame.status_told = true;
    }
    if (frame.severity.empty()) frame.severity = TakeSeverity(cursor);
    goes_on = cursor.at() > before;
  }
  const bool had = cursor.TakeAny({"received",
                                   "receiving",
                                   "taken",
                                   "taking",
                                   "treated with",
                                   "treatment with",
                                   "therapy with",
                                   "use of",
                                   "using",
                                   "on",
                                   "administration of",
                                   "receipt of",
                                   "exposure to",
                                   "exposed to",
                                   "ingestion of",
                                   "intake of",
                                   "currently taking",
                                   "currently receiving",
                                   "currently using",
                                   "currently on",
                                   "being treated with",
                                   "are taking",
                                   "is taking",
                                   "have received",
                                   "has received",
                                   "have taken",
                                   "has taken",
                                   "currently treated with",
                                   "are receiving",
                                   "is receiving",
                                   "who are taking",
                                   "who are receiving",
                                   "who have received",
                                   "who received",
                                   "use of any",
                                   "received any",
                                   "treatment with any",
                                   "taking any",
                                   "who are on",
                                   "are on",
                                   "is on",
                                   "treatment by",
                                   "to take",
                                   "requiring treatment with",
                                   "having received",
                                   "were treated with",
                                   "who take",
                                   "use",
                                   "concomitant use of",
                                   "concurrent use of",
                                   "current use of",
                                   "current treatment with",
                                   "concomitant treatment with",
                                   "concurrent treatment with",
                                   "concomitant therapy with",
                                   "prior use of",
                                   "previous use of",
                                   "prior treatment with",
                                   "previous treatment with",
                                   "prior therapy with",
                                   "previous therapy with",
                                   "previously treated with",
                                   "previously received",
                                   "prior exposure to",
                                   "previous exposure to",
                                   "are currently taking",
                                   "is currently taking",
                                   "are currently receiving"});
  if (had) frame.asks = FactFrame::Asks::kMedication;
  if (!had && cursor.TakeAny({"undergone", "underwent", "undergoing", "undergone a", "undergone any",
                              "have undergone", "has undergone", "who have undergone", "having undergone",
                              "who underwent", "received a", "undergone prior", "undergone previous"})) {
    frame.asks = FactFrame::Asks::kProcedure;
    if (!frame.status_told) frame.status = v1::FACT_STATUS_EVER;
    frame.status_told = true;
  }
  if (!had &&
      cursor.TakeAny({"allergy to", "allergies to", "allergic to", "hypersensitivity to", "hypersensitive to",
                      "allergic reaction to", "allergic reactions to", "sensitivity to",
                      "allergy or hypersensitivity to", "hypersensitivity or allergy to",
                      "allergies or hypersensitivity to", "allergic or hypersensitive to",
                      "hypersensitivity reaction to", "hypersensitivity reactions to", "allergy against",
                      "allergy / hypersensitivity to", "anaphylaxis to"})) {
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
