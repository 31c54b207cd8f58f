// Random patients: much is left out, and what is there often lies on a bound or one unit beside it.
#ifndef TRIALMATCH_TESTS_SUPPORT_RANDOM_PATIENT_H_
#define TRIALMATCH_TESTS_SUPPORT_RANDOM_PATIENT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "matching/trial_index.h"
#include "tests/support/random_source.h"
#include "tests/support/random_terminology.h"

namespace trialmatch {

// A patient and how the caller wants the answer.
struct RandomPatient {
  Patient patient;
  EvaluationOptions options;
};

class RandomPatientMaker {
 public:
  // Both outlive it.
  RandomPatientMaker(RandomSource& random, const RandomTerminology& terms) : random_(random), terms_(terms) {}

  // Consents and attestations are for some of `trials`.
  RandomPatient Make(absl::Span<const TrialPointer> trials);

  // One more fact of the category, as Make would add it.
  Fact MakeFact(FactCategory category, const AsOf& as_of);

 private:
  using Period = std::pair<std::optional<RecordedTime>, std::optional<RecordedTime>>;
  std::optional<RecordedTime> DateNear(const AsOf& as_of);
  RecordedTime Blurred(absl::Time instant, const AsOf& as_of);
  Period PeriodNear(const AsOf& as_of);
  Quantity Amount(const std::vector<std::string>& units);
  void AddResult(Fact& fact);
  void AddDetails(Fact& fact, const AsOf& as_of);
  void AddPerson(RandomPatient& made);
  void AddSteadyFacts(RandomPatient& made);
  void AddFacts(RandomPatient& made);
  void AddLinks(Patient& patient);
  void AddStatements(RandomPatient& made);
  void AddDecisions(const Trial& trial, RandomPatient& made);

  RandomSource& random_;
  const RandomTerminology& terms_;
  int next_id_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_RANDOM_PATIENT_H_
