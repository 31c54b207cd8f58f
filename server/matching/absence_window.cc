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

// False only if the period certainly ended before, so that it speaks neither of today nor of anything later.
bool MayReachToday(const CoveredPeriod& period, const AsOf& as_of) {
  return !period.to || period.to->Days(as_of).last >= Today(as_of);
}

// As Covers(period, AllTime(), ...) is TRUE.
bool CoversAllTime(const CoveredPeriod& period, const AsOf& as_of) {
  return !period.from && (!period.to || period.to->Days(as_of).first >= Today(as_of));
}

// False only if the period certainly does not cover the window around `as_of`.
bool MayCover(const CoveredPeriod& period, const TimeWindow& window, const AsOf& as_of) {
  if (period.from && !window.start) return false;
  const bool has_today = !(window.end && window.end->count < 0) && !(window.start && window.start->count > 0);
  return !has_today || MayReachToday(period, as_of);
}

bool CoversWindow(const CoveredPeriod& period, const FactCriterion& criterion, AbsencePolicy policy,
                  const Person& person, const PatientView& patient) {
  const AnchoredWindow& window = *criterion.window;
  const AsOf end = EndOfCoverage(criterion, patient.as_of());
  const bool plan = criterion.category == FactCategory::kPlan;
  if (!window.anchor) {
    if (!plan && !MayCover(period, window.window, patient.as_of())) return false;
    std::optional<FactPeriod> anchor;  // none: as_of, which for plans is not the end of coverage
    if (plan) anchor = MomentOf(patient.as_of());
    return Covers(period, window.window, anchor, end) == Truth::kTrue;
  }
  if (Covers(period, AllTime(), std::nullopt, end) == Truth::kTrue) return true;
  const Anchors anchors = FindAnchors(*window.anchor, policy, person, patient);
  return anchors.closed && !anchors.facts.empty() &&
         std::all_of(anchors.facts.begin(), anchors.facts.end(), [&](const FactMatch& anchor) {
           return Covers(period, window.window, anchor.fact->period, end) == Truth::kTrue;
         });
}

}  // namespace

CoveredPeriod FromBirthOn(CoveredPeriod period, const Person& person, const PatientView& patient) {
  const std::optional<ClockOrigin>& birth = patient.birth();
  const bool since_birth = person == Person{} && period.from && birth &&
                           period.from->Days(patient.as_of().zone).last <= birth->span.days.first;
  if (since_birth) period.from = std::nullopt;
  return period;
}

CoveredPeriod AheadOfPlans(CoveredPeriod period, const FactCriterion& criterion, const PatientView& patient) {
  if (criterion.category == FactCategory::kPlan &&
      Covers(period, TodayWindow(), std::nullopt, patient.as_of()) == Truth::kTrue) {
    period.to = std::nullopt;
  }
  return period;
}

bool CoversCriterion(const CoveredPeriod& period, const FactCriterion& criterion, AbsencePolicy policy,
                     const Person& person, const PatientView& patient) {
  const AsOf& as_of = patient.as_of();
  const bool plan = criterion.category == FactCategory::kPlan;
  if (criterion.status == FactStatus::kActive && !plan && MayReachToday(period, as_of) &&
      Covers(period, TodayWindow(), std::nullopt, as_of) == Truth::kTrue) {
    return true;
  }
  if (criterion.window) return CoversWindow(period, criterion, policy, person, patient);
  // A plan goes on while it lies ahead.
  if (criterion.status == FactStatus::kActive && plan) {
    const TimeWindow from_now_on{.start = CalendarOffset{0, TimeUnit::kDay}};
    return Covers(period, from_now_on, MomentOf(as_of), EndOfCoverage(criterion, as_of)) == Truth::kTrue;
  }
  return CoversAllTime(period, as_of);
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
