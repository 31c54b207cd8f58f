// What several resources may tell of the birth, of which there is one: sex, and gestational age.
#ifndef TRIALMATCH_INGEST_FHIR_BIRTH_FACTS_H_
#define TRIALMATCH_INGEST_FHIR_BIRTH_FACTS_H_

#include <optional>
#include <vector>

#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch::fhir {

class BirthFacts {
 public:
  // Somebody recorded this sex as that at birth.
  void LearnSex(v1::Sex sex, const Json& place) { sexes_.push_back({sex, place}); }

  // Of a final Observation with its result as it was read (`birth` as the profile has it):
  //   sex assigned at birth (LOINC 76689-9);
  //   gestational age at birth (76516-4), whenever it was stated; and gestational age (11884-4, 11885-1,
  //   18185-9, 49051-6) if it is of the day of birth: of another day it is not that at birth, but may be of a
  //   pregnancy.
  // Whole weeks are weeks alone; whole days are weeks and days; anything else is not used, with a warning.
  void LearnObservation(const Json& observation, const v1::Observation& read, const std::string& birth,
                        Findings& findings);

  // What all agree upon; of gestational age those stated to be at birth, if any. Where they differ, nothing,
  // with a warning.
  void Apply(v1::PatientProfile& profile, Findings& findings) const;

 private:
  struct ToldSex {
    v1::Sex sex;
    Json place;
  };
  struct ToldAge {
    v1::GestationalAge age;
    bool at_birth;
    Json place;
  };

  void LearnAge(const Json& observation, const v1::Observation& read, bool at_birth, Findings& findings);
  std::optional<v1::GestationalAge> AgreedAge(Findings& findings) const;

  std::vector<ToldSex> sexes_;
  std::vector<ToldAge> ages_;
};

// Male or female by FHIR's administrative-gender, SNOMED CT or LOINC's answers; UNSPECIFIED for anything
// else.
v1::Sex SexOfConcept(const Json& concept_json);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_BIRTH_FACTS_H_
