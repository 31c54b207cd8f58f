#include "tests/support/random_world.h"

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "tests/support/random_trial.h"

namespace trialmatch {

RandomWorld MakeWorld(uint64_t seed, size_t trial_count, size_t patient_count) {
  RandomSource random(seed);
  RandomWorld world;
  world.terms = MakeTerminology(random);
  RandomTrialMaker trials(random, world.terms);
  for (size_t i = 0; i < trial_count; ++i) {
    world.trials.push_back(std::make_shared<Trial>(trials.Make(absl::StrCat("trial-", i))));
  }
  RandomPatientMaker patients(random, world.terms);
  for (size_t i = 0; i < patient_count; ++i) world.patients.push_back(patients.Make(world.trials));
  return world;
}

uint64_t NumberFromEnvironment(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return otherwise;
  uint64_t number = 0;
  if (!absl::SimpleAtoi(text, &number)) {
    std::fprintf(stderr, "%s is not a number\n", variable);
    std::exit(1);
  }
  return number;
}

uint64_t TestSeed() { return NumberFromEnvironment("TRIALMATCH_SEED", 20240229); }

bool IsSlowBuild() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
  return true;
#else
  return false;
#endif
}

}  // namespace trialmatch
