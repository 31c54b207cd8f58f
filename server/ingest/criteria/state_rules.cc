#include "ingest/criteria/state_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {
namespace {

// A state that the words at the cursor name.
std::optional<v1::ReproductiveState> TakeState(Cursor& cursor) {
  if (TakeAny<"pregnant | pregnancy | gravid | currently pregnant | known pregnancy | current pregnancy | "
              "be pregnant | nonpregnant | known to be pregnant | pregnant woman | a pregnancy | "
              "being pregnant">(cursor)) {
    return v1::REPRODUCTIVE_STATE_PREGNANT;
  }
  if (TakeAny<"lactating | breastfeeding | breast feeding | nursing | lactation | currently lactating | "
              "currently breastfeeding | currently breast feeding | nonlactating | breast feeding women | "
              "currently nursing | actively breastfeeding | breastfeeding a child | nursing a child | "
              "be breastfeeding | be lactating | nursing mothers | nursing mother | a nursing mother | "
              "breastfeeding mother | nursing women | breast feeding mother | breast fed">(cursor)) {
    return v1::REPRODUCTIVE_STATE_LACTATING;
  }
  if (TakeAny<"postmenopausal | post menopausal">(cursor)) return v1::REPRODUCTIVE_STATE_POSTMENOPAUSAL;
  if (TakeAny<"surgically sterile | surgically sterilized">(cursor))
    return v1::REPRODUCTIVE_STATE_SURGICALLY_STERILE;
  if (TakeAny<"of childbearing potential | of child bearing potential | childbearing potential | "
              "child bearing potential | of reproductive potential | of childbearing age">(cursor)) {
    // Of an age to bear children is not able to bear them.
    return v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL;
  }
  return std::nullopt;
}

// "Planning to become pregnant within 3 months": that it is planned.
bool TakePlannedPregnancy(Cursor& cursor) {
  Cursor next = cursor;
  if (!TakeAny<
          "planning a pregnancy | planning to become pregnant | planning pregnancy | plan to become pregnant "
          "| "
          "plans to become pregnant | intending to become pregnant | intend to become pregnant | "
          "intends to become pregnant | wishing to become pregnant | wish to become pregnant | desiring "
          "pregnancy | "
          "planning to conceive | considering becoming pregnant | planning on becoming pregnant | "
          "who plan to become pregnant | planned pregnancy | contemplating pregnancy | trying to become "
          "pregnant | "
          "attempting to become pregnant | seeking to become pregnant | planning to get pregnant | "
          "intention to become pregnant | plans for pregnancy | planning for pregnancy | considering "
          "pregnancy | "
          "who are planning to become pregnant | who intend to become pregnant | plan to conceive | "
          "intending pregnancy | expecting to become pregnant | intention of becoming pregnant | "
          "planning to be pregnant | desire to become pregnant | plan a pregnancy | planning pregnancies | "
          "planning to become pregnant or breastfeed | intending to conceive | trying to conceive | to "
          "become pregnant">(next)) {
    return false;
  }
  Cursor span = next;
  if (TakeAny<"within | within the | within the next | in the next | in the following | over the next">(
          span) &&
      TakeSpan(span)) {
    TakeAny<"of | after | following">(span);
    next = span;
  }
  TakeStudyTime(next);
  cursor = next;
  return true;
}

void FillPlannedPregnancy(const Terminology& terminology, v1::FactCriterion& plan) {
  AddConcept(Code(kSampleUri, "planned-pregnancy"), terminology, *plan.mutable_concepts());
}

constexpr char kWomen[] =
    "women | woman | females | female | female patients | female subjects | female participants | "
    "mothers | any female | all women | female patient | female subject | female participant | "
    "a woman | a female | any woman | any women | women subjects | women patients | if female | "
    "if female , | for women | for females | for women : | for females : | the patient | she | "
    "female volunteers | the subject";

void SkipWho(Cursor& cursor) {
  TakeAny<
      "who are | that are | who is | that is | is | are | must be | who are currently | "
      "currently | either | who are either | , who are | known to be | should be | is currently | "
      "are currently | is either">(cursor);
}

}  // namespace

