// Evaluates observation criteria for tests.
#ifndef TRIALMATCH_TESTS_MATCHING_OBSERVE_H_
#define TRIALMATCH_TESTS_MATCHING_OBSERVE_H_

#include <gtest/gtest.h>

#include <vector>

#include "matching/observation_evaluator.h"
#include "tests/matching/measured.h"

namespace trialmatch {

// The truth, which must not depend on whether evidence is asked for.
inline Truth Evaluate(const PatientBuilder& patient, const ObservationCriterion& criterion,
                      AbsencePolicy policy = AbsencePolicy::kInherit,
                      std::vector<Evidence>* evidence = nullptr) {
  const PatientView view = patient.View();
  std::vector<Evidence> own;
  const Truth silent = EvaluateObservation(criterion, policy, view, nullptr);
  EXPECT_EQ(EvaluateObservation(criterion, policy, view, evidence ? evidence : &own), silent);
  return silent;
}

inline std::vector<Evidence> Explain(const PatientBuilder& patient, const ObservationCriterion& criterion,
                                     AbsencePolicy policy = AbsencePolicy::kInherit) {
  std::vector<Evidence> evidence;
  Evaluate(patient, criterion, policy, &evidence);
  return evidence;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_MATCHING_OBSERVE_H_
