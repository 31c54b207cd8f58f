#include "matching/absence_window.h"

#include <algorithm>
#include <optional>
#include <string>

#include "matching/fact_match.h"
#include "matching/fact_status.h"

namespace trialmatch {
namespace {

// Coverage counts up to `as_of`, since nothing later exists yet; but plans do, so theirs must reach as far as
// the window does.
AsOf EndOfCoverage(const FactCriterion& criterion, const AsOf& as_of) {
  constexpr absl::Duration kLongerThanAnyPlan = absl::Hours(24 * 366 * 200);
  if (criterion.category != FactCategory::kPlan) return as_of;
  return {as_of.instant + kLongerThanAnyPlan, as_of.zone};
}

// The moment of `as_of` as something to anchor a window at.
FactPeriod MomentOf(const AsOf& as_of) {
  const std::string text = absl::FormatTime("%Y-%m-%d%ET%H:%M:%E*SZ", as_of.instant, absl::UTCTimeZone());
  const absl::StatusOr<RecordedTime> moment = RecordedTime::Parse(text);
  FactPeriod period{.point = true};
  if (moment.ok()) period.start = *moment;
  return period;
}

// As Covers(period, TodayWindow(), ...) is TRUE.
bool CoversToday(const SeenPeriod& seen, const TimeEdge& now) {
  return seen.spans && (!seen.period.from || seen.spans->start.last.day <= now.day) &&
         seen.spans->end.first.day >= now.day;
}

// As Covers(period, AllTime(), ...) is TRUE.
bool CoversAllTime(const SeenPeriod& seen, const TimeEdge& now) {
  return seen.spans && !seen.period.from && seen.spans->end.first.day >= now.day;
}

// As Covers(period, window, ...) is TRUE.
bool CoversAround(const SeenPeriod& seen, const TimeWindow& window, const PatientView& patient) {
  if (!seen.spans || (seen.period.from && !window.start)) return false;
  return SeenWindow(window, patient.as_of()).Covers(seen.spans, !seen.period.from, patient.now()) ==
         Truth::kTrue;
}

bool CoversWindow(const SeenPeriod& seen, const FactCriterion& criterion, AbsencePolicy policy,
                  const Person& person, const PatientView& patient) {
  const CoveredPeriod& period = seen.period;
  const AnchoredWindow& window = *criterion.window;
  const bool plan = criterion.category == FactCategory::kPlan;
  if (!window.anchor && !plan) return CoversAround(seen, window.window, patient);
  const AsOf end = EndOfCoverage(criterion, patient.as_of());
  // A plan's window is anchored at as_of, which is not the end of coverage.
  if (!window.anchor) return Covers(period, window.window, MomentOf(patient.as_of()), end) == Truth::kTrue;
  if (Covers(period, AllTime(), std::nullopt, end) == Truth::kTrue) return true;
  const Anchors anchors = FindAnchors(*window.anchor, policy, person, patient);
  return anchors.closed && !anchors.facts.empty() &&
         std::all_of(anchors.facts.begin(), anchors.facts.end(), [&](const FactMatch& anchor) {
           return Covers(period, window.window, anchor.fact->period, end) == Truth::kTrue;
         });
}

}  // namespace

CoveredPeriod AheadOfPlans(CoveredPeriod period, const FactCriterion& criterion, const PatientView& patient) {
  if (criterion.category == FactCategory::kPlan &&
      Covers(period, TodayWindow(), std::nullopt, patient.as_of()) == Truth::kTrue) {
    period.to = std::nullopt;
  }
  return period;
}

bool CoversCriterion(const SeenPeriod& seen, const FactCriterion& criterion, AbsencePolicy policy,
                     const Person& person, const PatientView& patient) {
  const AsOf& as_of = patient.as_of();
  const bool plan = criterion.category == FactCategory::kPlan;
  if (criterion.status == FactStatus::kActive && !plan && CoversToday(seen, patient.now())) return true;
  if (criterion.window) return CoversWindow(seen, criterion, policy, person, patient);
  // A plan goes on while it lies ahead.
  if (criterion.status == FactStatus::kActive && plan) {
    const TimeWindow from_now_on{.start = CalendarOffset{0, TimeUnit::kDay}};
    return Covers(seen.period, from_now_on, MomentOf(as_of), EndOfCoverage(criterion, as_of)) == Truth::kTrue;
  }
  return CoversAllTime(seen, patient.now());
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
  return MeetsWindow(tested, *criterion.window, policy, gene.person, patient) == Truth::kTrue;
}

}  // namespace trialmatch
