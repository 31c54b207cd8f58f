#include "matching/absence_window.h"

#include <algorithm>

#include "matching/fact_match.h"
#include "matching/fact_status.h"

namespace trialmatch {
namespace {

bool CoversWindow(const CoveredPeriod& period, const AnchoredWindow& window, AbsencePolicy policy,
                  const PatientView& patient) {
  const AsOf& as_of = patient.as_of();
  if (!window.anchor) return Covers(period, window.window, std::nullopt, as_of) == Truth::kTrue;
  if (Covers(period, AllTime(), std::nullopt, as_of) == Truth::kTrue) return true;
  const Anchors anchors = FindAnchors(*window.anchor, policy, patient);
  return anchors.closed &&
         std::all_of(anchors.facts.begin(), anchors.facts.end(), [&](const FactMatch& anchor) {
           return Covers(period, window.window, anchor.fact->period, as_of) == Truth::kTrue;
         });
}

}  // namespace

bool CoversCriterion(const CoveredPeriod& period, const FactCriterion& criterion, AbsencePolicy policy,
                     const PatientView& patient) {
  const AsOf& as_of = patient.as_of();
  if (criterion.status == FactStatus::kActive &&
      Covers(period, TodayWindow(), std::nullopt, as_of) == Truth::kTrue) {
    return true;
  }
  if (criterion.window) return CoversWindow(period, *criterion.window, policy, patient);
  return Covers(period, AllTime(), std::nullopt, as_of) == Truth::kTrue;
}

bool UndatedCoversCriterion(const BoundFact& refutation, const FactCriterion& criterion) {
  if (criterion.window) return false;
  return refutation.fact->verification == Verification::kNever || criterion.status == FactStatus::kActive;
}

bool TestedInWindow(const TestedGene& gene, const FactCriterion& criterion, AbsencePolicy policy,
                    const PatientView& patient) {
  if (!criterion.window) return true;
  if (!gene.start) return false;
  const FactPeriod tested{.start = gene.start, .point = true};
  return MeetsWindow(tested, *criterion.window, policy, patient) == Truth::kTrue;
}

}  // namespace trialmatch
