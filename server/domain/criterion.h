// What a trial asks of a patient: a tree of predicates. The meaning of each is documented at its message in
// proto/trialmatch/v1/criterion.proto and defined by matching/evaluator.
#ifndef TRIALMATCH_DOMAIN_CRITERION_H_
#define TRIALMATCH_DOMAIN_CRITERION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/clock.h"
#include "domain/fact_criterion.h"
#include "domain/patient.h"

namespace trialmatch {

struct Criterion;

enum class Operator : uint8_t { kAllOf, kAnyOf, kNot, kIfThen, kAtLeast };

// kNot has one child, kIfThen two (condition, consequence), the others at least one. `k` is for kAtLeast
// only: 1 to the number of children.
struct Combination {
  Operator op = Operator::kAllOf;
  int k = 0;
  std::vector<Criterion> children;
};

enum class Clock : uint8_t {
  kAge,
  kGestationalAgeAtBirth,
  kPostmenstrualAge,
  kCorrectedAge,
  kPregnancyLength,
};

struct ClockCriterion {
  Clock clock = Clock::kAge;
  ClockRange range;
};

enum class SexAttribute : uint8_t { kSexAtBirth, kAdministrativeGender, kGenderIdentity };

// `sex` is kFemale or kMale.
struct SexCriterion {
  Sex sex = Sex::kFemale;
  SexAttribute attribute = SexAttribute::kSexAtBirth;
};

struct ConsentCriterion {
  ConsentKind kind = ConsentKind::kInformedConsent;
};

// Text that only a person decides.
struct UnstructuredCriterion {
  bool judgement = false;  // left to the investigator, as against not yet structured
  std::string reason;
};

enum class AbsencePolicy : uint8_t { kInherit, kUnknown, kAssumeAbsent, kAssumePresent };

struct Criterion {
  std::string id;
  std::string text;
  std::string text_hash;
  AbsencePolicy absence_policy = AbsencePolicy::kInherit;
  std::variant<Combination, ClockCriterion, SexCriterion, FactCriterion, ObservationCriterion,
               DoseStabilityCriterion, RelationCriterion, ConsentCriterion, UnstructuredCriterion>
      kind;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_CRITERION_H_