std::optional<Statement> ReadReproductiveState(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  TakeAny<kWomen>(next);
  bool negative = TakeAny<
      "must not be | who are not | not | non | no | are not | is not | should not be | "
      "must be non | may not be | not currently | who are non | are non | cannot be | "
      "must not be currently | neither | not be | is not currently | who is not | must be not | "
      "can not be">(next);
  if (!negative) SkipWho(next);
  TakeAny<kWomen>(next);
  v1::ReproductiveCriterion states;
  bool both = false, planned = false;
  for (;;) {
    planned = TakePlannedPregnancy(next);
    if (planned) break;
    negative = negative || next.Peek().Is("nonpregnant") || next.Peek().Is("nonlactating");
    const std::optional<v1::ReproductiveState> state = TakeState(next);
    if (!state) break;
    if (std::count(states.states().begin(), states.states().end(), *state) == 0) states.add_states(*state);
    TakeAny<
        "women | females | female | mothers | woman | female subjects | female patients | mother | "
        "women only | patients | subjects">(next);
    Cursor further = next;
    // "Pregnant and nursing women" are the one and the other; nobody has to be both.
    if (!TakeAny<
            "or | , | and / or | / | and | , or | nor | , and | , and / or | or are | or is | ; or | "
            "or currently | or is currently | or are currently | or women who are | or who are | "
            "and not | , not | or female | , non | and non | ; not | and are not | or has a | or who is">(
            further)) {
      break;
    }
    Cursor probe = further;
    if (!TakePlannedPregnancy(probe) && !TakeState(probe)) break;
    both = true;
    next = further;
  }
  const Terminology& terminology = reader.concepts.terminology();
  if (planned && !terminology.Has(Code(kSampleUri, "planned-pregnancy"))) return std::nullopt;
  if (states.states_size() == 0 && !planned) return std::nullopt;
  const bool ability = std::count(states.states().begin(), states.states().end(),
                                  v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL) > 0;
  // Who bears and who could is not one statement.
  if (ability && both) return std::nullopt;
  TakeAny<"status">(next);
  if (!TakeNow(next)) TakeStudyTime(next);
  Statement statement;
  statement.self_contained = !ability;
  states.set_status(v1::FACT_STATUS_ACTIVE);
  v1::Criterion& criterion = negative ? *statement.criterion.mutable_not_() : statement.criterion;
  if (planned && states.states_size() > 0) {
    *criterion.mutable_any_of()->add_criteria()->mutable_reproductive_state() = std::move(states);
    FillPlannedPregnancy(terminology, *criterion.mutable_any_of()->add_criteria()->mutable_plan());
  } else if (planned) {
    FillPlannedPregnancy(terminology, *criterion.mutable_plan());
  } else {
    *criterion.mutable_reproductive_state() = std::move(states);
  }
  cursor = next;
  return statement;
}

std::optional<Statement> ReadSex(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  TakeAny<"sex : | gender :">(next);
  const bool female =
      TakeAny<"female | females | women | woman | female patients | female subjects | female participants">(
          next);
  if (!female &&
      !TakeAny<"male | males | men | male patients | male subjects | male participants | man">(next))
    return std::nullopt;
  TakeAny<"only | gender | sex">(next);
  Statement statement;
  statement.criterion.mutable_sex()->set_sex(female ? v1::SEX_FEMALE : v1::SEX_MALE);
  cursor = next;
  return statement;
}

std::optional<Statement> ReadParticipation(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  const bool now = TakeAny<
      "current | currently | concurrent | concomitant | simultaneous | concurrently | "
      "are currently | is currently | actively | ongoing | who are currently | simultaneously">(next);
  const bool before =
      !now && TakeAny<"prior | previous | previously | recent | past | has | have | history of">(next);
  if (cursor.Peek().Is("recent")) return std::nullopt;
  if (!TakeAny<"participation | participating | participated | participate | participates | enrollment | "
               "enrolled | enrolment | involvement | involved | participant | taking part | "
               "enrolled or participating | participation or enrollment | participating or enrolled | "
               "having participated | being enrolled | inclusion | enrolling">(next)) {
    return std::nullopt;
  }
  TakeAny<"simultaneously | concurrently | currently">(next);
  if (!TakeAny<"in | as a subject in | into | of | in any | within">(next)) return std::nullopt;
  TakeAny<
      "another | any other | other | a | any | an | any another | a different | "
      "another concurrent | a concurrent | any concurrent | concurrent | one other | "
      "another ongoing | some other">(next);
  TakeAny<
      "clinical | vaccine | clinical research | research | interventional | investigational | therapeutic | "
      "interventional clinical | investigational clinical | drug | investigational drug | "
      "medical | clinical drug | experimental | medical research | clinical therapeutic | "
      "intervention | therapeutic clinical | medication | experimental drug | drug or device | "
      "investigational drug or device | clinical interventional">(next);
  if (!TakeAny<"trial | study | trials | studies | trial ( s ) | study protocol | trial or study | "
               "protocol | trials or studies | investigation | research | study or trial | study / trial | "
               "trial / study | drug trial | drug study | drug trials | drug studies">(next)) {
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
  const bool together =
      !window &&
      TakeAny<
          "concurrently | simultaneously | at the same time | currently | during the study | "
          "at this time | during this study | while participating in this study | during the trial | "
          "during the course of the study">(next);
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
