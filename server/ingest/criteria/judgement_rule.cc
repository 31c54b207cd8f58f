#include "ingest/criteria/judgement_rule.h"

#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

// Who judges, and that it is a judgement.
const Phrases& Opinions() {
  static const auto* const opinions = new Phrases(
      "in the opinion of | in the investigators opinion | in the judgment of | in the judgement of | "
      "in the investigators judgment | in the investigators judgement | in the view of | "
      "as judged by | as determined by | as assessed by | judged by | deemed by | determined by | considered "
      "by | "
      "at the discretion of | in the physicians opinion | in opinion of | in the clinical judgment of | "
      "according to the judgment of | according to the judgement of | according to the investigators "
      "judgment | "
      "according to the investigators judgement | per investigators judgment | per investigator judgment | "
      "per investigators judgement | per investigator judgement | per investigator discretion | "
      "by the investigators judgment | based on the investigators judgment | "
      "based on the judgment of | in the investigators clinical judgment | as deemed by | as considered by | "
      "in investigators opinion | in the opinions of | in the principal investigators opinion | "
      "in the best judgment of | in the professional opinion of | in the estimation of | "
      "by judgment of | by judgement of | the opinion of | at investigators discretion | "
      "at the investigators discretion | the investigator considers | the investigator believes | "
      "the investigator determines | the investigator feels | the investigator judges | the investigator "
      "deems | "
      "investigator considers | the investigators consider | the investigators opinion | "
      "in the treating physicians opinion | in the study doctors opinion | in the doctors opinion | "
      "according to investigators judgment | according to investigators judgement | in the judgment or "
      "opinion of | "
      "the judgment of | the judgement of | the discretion of");
  return *opinions;
}

const Phrases& Judges() {
  static const auto* const judges = new Phrases(
      "investigator | investigators | physician | physicians | doctor | doctors | clinician | pi | sponsor | "
      "subinvestigator | team | psychiatrist | monitor | surgeon | staff | oncologist | neonatologist | "
      "designee");
  return *judges;
}

// What names no fact of the patient.
const Phrases& Unnamed() {
  static const auto* const unnamed = new Phrases(
      "condition | conditions | illness | illnesses | disease | diseases | disorder | disorders | reason | "
      "reasons | "
      "factor | factors | finding | findings | circumstance | circumstances | abnormality | abnormalities | "
      "issue | "
      "issues | problem | problems | situation | situations | history | comorbidity | comorbidities | status "
      "| "
      "subject | subjects | patient | patients | participant | participants | individual | individuals | "
      "characteristic | "
      "characteristics | evidence | concern | concerns | person | anything | unsuitable | unfit | suitable | "
      "inappropriate | not | unlikely | likely | unable | able | capable | good | laboratory | medical | "
      "concurrent");
  return *unnamed;
}

bool HasJudge(absl::Span<const Token> words) {
  for (size_t i = 0; i < words.size() && i < 10; ++i) {
    if (Judges().Has(words.subspan(i, 1))) return true;
  }
  return false;
}

// Where an opinion is told of; the end where none is.
size_t OpinionAt(absl::Span<const Token> words) {
  for (size_t i = 0; i < words.size(); ++i) {
    Cursor cursor(words.subspan(i));
    if (!Opinions().Take(cursor)) continue;
    const absl::Span<const Token> told = words.subspan(i, cursor.at());
    if (HasJudge(told) || HasJudge(cursor.rest())) return i;
  }
  return words.size();
}

// Several things, of which the opinion may be about the last alone.
bool IsList(absl::Span<const Token> subject) {
  bool named = true;
  int joins = 0;
  for (size_t i = 0; i < subject.size(); ++i) {
    if (Unnamed().Has(subject.subspan(i, 1))) named = false;
    joins += subject[i].Is("and") || subject[i].Is("or") || (subject[i].Is(",") && i + 1 < subject.size());
  }
  return named && joins > 0;
}

}  // namespace

std::optional<Statement> ReadJudgement(Cursor& cursor, const Reader&) {
  const absl::Span<const Token> words = cursor.rest();
  const size_t opinion = OpinionAt(words);
  if (opinion == words.size() || words.size() > 80) return std::nullopt;
  for (const Token& token : words) {
    if (token.kind == TokenKind::kNumber || token.Is("<") || token.Is(">") || token.Is("<=") ||
        token.Is(">=") || token.Is(";") || token.Is("."))
      return std::nullopt;
  }
  absl::Span<const Token> subject = words.subspan(0, opinion);
  if (!subject.empty() && subject.back().Is(",")) subject.remove_suffix(1);
  if (IsList(subject)) return std::nullopt;
  Statement statement;
  statement.self_contained = true;
  statement.criterion.mutable_judgement();
  cursor.Advance(cursor.left());
  return statement;
}

}  // namespace trialmatch::criteria
