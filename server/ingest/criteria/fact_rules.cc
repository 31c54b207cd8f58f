#include "ingest/criteria/fact_rules.h"

#include <string>
#include <utility>
#include <vector>

#include "ingest/criteria/fact_words.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

struct Names {
  std::vector<NamedConcept> names;
  bool all = false;  // "and" between them
  bool list = false;
};

bool TakeJoin(Cursor& cursor, bool& all, bool& either) {
  if (cursor.TakeAny({"and / or", "or", ", or", ", and / or", ", or a", "or a", "or any", ", or any", "/",
                      "or other", "or an"})) {
    either = true;
    return !cursor.Peek().Is("other");
  }
  if (cursor.TakeAny({"and", ", and", "&"})) {
    all = true;
    return true;
  }
  return cursor.TakeAny({",", ";", ", a"});
}

// A name, with a bracket that repeats it in other words: "congenital adrenal hyperplasia (CAH)".
std::optional<NamedConcept> TakeName(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  next.TakeAny({"a", "an", "the"});
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

std::optional<Names> TakeNames(Cursor& cursor, const Reader& reader) {
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
  if (!frame.severity.empty()) {
    fact.mutable_grade()->set_scale("severity");
    fact.mutable_grade()->set_min(frame.severity);
  }
  return fact;
}

// The kind of criterion that `asks` makes of a concept; false where the two do not go together.
bool Place(const NamedConcept& name, FactFrame::Asks asks, v1::FactCriterion fact, v1::Criterion& criterion) {
  switch (asks) {
    case FactFrame::Asks::kMedication:
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
      return false;
  }
  return false;
}

// "except basal cell carcinoma or …": taken out of the one concept that was named.
bool TakeExceptions(Cursor& cursor, const Reader& reader, Names& names) {
  Cursor next = cursor;
  next.TakeAny({",", "("});
  const bool opened = cursor.Peek().Is("(");
  if (!next.TakeAny({"except", "except for", "other than", "excluding", "with the exception of", "apart from",
                     "but not"}))
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

bool KnowsSeverity(const Reader& reader, const std::string& severity) {
  return severity.empty() || reader.concepts.terminology().Rank("severity", severity).has_value();
}

}  // namespace

std::optional<Statement> ReadFact(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  const FactFrame frame = TakeFactFrame(next);
  const absl::Span<const Token> words = cursor.rest().subspan(0, next.at() - cursor.at());
  std::optional<Names> names = TakeNames(next, reader);
  if (!names || !KnowsSeverity(reader, frame.severity) || (names->list && !frame.severity.empty()))
    return std::nullopt;
  if (!TakeExceptions(next, reader, *names)) return std::nullopt;
  std::optional<v1::TimeWindow> window = TakeWindow(next);
  TakeNow(next);
  v1::FactStatus status = frame.status_told ? frame.status : v1::FACT_STATUS_ACTIVE;
  if (frame.asks == FactFrame::Asks::kMedication)
    status = frame.status_told ? frame.status : MedicationStatus(words);
  if (frame.asks == FactFrame::Asks::kAllergy && !window) status = v1::FACT_STATUS_EVER;
  std::vector<v1::Criterion> parts;
  for (const NamedConcept& name : names->names) {
    v1::Criterion part;
    if (!Place(name, frame.asks, FactOf(name, frame, status, window), part)) return std::nullopt;
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
