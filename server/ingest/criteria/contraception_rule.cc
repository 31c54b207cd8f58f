#include "ingest/criteria/contraception_rule.h"

#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
bool TakeFertileWomen(Cursor& cursor) {
  static const auto* const women = new Phrases(
      "women | females | female patients | female subjects | female participants | woman | female | all "
      "women | "
      "all females | sexually active women | sexually active females | if female and | all female patients | "
      "all female subjects | female subject | female patient | for women | for females");
  static const auto* const fertile = new Phrases(
      "of childbearing potential | of child bearing potential | with childbearing potential | of "
      "reproductive potential | "
      "with reproductive potential | who are of childbearing potential | of childbearing potential ( wocbp ) "
      "| "
      "of child bearing potential ( wocbp ) | with child bearing potential | capable of becoming pregnant | "
      "of childbearing potential ( wcbp ) | who are of child bearing potential | who could become pregnant | "
      "capable of bearing children | able to become pregnant | of childbearing potential ( focbp )");
  Cursor next = cursor;
  if (TakeAny<"wocbp | wcbp">(next)) {
    cursor = next;
    return true;
  }
  women->Take(next);
  if (!fertile->Take(next)) return false;
  cursor = next;
  return true;
}

namespace {

bool TakeUse(Cursor& cursor) {
  static const auto* const must = new Phrases(
      "must | must agree to | must be willing to | should | agree to | agrees to | who agree to | willing to "
      "| are willing to | "
      "has to | have to | are required to | must agree to the | must be | are | who are | must have agreed "
      "to | "
      "should agree to | must consent to | who | will | need to | must be currently | must commit to | , "
      "must | "
      "is willing to | must also agree to | must either | must be prepared to | are advised to | required to "
      "| "
      "must be agree to | should be willing to | not | who do not | do not | not willing to | unwilling to | "
      "who are not willing to | who are unwilling to | are not | who are not");
  static const auto* const use = new Phrases(
      "use | using | practice | practise | be using | employ | the use of | use of | utilize | practicing | "
      "practising | "
      "have been using | be practicing | be on | currently using | agree to use");
  Cursor next = cursor;
  must->Take(next);
  if (!use->Take(next)) return false;
  cursor = next;
  return true;
}

// The kind of contraception; nothing where a method is named.
std::optional<v1::ReproductiveState> TakeMethod(Cursor& cursor) {
  static const auto* const how = new Phrases(
      "a | an | effective | adequate | reliable | acceptable | appropriate | medically | approved | "
      "medically acceptable | "
      "at least one | one | any | method of | methods of | form of | forms of | means of | method for | "
      "method | methods | "
      "accepted | medically accepted | some form of | proper | suitable | sufficient | , | their | measures "
      "of | "
      "and reliable | and | two | or | an acceptable");
  static const auto* const contraception = new Phrases(
      "contraception | birth control | contraceptive measures | contraceptive method | contraceptive methods "
      "| "
      "contraceptives | contraceptive | contraceptive precautions | birth control methods | birth control "
      "method | "
      "birth control measures | contraception method | contraception methods | contraception measures | "
      "contraceptive means");
  static const auto* const high = new Phrases("highly effective | highly reliable");
  Cursor next = cursor;
  bool highly = false, effective = false;
  for (;;) {
    if (high->Take(next)) {
      highly = true;
      continue;
    }
    effective = effective || next.Peek().Is("effective") || next.Peek().Is("adequate") ||
                next.Peek().Is("reliable") || next.Peek().Is("acceptable") || next.Peek().Is("appropriate");
    if (next.Peek().Is("two")) return std::nullopt;
    if (!how->Take(next)) break;
  }
  if (!contraception->Take(next)) return std::nullopt;
  TakeAny<"method | methods | measures">(next);
  cursor = next;
  return highly ? v1::REPRODUCTIVE_STATE_HIGHLY_EFFECTIVE_CONTRACEPTION
                : v1::REPRODUCTIVE_STATE_EFFECTIVE_CONTRACEPTION;
}

}  // namespace

std::optional<Statement> ReadContraception(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  const bool fertile = TakeFertileWomen(next);
  const Cursor before_use = next;
  if (!TakeUse(next)) return std::nullopt;
  const absl::Span<const Token> verb = before_use.rest().subspan(0, next.at() - before_use.at());
  bool refused = false;
  for (const Token& token : verb) refused = refused || token.Is("not") || token.Is("unwilling");
  const std::optional<v1::ReproductiveState> state = TakeMethod(next);
  // Without a subject nobody knows who is asked.
  if (!state || !fertile) return std::nullopt;
  TakeStudyTime(next);
  Statement statement;
  statement.self_contained = next.done();
  const auto fill = [](v1::ReproductiveState told, v1::Criterion& criterion) {
    criterion.mutable_reproductive_state()->add_states(told);
    criterion.mutable_reproductive_state()->set_status(v1::FACT_STATUS_ACTIVE);
  };
  if (refused) {
    auto& both = *statement.criterion.mutable_all_of();
    fill(v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL, *both.add_criteria());
    fill(*state, *both.add_criteria()->mutable_not_());
  } else {
    v1::IfThen& rule = *statement.criterion.mutable_if_then();
    fill(v1::REPRODUCTIVE_STATE_CHILDBEARING_POTENTIAL, *rule.mutable_condition());
    fill(*state, *rule.mutable_consequence());
  }
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
