// One reason for the truth of a criterion.
#ifndef TRIALMATCH_DOMAIN_EVIDENCE_H_
#define TRIALMATCH_DOMAIN_EVIDENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/code.h"
#include "domain/fact.h"

namespace trialmatch {

// Both enumerations are those of proto/trialmatch/v1/explanation.proto, in its order, and documented there.
enum class EvidenceKind : uint8_t {
  kFact = 1,
  kMissing,
  kAssumption,
  kConflict,
  kRule,
  kAttestation,
  kUndecided,
  kUnresolved,
};

enum class EvidenceReason : uint8_t {
  kSatisfies = 1,
  kDoesNotSatisfy,
  kRefuted,
  kNotRecorded,
  kBroaderCode,
  kNotConfirmed,
  kDateImprecise,
  kStatusUnknown,
  kQualifierUnknown,
  kNotComparable,
  kValueImprecise,
  kConflicting,
  kCriterionPolicy,
  kCompleteness,
  kRequestDefault,
  kGeneTested,
  kBiologyRule,
  kNormalLimitTable,
  kAdministrativeGender,
  kNotStructured,
  kNeedsJudgement,
  kAttestationOutdated,
  kActionNeeded,
  kConsentDeclined,
  kCodeNotLoaded,
  kRelationNotRecorded,
  kCount,
  kNotStarted,
};

// Positive: inside the threshold by that much; negative: outside. `value` is a decimal, rounded to 12 digits
// only where it does not end; `unit` is UCUM ("d", "wk", "mo", "a" for time).
struct Distance {
  std::string value;
  std::string unit;
};

// Names a record of the profile. Consents and attestations have neither category nor code.
struct FactReference {
  std::string id;
  std::optional<FactCategory> category;
  Code code;
  std::string date;
};

// Which members are set depends on the kind.
struct Evidence {
  EvidenceKind kind = EvidenceKind::kFact;
  EvidenceReason reason = EvidenceReason::kSatisfies;
  std::string text;  // one sentence for people
  std::optional<FactReference> fact;
  std::string recorded_value;
  std::string converted_value;
  std::string threshold;
  std::optional<Distance> distance;
  std::vector<Code> path;  // from the recorded code up to the criterion's
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_EVIDENCE_H_
