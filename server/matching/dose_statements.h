// What is recorded of taking a medication in a stretch of time.
#ifndef TRIALMATCH_MATCHING_DOSE_STATEMENTS_H_
#define TRIALMATCH_MATCHING_DOSE_STATEMENTS_H_

#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "domain/fact_criterion.h"
#include "domain/recorded_time.h"
#include "matching/fact_match.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Spans are of whole days where the duration counts days or longer, else of instants.
struct DoseStatement {
  FactMatch match;
  // When it was certainly taken, if the statement is true; empty: at no time that can be named.
  std::optional<InstantSpan> certain;
  // When it may have been taken: not outside of this.
  InstantSpan possible;

  const Fact& fact() const { return *match.fact->fact; }
  // Confirmed, of the medication itself, and within the window.
  bool IsCertain() const { return match.truth == Truth::kTrue; }
  // Under a code that cannot be compared with the criterion's: it may be any medication.
  bool IsForeign() const { return match.reason == EvidenceReason::kCodeNotLoaded && !IsCertain(); }
};

// Taking the medication at some time of the last `duration`.
FactCriterion TakenWithin(const DoseStabilityCriterion& criterion);

// Those that may speak of the window, in the order of the profile; foreign ones too.
std::vector<DoseStatement> CollectStatements(const FactCriterion& taken, AbsencePolicy policy,
                                             const PatientView& patient);

// One code, or one beneath the other: a change between them is no change of the medication.
bool SameMedication(const DoseStatement& a, const DoseStatement& b, const Terminology& terminology);

// Whether the doses are exactly one amount; UNKNOWN with the reason where a dose is missing, censored or in a
// unit that does not convert.
Reasoned SameDose(const DoseStatement& a, const DoseStatement& b, const Terminology& terminology);

// True iff the spans leave nothing of the window out.
bool CoverWindow(std::vector<InstantSpan> spans, const InstantSpan& window);

// What they leave out of it, in order.
std::vector<InstantSpan> GapsIn(std::vector<InstantSpan> spans, const InstantSpan& window);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_DOSE_STATEMENTS_H_
