// For which time a statement of absence must speak to decide a criterion.
#ifndef TRIALMATCH_MATCHING_ABSENCE_WINDOW_H_
#define TRIALMATCH_MATCHING_ABSENCE_WINDOW_H_

#include "domain/criterion.h"
#include "domain/fact_criterion.h"
#include "domain/window.h"
#include "matching/patient_view.h"

namespace trialmatch {

// The period as far as it speaks: that there is no such plan today speaks of all that lies ahead.
CoveredPeriod AheadOfPlans(CoveredPeriod period, const FactCriterion& criterion, const PatientView& patient);

// True iff a statement about the person and period certainly covers the criterion's whole time: its window
// (all time without one), or the day of `as_of` alone where only facts that go on count. Around anchors the
// windows of all of them, as far as no other anchor may exist.
bool CoversCriterion(const SeenPeriod& seen, const FactCriterion& criterion, AbsencePolicy policy,
                     const Person& person, const PatientView& patient);

// The same of a refutation without any date: it counts where no window is asked for; "never" always, "does
// not have" only against facts that go on.
bool UndatedCoversCriterion(const BoundFact& refutation, const FactCriterion& criterion);

// True iff the gene was certainly tested within the criterion's window; always without a window.
bool TestedInWindow(const TestedGene& gene, const FactCriterion& criterion, AbsencePolicy policy,
                    const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ABSENCE_WINDOW_H_
