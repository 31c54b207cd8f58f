#include "ingest/criteria/fact_rules.h"

#include <string>
#include <utility>
#include <vector>

#include "ingest/criteria/fact_words.h"
#include "ingest/criteria/grade_words.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

struct Names {
  std::vector<NamedConcept> names;
  bool all = false;  // "and" between them
  bool list = false;
};

bool TakeJoin(Cursor& cursor, bool& all, bool& either) {
  if (TakeAny<"and / or | or | , or | , and / or | , or a | or a | or any | , or any | / | or other | or an">(
          cursor)) {
    either = true;
    return !cursor.Peek().Is("other");
  }
  if (TakeAny<"and | , and | &">(cursor)) {
    all = true;
    return true;
  }
  return TakeAny<", | ; | , a">(cursor);
}

// A name, with a bracket that repeats it in other words: "congenital adrenal hyperplasia (CAH)".
std::optional<NamedConcept> TakeName(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  TakeAny<"a | an | the">(next);
  std::optional<NamedConcept> name = reader.concepts.Longest(next, reader.abbreviations);
  if (!name) return std::nullopt;
  next.Advance(name->tokens);
  Cursor bracket = next;
  if (bracket.Take("(")) {
    const std::optional<NamedConcept> again = reader.concepts.Longest(bracket, reader.abbreviations);
    const bool abbreviates =
        bracket.left() > 1 && bracket.Peek(1).Is(")") && reader.abbreviations.contains(bracket.Peek().text);
    if (abbreviates) {
      bracket.Advance(2);
      next = bracket;
    } else if (again) {
      bracket.Advance(again->tokens);
      const bool same = again->set.include(0).code().code() == name->set.include(0).code().code();
      if (same && bracket.Take(")")) next = bracket;
    }
  }
  cursor = next;
  return name;
}

bool TakeDiabetesType(Cursor& cursor, bool& second) {
  Cursor next = cursor;
  TakeAny<"type">(next);
  const bool one = TakeAny<"1 | i">(next);
  if (!one && !TakeAny<"2 | ii">(next)) return false;
  second = !one;
  cursor = next;
  return true;
}

// "type 1 or 2 diabetes mellitus", "diabetes (type I or type II)": two names that share a word.
bool TakeDiabetes(Cursor& cursor, const Reader& reader, Names& names) {
  Cursor next = cursor;
  const bool before = TakeAny<"diabetes mellitus | diabetes | dm">(next);
  next.Take(",");
  const bool opened = next.Take("(");
  next.Take("either");
  bool first = false, second = false;
  if (!TakeDiabetesType(next, first) ||
      !TakeAny<"or | / | and / or | and | or diabetes mellitus | or diabetes">(next) ||
      !TakeDiabetesType(next, second) || first == second)
    return false;
  if (!before && !TakeAny<"diabetes mellitus | diabetes | diabetics | diabetic | dm | diabetes mellitus ( dm "
                          ") | diabetes ( dm )">(next))
    return false;
  if (opened && !next.Take(")")) return false;
  for (const absl::string_view phrase : {"type 1 diabetes", "type 2 diabetes"}) {
    const std::vector<Token> words = Tokenize(phrase, 0, phrase.size());
    const Cursor of_type{absl::MakeConstSpan(words)};
    std::optional<NamedConcept> name = reader.concepts.Longest(of_type, reader.abbreviations);
    if (!name) return false;
    names.names.push_back(*std::move(name));
  }
  names.list = true;
  cursor = next;
  return true;
}

std::optional<Names> TakeNames(Cursor& cursor, const Reader& reader) {
  if (Names diabetes; TakeDiabetes(cursor, reader, diabetes)) return diabetes;
  Names names;
  bool all = false, either = false;
  Cursor next = cursor;
  while (std::optional<NamedConcept> name = TakeName(next, reader)) {
    names.names.push_back(*std::move(name));
    cursor = next;
    if (!TakeJoin(next, all, either)) break;
  }
  // "A, B" without a word between the last two: nobody knows; so of "A and B or C".
  names.list = names.names.size() > 1;
  if (names.names.empty() || (all && either) || (names.list && !all && !either)) return std::nullopt;
  names.all = all;
  return names;
}

v1::FactCriterion FactOf(const NamedConcept& name, const FactFrame& frame, v1::FactStatus status,
                         const std::optional<v1::TimeWindow>& window) {
  v1::FactCriterion fact;
  *fact.mutable_concepts() = name.set;
  if (window) {
    *fact.mutable_window() = *window;
  } else {
    fact.set_status(status);
  }
  if (frame.grade) {
    *fact.mutable_grade() = *frame.grade;
  } else if (!frame.severity.empty()) {
    fact.mutable_grade()->set_scale("severity");
    fact.mutable_grade()->set_min(frame.severity);
  }
  return fact;
}

// The kind of criterion that `asks` makes of a concept; false where the two do not go together.
bool Place(const NamedConcept& name, const FactFrame& frame, v1::FactCriterion fact,
           v1::Criterion& criterion) {
  switch (frame.asks) {
    case FactFrame::Asks::kMedication:
      if (name.kind == ConceptKind::kProcedure) {
        *criterion.mutable_procedure() = std::move(fact);
        return true;
      }
      if (name.kind != ConceptKind::kMedication) return false;
      *criterion.mutable_medication() = std::move(fact);
      return true;
    case FactFrame::Asks::kProcedure:
      if (name.kind != ConceptKind::kProcedure) return false;
      *criterion.mutable_procedure() = std::move(fact);
      return true;
    case FactFrame::Asks::kAllergy:
      if (name.kind != ConceptKind::kMedication) return false;
      *criterion.mutable_allergy() = std::move(fact);
      return true;
    case FactFrame::Asks::kAny:
    case FactFrame::Asks::kCondition:
      // "Prior hysterectomy" is a procedure; a drug that is only named is not said to be taken.
      if (name.kind == ConceptKind::kCondition) {
        *criterion.mutable_condition() = std::move(fact);
        return true;
      }
      if (name.kind == ConceptKind::kProcedure &&
          (fact.status() == v1::FACT_STATUS_EVER || fact.has_window())) {
        *criterion.mutable_procedure() = std::move(fact);
        return true;
      }
      if (name.kind == ConceptKind::kMedication && (frame.treatment || fact.has_window())) {
        *criterion.mutable_medication() = std::move(fact);
        return true;
      }
      return false;
  }
  return false;
}

