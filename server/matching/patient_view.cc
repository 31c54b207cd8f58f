#include "matching/patient_view.h"

#include <algorithm>

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
      persons_(1),
      birth_(BirthOf(patient, options.as_of)) {
  for (const Fact& fact : patient.facts) {
    if (!KnownBy(fact.recorded_at, as_of())) continue;
    if (fact.category != FactCategory::kPlan && !KnownBy(fact.start, as_of())) continue;
    Add({&fact, PeriodOf(fact, as_of())});
  }
}

PatientView::PatientView(const PatientView& view, absl::Span<const BoundFact* const> facts)
    : patient_(view.patient_),
      options_(view.options_),
      terminology_(view.terminology_),
      persons_(1),
      birth_(view.birth_) {
  for (const BoundFact* fact : facts) Add(*fact);
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

const PatientView::PersonFacts& PatientView::FactsOf(const Person& person) const {
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

}  // namespace trialmatch
