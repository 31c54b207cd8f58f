// A terminology, trials and patients, all from one seed.
#ifndef TRIALMATCH_TESTS_SUPPORT_RANDOM_WORLD_H_
#define TRIALMATCH_TESTS_SUPPORT_RANDOM_WORLD_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "matching/patient_view.h"
#include "matching/trial_index.h"
#include "tests/support/random_patient.h"
#include "tests/support/random_terminology.h"

namespace trialmatch {

struct RandomWorld {
  RandomTerminology terms;
  std::vector<TrialPointer> trials;
  std::vector<RandomPatient> patients;

  // The patient stays where it is.
  PatientView View(const RandomPatient& made) const {
    return PatientView(made.patient, made.options, *terms.terminology);
  }
};

RandomWorld MakeWorld(uint64_t seed, size_t trial_count, size_t patient_count);

// The number in the environment variable, or `otherwise` where there is none. Ends the process when it is no
// number.
uint64_t NumberFromEnvironment(const char* variable, uint64_t otherwise);

// What a random test starts from: TRIALMATCH_SEED, or a fixed one.
uint64_t TestSeed();

// True in builds that run many times slower: with a sanitizer, or without optimisation.
bool IsSlowBuild();

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_RANDOM_WORLD_H_
