// The lists of facts that a patient or a relative has on the wire.
#ifndef TRIALMATCH_WIRE_FACT_LISTS_H_
#define TRIALMATCH_WIRE_FACT_LISTS_H_

#include "domain/fact.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch {

// Calls visit(name of the field, list, category) for each of them, in the order of the schema. `person` is a
// v1::PatientProfile or a v1::Relative, which has some of the lists only.
template <typename Person, typename Visit>
void ForEachFactList(const Person& person, const Visit& visit) {
  constexpr bool kSelf = requires { person.allergies(); };
  visit("conditions", person.conditions(), FactCategory::kCondition);
  visit("observations", person.observations(), FactCategory::kObservation);
  visit("procedures", person.procedures(), FactCategory::kProcedure);
  visit("medications", person.medications(), FactCategory::kMedication);
  if constexpr (kSelf) visit("allergies", person.allergies(), FactCategory::kAllergy);
  visit("variants", person.variants(), FactCategory::kVariant);
  if constexpr (kSelf) {
    visit("reproductive_facts", person.reproductive_facts(), FactCategory::kReproductiveState);
    visit("performance_statuses", person.performance_statuses(), FactCategory::kObservation);
    visit("care_settings", person.care_settings(), FactCategory::kCareSetting);
    visit("trial_participations", person.trial_participations(), FactCategory::kTrialParticipation);
  }
  visit("lifestyles", person.lifestyles(), FactCategory::kLifestyle);
  if constexpr (kSelf) {
    visit("abilities", person.abilities(), FactCategory::kAbility);
    visit("plans", person.plans(), FactCategory::kPlan);
  }
}

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_FACT_LISTS_H_
