#include "matching/person_evaluator.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

const char* NameOf(ConsentKind kind) {
  constexpr const char* kNames[] = {"informed consent", "assent", "willingness to take part"};
  return kNames[static_cast<int>(kind)];
}

const char* NameOf(ConsentDecision decision) {
  constexpr const char* kNames[] = {"given", "refused", "withdrawn"};
  return kNames[static_cast<int>(decision)];
}

constexpr int kAgeOfMajorityYears = 18;

// Whether the giver may decide for the patient at `as_of`.
Truth MayDecide(ConsentGiver giver, const PatientView& patient) {
  switch (giver) {
    case ConsentGiver::kPatient:
    case ConsentGiver::kProxy:
      return Truth::kTrue;
    case ConsentGiver::kOther:
      return Truth::kFalse;
    case ConsentGiver::kParent:
      break;
  }
  if (!patient.birth()) return Truth::kUnknown;
  const ClockRange minor{.max = ClockBound{kAgeOfMajorityYears, TimeUnit::kYear, std::nullopt, true}};
  return ClockTruth(minor, *patient.birth(), patient.as_of());
}

bool Counts(const Consent& consent, ConsentKind kind, const std::string& trial_id,
            const PatientView& patient) {
  return consent.kind == kind && consent.trial == trial_id &&
         MayDecide(consent.giver, patient) != Truth::kFalse &&
         KnownBy(consent.recorded_at, patient.as_of()) && KnownBy(consent.start, patient.as_of());
}

// Two decisions of which neither is known to be the later may both be the latest.
bool IsSuperseded(const Consent& consent, const std::vector<const Consent*>& others, const AsOf& as_of) {
  for (const Consent* other : others) {
    if (consent.start && other->start &&
        Compare(*consent.start, *other->start, as_of.zone) == Order::kBefore) {
      return true;
    }
  }
  return false;
}

std::vector<const Consent*> LatestDecisions(ConsentKind kind, const std::string& trial_id,
                                            const PatientView& patient) {
  std::vector<const Consent*> all;
  for (const Consent& consent : patient.patient().consents) {
    if (Counts(consent, kind, trial_id, patient)) all.push_back(&consent);
  }
  std::vector<const Consent*> latest;
  for (const Consent* consent : all) {
    if (!IsSuperseded(*consent, all, patient.as_of())) latest.push_back(consent);
  }
  return latest;
}

// Whether the decision is a valid consent at `as_of`.
Truth IsValid(const Consent& consent, const PatientView& patient) {
  const AsOf& as_of = patient.as_of();
  if (MayDecide(consent.giver, patient) != Truth::kTrue) return Truth::kUnknown;
  if (consent.decision != ConsentDecision::kGiven) return Truth::kFalse;
  if (!consent.end) return Truth::kTrue;
  const FactPeriod period{.start = consent.start, .end = consent.end, .end_kind = FactPeriod::End::kEnded};
  const TimeWindow today{.start = CalendarOffset{0, TimeUnit::kDay},
                         .end = CalendarOffset{0, TimeUnit::kDay}};
  // An expired consent is no refusal: the patient may be asked again.
  return Overlaps(period, today, std::nullopt, as_of) == Truth::kTrue ? Truth::kTrue : Truth::kUnknown;
}

Evidence ConsentEvidence(const Consent& consent, ConsentKind kind, Truth valid) {
  Evidence evidence;
  evidence.kind = valid == Truth::kUnknown ? EvidenceKind::kUndecided : EvidenceKind::kFact;
  evidence.reason = valid == Truth::kTrue    ? EvidenceReason::kSatisfies
                    : valid == Truth::kFalse ? EvidenceReason::kConsentDeclined
                                             : EvidenceReason::kActionNeeded;
  const std::string date = consent.start ? consent.start->ToString() : "";
  evidence.fact = FactReference{consent.id, std::nullopt, Code{}, date};
  evidence.text = absl::StrCat(NameOf(kind), " was ", NameOf(consent.decision),
                               date.empty() ? "" : absl::StrCat(" on ", date));
  if (valid == Truth::kUnknown) absl::StrAppend(&evidence.text, ", but is not certain to be valid now");
  return evidence;
}