// "No other malignancy" does not mean the one that the trial is for. False where nobody knows which that is.
bool LeaveOutTrialConditions(const Reader& reader, v1::ConceptSet& set) {
  bool known = false;
  for (const v1::TrialCondition& condition : reader.trial.conditions()) {
    if (!condition.has_code()) continue;
    *set.add_exclude()->mutable_code() = condition.code();
    known = true;
  }
  return known;
}

// What the lines above say of a name that says it not of itself.
void ApplyContext(const Context& context, ConceptKind kind, FactFrame& frame) {
  if (!frame.status_told && context.history) {
    frame.status = v1::FACT_STATUS_EVER;
    frame.status_told = true;
  }
  frame.treatment = frame.treatment || context.window.has_value();
  const bool treatment = context.topic == Topic::kTreatmentNow || context.topic == Topic::kTreatmentBefore;
  if (!treatment || kind != ConceptKind::kMedication || frame.asks != FactFrame::Asks::kAny) return;
  frame.treatment = true;
  if (frame.status_told) return;
  frame.status = context.topic == Topic::kTreatmentNow ? v1::FACT_STATUS_ACTIVE : v1::FACT_STATUS_EVER;
  frame.status_told = true;
}

// "except basal cell carcinoma or …": taken out of the one concept that was named.
bool TakeExceptions(Cursor& cursor, const Reader& reader, Names& names) {
  Cursor next = cursor;
  TakeAny<", | (">(next);
  const bool opened = cursor.Peek().Is("(");
  if (!TakeAny<"except | except for | other than | excluding | with the exception of | apart from | but not">(
          next))
    return true;
  if (names.names.size() != 1) return false;
  bool all = false, either = false;
  int taken = 0;
  while (std::optional<NamedConcept> name = TakeName(next, reader)) {
    if (name->kind != names.names[0].kind) return false;
    for (const v1::ConceptEntry& entry : name->set.include()) *names.names[0].set.add_exclude() = entry;
    ++taken;
    cursor = next;
    if (!TakeJoin(next, all, either)) break;
  }
  if (taken == 0 || (opened && !cursor.Take(")"))) return false;
  return true;
}

// Whether "other" can be told from what the trial is about: a treatment that goes on is not the trial's yet.
bool IsOther(ConceptKind kind, v1::FactStatus status, const Reader& reader, v1::ConceptSet& set) {
  return kind == ConceptKind::kCondition ? LeaveOutTrialConditions(reader, set)
                                         : status == v1::FACT_STATUS_ACTIVE;
}

bool KnowsSeverity(const Reader& reader, const std::string& severity) {
  return severity.empty() || reader.concepts.terminology().Rank("severity", severity).has_value();
}

}  // namespace

std::optional<Statement> ReadFact(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  FactFrame frame = TakeFactFrame(next, reader.concepts.terminology());
  const absl::Span<const Token> words = cursor.rest().subspan(0, next.at() - cursor.at());
  std::optional<Names> names = TakeNames(next, reader);
  if (!names || !KnowsSeverity(reader, frame.severity) || (names->list && !frame.severity.empty()))
    return std::nullopt;
  if (TakeTreatmentNoun(next)) frame.treatment = true;
  if (names->list && frame.grade) return std::nullopt;
  if (!names->list && !frame.grade && frame.severity.empty())
    frame.grade = TakeGrade(next, reader.concepts.terminology());
  if (!names->list && TakeAny<"negative | seronegative | antibody negative">(next))
    frame.negative = !frame.negative;
  if (!TakeExceptions(next, reader, *names)) return std::nullopt;
  std::optional<v1::TimeWindow> window = frame.window ? frame.window : TakeWindow(next);
  TakeNow(next);
  v1::FactStatus status = frame.status_told ? frame.status : v1::FACT_STATUS_ACTIVE;
  if (frame.asks == FactFrame::Asks::kMedication)
    status = frame.status_told ? frame.status : MedicationStatus(words);
  if (frame.asks == FactFrame::Asks::kAllergy && !window) status = v1::FACT_STATUS_EVER;
  std::vector<v1::Criterion> parts;
  for (NamedConcept& name : names->names) {
    ApplyContext(reader.context, name.kind, frame);
    if (frame.other && !IsOther(name.kind, status, reader, name.set)) return std::nullopt;
    v1::Criterion part;
    if (!Place(name, frame, FactOf(name, frame, frame.status_told ? frame.status : status, window), part))
      return std::nullopt;
    parts.push_back(std::move(part));
  }
  Statement statement;
  v1::Criterion& criterion = frame.negative ? *statement.criterion.mutable_not_() : statement.criterion;
  if (parts.size() == 1) {
    criterion = std::move(parts[0]);
  } else {
    // "No stroke and no …" has its own "no"; without it "no A and B" is neither of them.
    const bool all = names->all && !frame.negative;
    auto& list = all ? *criterion.mutable_all_of() : *criterion.mutable_any_of();
    for (v1::Criterion& part : parts) *list.add_criteria() = std::move(part);
  }
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
