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
    const bool refuted =
        fact.verification == Verification::kRefuted || fact.verification == Verification::kNever;
    auto of_person = std::find_if(persons_.begin(), persons_.end(),
                                  [&](const PersonFacts& facts) { return facts.person == fact.person; });
    if (of_person == persons_.end())
      of_person = persons_.insert(persons_.end(), PersonFacts{fact.person, {}, {}});
    auto& slots = refuted ? of_person->refuted : of_person->present;
    slots[static_cast<int>(fact.category)].push_back({&fact, PeriodOf(fact, as_of())});
  }
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
