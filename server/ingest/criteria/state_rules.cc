#include "ingest/criteria/state_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

// A state that the words at the cursor name.
std::optional<v1::ReproductiveState> TakeState(Cursor& cursor) {
  if (cursor.TakeAny({"pregnant", "pregnancy", "gravid", "currently pregnant", "known pregnancy",
                      "current pregnancy", "be pregnant", "nonpregnant", "known to be pregnant",
                      "pregnant woman", "a pregnancy", "being pregnant"})) {
    return v1::REPRODUCTIVE_STATE_PREGNANT;
  }
  if (cursor.TakeAny({"lactating", "breastfeeding", "breast feeding", "nursing", "lactation",
                      "currently lactating", "currently breastfeeding", "currently breast feeding",
                      "nonlactating", "breast feeding women", "currently nursing", "actively breastfeeding",
                      "breastfeeding a child", "nursing a child", "be breastfeeding", "be lactating",
                      "nursing mothers", "breast fed"})) {
    return v1::REPRODUCTIVE_STATE_LACTATING;
  }
  if (cursor.TakeAny({"postmenopausal", "post menopausal"})) return v1::REPRODUCTIVE_STATE_POSTMENOPAUSAL;
  if (cursor.TakeAny({"surgically sterile", "surgically sterilized"}))
    return v1::REPRODUCTIVE_STATE_SURGICALLY_STERILE;
  if (cursor.TakeAny({"of childbearing potential", "of child bearing potential", "childbearing potential",
                      "child bearing potential", "of reproductive potential", "of childbearing age"})) {
    // Of an age to bear children is not able to bear them.
    return v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL;
  }
  return std::nullopt;
}

constexpr absl::string_view kWomen[] = {"women",
                                        "woman",
                                        "females",
                                        "female",
                                        "female patients",
                                        "female subjects",
                                        "female participants",
                                        "mothers",
                                        "any female",
                                        "all women",
                                        "female patient",
                                        "female subject",
                                        "female participant",
                                        "a woman",
                                        "a female",
                                        "any woman",
                                        "any women",
                                        "women subjects",
                                        "women patients",
                                        "if female",
                                        "if female ,",
                                        "for women",
                                        "for females",
                                        "for women :",
                                        "for females :",
                                        "the patient",
                                        "she",
                                        "female volunteers",
                                        "the subject"};

void SkipWho(Cursor& cursor) {
  cursor.TakeAny({"who are", "that are", "who is", "that is", "is", "are", "must be", "who are currently",
                  "currently", "either", "who are either", ", who are", "known to be", "should be",
                  "is currently", "are currently", "is either"});
}

}  // namespace

std::optional<Statement> ReadReproductiveState(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  next.TakeAny(kWomen);
  bool negative = next.TakeAny({"must not be",
                                "who are not",
                                "not",
                                "non",
                                "no",
                                "are not",
                                "is not",
                                "should not be",
                                "must be non",
                                "may not be",
                                "not currently",
                                "who are non",
                                "are non",
                                "cannot be",
                                "must not be currently",
                                "neither",
                                "not be",
                                "is not currently",
                                "who is not",
                                "must be not",
                                "can not be"});
  if (!negative) SkipWho(next);
  next.TakeAny(kWomen);
  v1::ReproductiveCriterion states;
  bool both = false;
  for (;;) {
    negative = negative || next.Peek().Is("nonpregnant") || next.Peek().Is("nonlactating");
    const std::optional<v1::ReproductiveState> state = TakeState(next);
    if (!state) break;
    if (std::count(states.states().begin(), states.states().end(), *state) == 0) states.add_states(*state);
    next.TakeAny({"women", "females", "female", "mothers", "woman", "female subjects", "female patients",
                  "mother", "women only", "patients", "subjects"});
    Cursor further = next;
    // "Pregnant and nursing women" are the one and the other; nobody has to be both.
    if (!further.TakeAny({"or",
                          ",",
                          "and / or",
                          "/",
                          "and",
                          ", or",
                          "nor",
                          ", and",
                          ", and / or",
                          "or are",
                          "or is",
                          "; or",
                          "or currently",
                          "or is currently",
                          "or are currently",
                          "or women who are",
                          "or who are",
                          "and not",
                          ", not",
                          "or female",
                          ", non",
                          "and non",
                          "; not",
                          "and are not",
                          "or has a",
                          "or who is"})) {
      break;
    }
    Cursor probe = further;
    if (!TakeState(probe)) break;
    both = true;
    next = further;
  }
  if (states.states_size() == 0) return std::nullopt;
  const bool ability = std::count(states.states().begin(), states.states().end(),
                                  v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL) > 0;
  // Who bears and who could is not one statement.
  if (ability && both) return std::nullopt;
  next.TakeAny({"status", "at the time of the study", "during the study period"});
  TakeNow(next);
  Statement statement;
  statement.self_contained = !ability;
  states.set_status(v1::FACT_STATUS_ACTIVE);
  v1::Criterion& criterion = negative ? *statement.criterion.mutable_not_() : statement.criterion;
  *criterion.mutable_reproductive_state() = std::move(states);
  cursor = next;
  return statement;
}