Evidence ConsentMissing(ConsentKind kind) {
  Evidence evidence;
  evidence.kind = EvidenceKind::kMissing;
  evidence.reason = EvidenceReason::kActionNeeded;
  evidence.text = absl::StrCat(
      NameOf(kind), " of the patient or a lawful proxy is not recorded for this trial: an action is needed");
  return evidence;
}

Evidence AttestationEvidence(const Attestation& attestation, bool outdated) {
  Evidence evidence;
  evidence.kind = outdated ? EvidenceKind::kUndecided : EvidenceKind::kAttestation;
  evidence.reason = outdated                            ? EvidenceReason::kAttestationOutdated
                    : attestation.truth == Truth::kTrue ? EvidenceReason::kSatisfies
                                                        : EvidenceReason::kDoesNotSatisfy;
  evidence.fact = FactReference{attestation.id, std::nullopt, Code{}, attestation.attested_at.ToString()};
  evidence.text =
      outdated ? "attested for another text of this criterion"
               : absl::StrCat("attested as ", attestation.truth == Truth::kTrue ? "true" : "false", " by ",
                              attestation.attested_by, " on ", attestation.attested_at.ToString());
  return evidence;
}

}  // namespace

Truth EvaluateConsent(const ConsentCriterion& criterion, const std::string& trial_id,
                      const PatientView& patient, std::vector<Evidence>* evidence) {
  std::optional<Truth> agreed;
  for (const Consent* consent : LatestDecisions(criterion.kind, trial_id, patient)) {
    const Truth valid = IsValid(*consent, patient);
    agreed = !agreed || *agreed == valid ? valid : Truth::kUnknown;
    if (evidence != nullptr) evidence->push_back(ConsentEvidence(*consent, criterion.kind, valid));
  }
  if (!agreed && evidence != nullptr) evidence->push_back(ConsentMissing(criterion.kind));
  return agreed.value_or(Truth::kUnknown);
}

Truth EvaluateAttestation(const Criterion& criterion, const std::string& trial_id, const PatientView& patient,
                          std::vector<Evidence>* evidence) {
  std::optional<Truth> agreed;
  for (const Attestation& attestation : patient.patient().attestations) {
    if (attestation.trial != trial_id || attestation.criterion_id != criterion.id ||
        !KnownBy(attestation.attested_at, patient.as_of())) {
      continue;
    }
    const bool outdated = attestation.text_hash != criterion.text_hash;
    if (!outdated) {
      agreed = !agreed || *agreed == attestation.truth ? attestation.truth : Truth::kUnknown;
    }
    if (evidence != nullptr) evidence->push_back(AttestationEvidence(attestation, outdated));
  }
  return agreed.value_or(Truth::kUnknown);
}

Truth EvaluateUnstructured(const Criterion& criterion, const UnstructuredCriterion& kind,
                           const std::string& trial_id, const PatientView& patient,
                           std::vector<Evidence>* evidence) {
  const Truth truth = EvaluateAttestation(criterion, trial_id, patient, evidence);
  if (truth == Truth::kUnknown && evidence != nullptr) {
    Evidence needed;
    needed.kind = EvidenceKind::kMissing;
    needed.reason = kind.judgement ? EvidenceReason::kNeedsJudgement : EvidenceReason::kNotStructured;
    needed.text = kind.judgement ? "left to the investigator's judgement: an attestation is needed"
                                 : "not turned into structure: an attestation is needed";
    if (!kind.reason.empty()) absl::StrAppend(&needed.text, " (", kind.reason, ")");
    evidence->push_back(std::move(needed));
  }
  return truth;
}

}  // namespace trialmatch
