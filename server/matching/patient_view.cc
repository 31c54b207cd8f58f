#include "matching/patient_view.h"

#include <algorithm>
#include <utility>

namespace trialmatch {

bool KnownBy(const std::optional<RecordedTime>& recorded_at, const AsOf& as_of) {
  return !recorded_at || ExistsBy(*recorded_at, as_of) != Truth::kFalse;
}

namespace {

std::optional<ClockOrigin> BirthOf(const Patient& patient, const AsOf& as_of) {
  if (const auto* born = std::get_if<RecordedTime>(&patient.birth)) return OriginOf(*born, as_of);
  if (const auto* age = std::get_if<StatedAge>(&patient.birth)) {
    if (!KnownBy(age->stated_on, as_of)) return std::nullopt;
    return OriginFromStatedAge(age->value, age->unit, age->stated_on, as_of);
  }
  return std::nullopt;
}

}  // namespace

PatientView::PatientView(const Patient& patient, const EvaluationOptions& options,
                         const Terminology& terminology)
    : patient_(patient),
      options_(options),
      terminology_(terminology),
      now_(NowEdge(options.as_of)),
      persons_(1),
      birth_(BirthOf(patient, options.as_of)) {
  for (const Fact& fact : patient.facts) Bind(fact);
  std::vector<BoundStatement> statements;
  statements.reserve(patient.completeness.size());
  for (const Completeness& stated : patient.completeness) {
    CoveredPeriod period = FromBirthOn({stated.from, stated.to}, stated.person, *this);
    std::optional<PeriodSpans> spans = SpansOf(period, as_of());
    statements.push_back({stated.category, stated.person, {std::move(period), std::move(spans)}});
  }
  statements_ = std::make_shared<const std::vector<BoundStatement>>(std::move(statements));
}

PatientView::PatientView(const PatientView& view, absl::Span<const BoundFact* const> facts)
    : patient_(view.patient_),
      options_(view.options_),
      terminology_(view.terminology_),
      now_(view.now_),
      persons_(1),
      birth_(view.birth_),
      statements_(view.statements_) {
  for (const BoundFact* fact : facts) Add(*fact);
}

void PatientView::Bind(const Fact& fact) {
  if (!KnownBy(fact.recorded_at, as_of())) return;
  BoundFact bound{&fact, terminology_.Locate(fact.code), PeriodOf(fact, as_of())};
  if (fact.start && fact.category != FactCategory::kPlan) {
    const std::optional<TimeSpan> begun = SpanUpTo(*fact.start, as_of());
    if (!begun) return;
    bound.spans = SpansOf(bound.period, *begun, as_of());
  } else {
    bound.spans = SpansOf(bound.period, as_of());
  }
  Add(bound);
}

void PatientView::Add(const BoundFact& fact) {
  const Fact& recorded = *fact.fact;
  const bool refuted =
      recorded.verification == Verification::kRefuted || recorded.verification == Verification::kNever;
  auto of_person = std::find_if(persons_.begin(), persons_.end(),
                                [&](const PersonFacts& facts) { return facts.person == recorded.person; });
  if (of_person == persons_.end()) {
    of_person = persons_.insert(persons_.end(), PersonFacts{recorded.person, {}, {}});
  }
  auto& slots = refuted ? of_person->refuted : of_person->present;
  slots[static_cast<int>(recorded.category)].push_back(fact);
}

std::vector<const BoundFact*> PatientView::AllFacts() const {
  std::vector<const BoundFact*> all;
  for (const PersonFacts& facts : persons_) {
    for (const auto* slots : {&facts.present, &facts.refuted}) {
      for (const std::vector<BoundFact>& slot : *slots) {
        for (const BoundFact& fact : slot) all.push_back(&fact);
      }
    }
  }
  return all;
}

const PatientView::PersonFacts& PatientView::FactsOfRelative(const Person& person) const {
  static const auto* const kNothing = new PersonFacts;
  for (const PersonFacts& facts : persons_) {
    if (facts.person == person) return facts;
  }
  return *kNothing;
}

std::vector<Person> PatientView::PersonsOf(Subject subject) const {
  if (!MayBeSeveral(subject)) return {Person{subject}};
  std::vector<Person> persons;
  for (const Person& relative : patient_.relatives) {
    if (relative.subject == subject) persons.push_back(relative);
  }
  const auto& all_listed = patient_.all_listed;
  if (std::find(all_listed.begin(), all_listed.end(), subject) == all_listed.end()) {
    persons.push_back({subject, Person::kUnlisted});
  }
  return persons;
}

CoveredPeriod FromBirthOn(CoveredPeriod period, const Person& person, const PatientView& patient) {
  const std::optional<ClockOrigin>& birth = patient.birth();
  const bool since_birth = person == Person{} && period.from && birth &&
                           period.from->Days(patient.as_of().zone).last <= birth->span.days.first;
  if (since_birth) period.from = std::nullopt;
  return period;
}

}  // namespace trialmatch