std::optional<Statement> ReadSex(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  next.TakeAny({"sex :", "gender :"});
  const bool female = next.TakeAny(
      {"female", "females", "women", "woman", "female patients", "female subjects", "female participants"});
  if (!female &&
      !next.TakeAny({"male", "males", "men", "male patients", "male subjects", "male participants", "man"}))
    return std::nullopt;
  next.TakeAny({"only", "gender", "sex"});
  Statement statement;
  statement.criterion.mutable_sex()->set_sex(female ? v1::SEX_FEMALE : v1::SEX_MALE);
  cursor = next;
  return statement;
}

std::optional<Statement> ReadParticipation(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  const bool now = next.TakeAny({"current", "currently", "concurrent", "concomitant", "simultaneous",
                                 "concurrently", "are currently", "is currently", "actively", "ongoing",
                                 "who are currently", "simultaneously"});
  const bool before = !now && next.TakeAny({"prior", "previous", "previously", "recent", "past", "has",
                                            "have", "history of"});
  if (cursor.Peek().Is("recent")) return std::nullopt;
  if (!next.TakeAny({"participation", "participating", "participated", "participate", "participates",
                     "enrollment", "enrolled", "enrolment", "involvement", "involved", "participant",
                     "taking part", "enrolled or participating", "participation or enrollment",
                     "participating or enrolled", "having participated", "being enrolled", "inclusion",
                     "enrolling"})) {
    return std::nullopt;
  }
  next.TakeAny({"simultaneously", "concurrently", "currently"});
  if (!next.TakeAny({"in", "as a subject in", "into", "of", "in any", "within"})) return std::nullopt;
  next.TakeAny({"another", "any other", "other", "a", "any", "an", "any another", "a different",
                "another concurrent", "a concurrent", "any concurrent", "concurrent", "one other",
                "another ongoing", "some other"});
  next.TakeAny({"clinical",
                "clinical research",
                "research",
                "interventional",
                "investigational",
                "therapeutic",
                "interventional clinical",
                "investigational clinical",
                "drug",
                "investigational drug",
                "medical",
                "clinical drug",
                "experimental",
                "medical research",
                "clinical therapeutic",
                "intervention",
                "therapeutic clinical",
                "medication",
                "experimental drug",
                "drug or device",
                "investigational drug or device",
                "clinical interventional"});
  if (!next.TakeAny({"trial", "study", "trials", "studies", "trial ( s )", "study protocol", "trial or study",
                     "protocol", "trials or studies", "investigation", "research", "study or trial",
                     "study / trial", "trial / study", "drug trial", "drug study", "drug trials",
                     "drug studies"})) {
    return std::nullopt;
  }
  const absl::Span<const Token> words = cursor.rest().subspan(0, next.at() - cursor.at());
  bool interventional = false;
  for (const Token& token : words) {
    interventional = interventional || token.Is("interventional") || token.Is("investigational") ||
                     token.Is("experimental") || token.Is("drug") || token.Is("therapeutic") ||
                     token.Is("medication") || token.Is("intervention");
  }
  Statement statement;
  v1::TrialParticipationCriterion& participation = *statement.criterion.mutable_trial_participation();
  if (interventional) participation.set_kind(v1::STUDY_KIND_INTERVENTIONAL);
  const std::optional<v1::TimeWindow> window = TakeWindow(next);
  const bool together = !window && next.TakeAny({"concurrently", "simultaneously", "at the same time",
                                                 "currently", "during the study", "at this time",
                                                 "during this study", "while participating in this study",
                                                 "during the trial", "during the course of the study"});
  if (window) {
    *participation.mutable_window() = *window;
  } else if (now || together || !before) {
    participation.set_status(v1::FACT_STATUS_ACTIVE);
  }
  statement.self_contained = window.has_value();
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
