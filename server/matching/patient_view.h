// A patient at one moment: the facts that exist by then, in the order in which criteria ask for them.
#ifndef TRIALMATCH_MATCHING_PATIENT_VIEW_H_
#define TRIALMATCH_MATCHING_PATIENT_VIEW_H_

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "domain/clock.h"
#include "domain/evaluation_options.h"
#include "domain/fact.h"
#include "domain/patient.h"
#include "domain/period_spans.h"
#include "terminology/code_entry.h"
#include "terminology/terminology.h"

namespace trialmatch {

struct BoundFact {
  const Fact* fact = nullptr;
  const CodeEntry* code = nullptr;  // null: the terminology does not have it
  FactPeriod period;
  std::optional<PeriodSpans> spans = {};  // of the period
};

// For what a statement speaks; `spans` are those of the period.
struct SeenPeriod {
  CoveredPeriod period;
  std::optional<PeriodSpans> spans;
};

// A statement of completeness, from birth on where it reaches back to that.
struct BoundStatement {
  FactCategory category;
  Person person;
  SeenPeriod seen;
};

// Leaves out what is recorded or dated after `as_of`; plans may lie ahead. Immutable and safe for use by any
// number of threads; the patient, the options and the terminology outlive it.
class PatientView {
 public:
  PatientView(const Patient& patient, const EvaluationOptions& options, const Terminology& terminology);
  // The same patient with no other facts than these, which are the view's.
  PatientView(const PatientView& view, absl::Span<const BoundFact* const> facts);

  const Patient& patient() const { return patient_; }
  const EvaluationOptions& options() const { return options_; }
  const AsOf& as_of() const { return options_.as_of; }
  const TimeEdge& now() const { return now_; }
  const Terminology& terminology() const { return terminology_; }

  // Confirmed and suspected facts, in the order of the profile.
  absl::Span<const BoundFact> Present(FactCategory category, const Person& person) const {
    return FactsOf(person).present[static_cast<int>(category)];
  }
  // Refuted facts ("does not have", "never had").
  absl::Span<const BoundFact> Refuted(FactCategory category, const Person& person) const {
    return FactsOf(person).refuted[static_cast<int>(category)];
  }
  // Of all categories and persons.
  const std::vector<BoundStatement>& Statements() const { return *statements_; }

  // Those of the relationship that there are: the listed ones, in the order of the profile, and one unlisted
  // person in whose place there may be any number, unless all are listed.
  std::vector<Person> PersonsOf(Subject subject) const;

  // All of them, of all persons, refuted ones too.
  std::vector<const BoundFact*> AllFacts() const;

  // Where the patient's age counts from; empty when no birth is recorded.
  const std::optional<ClockOrigin>& birth() const { return birth_; }

 private:
  struct PersonFacts {
    Person person;
    std::array<std::vector<BoundFact>, kFactCategoryCount> present;
    std::array<std::vector<BoundFact>, kFactCategoryCount> refuted;
  };
  const PersonFacts& FactsOf(const Person& person) const {
    return person == Person{} ? persons_.front() : FactsOfRelative(person);
  }
  const PersonFacts& FactsOfRelative(const Person& person) const;
  // Unless it is not known yet.
  void Bind(const Fact& fact);
  void Add(const BoundFact& fact);

  const Patient& patient_;
  const EvaluationOptions& options_;
  const Terminology& terminology_;
  TimeEdge now_;
  // Of the patient first; of those without facts nothing.
  std::vector<PersonFacts> persons_;
  std::optional<ClockOrigin> birth_;
  std::shared_ptr<const std::vector<BoundStatement>> statements_;
};

// True iff something recorded then is known at `as_of`; an absent date says nothing against it.
bool KnownBy(const std::optional<RecordedTime>& recorded_at, const AsOf& as_of);

// The period as far as it speaks: a statement that reaches back to the patient's birth reaches back for ever.
CoveredPeriod FromBirthOn(CoveredPeriod period, const Person& person, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PATIENT_VIEW_H_
