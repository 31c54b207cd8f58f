// Tells people why a criterion about facts is what it is.
#ifndef TRIALMATCH_MATCHING_FACT_EVIDENCE_H_
#define TRIALMATCH_MATCHING_FACT_EVIDENCE_H_

#include <optional>
#include <vector>

#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/absence.h"
#include "matching/fact_count.h"
#include "matching/fact_match.h"
#include "matching/patient_view.h"

namespace trialmatch {

// What an evaluation found of one person.
struct FactFinding {
  const FactCriterion& criterion;
  AbsencePolicy policy;
  const Person& person;
  const std::vector<FactMatch>& matches;
  const Absence& absence;
  const FactCount& count;
  Truth truth;
  bool settled_by_state;
};

// The facts that decide (or leave it open), then why absence is known or assumed where that was needed, or
// that something is missing.
void AppendFactEvidence(const FactFinding& finding, const PatientView& patient,
                        std::vector<Evidence>& evidence);

// That no other anchor exists than those recorded, where that is assumed; nothing of a window without anchor.
void AppendAnchorAssumption(const Rare<AnchoredWindow>& window, AbsencePolicy policy, const Person& person,
                            const PatientView& patient, std::vector<Evidence>& evidence);

// The criterion names a code that no loaded terminology has.
Evidence UnresolvedEvidence(const ConceptSet& concepts, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_EVIDENCE_H_
