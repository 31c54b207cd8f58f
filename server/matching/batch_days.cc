#include "matching/batch_days.h"

#include <algorithm>

#include "domain/calendar.h"
#include "domain/period_spans.h"

namespace trialmatch {
namespace {

// Two instants that are so many days apart as civil dates are in that order in every zone.
constexpr DayNumber kClearDays = 3;
// Beyond every recorded date, within the far past and the far future.
constexpr int64_t kMostDays = 8'000'000;
// As far ahead as coverage of plans counts (see CoversCriterion).
constexpr DayNumber kLongerThanAnyPlan = 366 * 200;

bool IsNear(DayNumber day, DayNumber bound) {
  const int64_t apart = int64_t{day} - bound;
  return apart >= -kClearDays && apart <= kClearDays;
}

DayNumber BoundOf(const CalendarOffset& offset, const absl::CivilDay& today) {
  if (IsCivil(offset.unit)) return NumberOf(AddOffset(today, offset));
  const int64_t days = offset.count / (offset.unit == TimeUnit::kHour ? 24 : 24 * 60);
  return NumberOf(today) + static_cast<DayNumber>(std::clamp(days, -kMostDays, kMostDays));
}

}  // namespace

std::optional<DayCover> CoverOf(const CoveredPeriod& period, const AsOf& as_of) {
  const std::optional<PeriodSpans> spans = SpansOf(period, as_of);
  if (!spans) return std::nullopt;
  DayCover cover;
  if (period.from) cover.from = NumberOf(spans->start.last.day);
  if (period.to) cover.to = NumberOf(spans->end.first.day);
  return cover;
}

DayWindow::DayWindow(const TimeWindow& window, const absl::CivilDay& today) {
  if (window.start) {
    has_start = true;
    start = BoundOf(*window.start, today);
    start_by_instant = !IsCivil(window.start->unit);
    opens_later = window.start->count > 0;
  }
  if (window.end) {
    has_end = true;
    end = BoundOf(*window.end, today);
    end_by_instant = !IsCivil(window.end->unit);
  }
}

bool DayWindow::MustAsk(const DayPeriod& period) const {
  return (start_by_instant && (IsNear(period.end_first, start) || IsNear(period.end_last, start))) ||
         (end_by_instant && (IsNear(period.start_first, end) || IsNear(period.start_last, end)));
}

CoverQuestion::CoverQuestion(const FactCriterion& criterion, const absl::CivilDay& today)
    : today_(NumberOf(today)), now_(today_) {
  const bool active = criterion.status == FactStatus::kActive;
  const bool plan = criterion.category == FactCategory::kPlan;
  today_suffices_ = active && !plan;
  if (plan && (active || criterion.window)) now_ += kLongerThanAnyPlan;
  if (criterion.window && criterion.window->anchor == nullptr) {
    window_.emplace(criterion.window->window, today);
    if (plan) window_->opens_later = window_->start > now_;
  } else if (plan && active && !criterion.window) {
    window_.emplace(TimeWindow{.start = CalendarOffset{0, TimeUnit::kDay}}, today);
  }
}

DayAnswer CoverQuestion::CoveredBy(const DayCover& cover) const {
  if (today_suffices_ && cover.from <= today_ && cover.to >= today_) return DayAnswer::kYes;
  if (window_) return CoversWindow(cover);
  return cover.from == DayCover::kForEver && cover.to >= now_ ? DayAnswer::kYes : DayAnswer::kNo;
}

DayAnswer CoverQuestion::CoversWindow(const DayCover& cover) const {
  const DayWindow& window = *window_;
  if (window.opens_later) return DayAnswer::kYes;
  const bool always = cover.from == DayCover::kForEver;
  if (!always && (!window.has_start || (!window.start_by_instant && cover.from > window.start))) {
    return DayAnswer::kNo;
  }
  const DayNumber until = window.has_end ? std::min(now_, window.end) : now_;
  if (!window.end_by_instant && cover.to < until) return DayAnswer::kNo;
  const bool ask = (!always && window.start_by_instant && IsNear(cover.from, window.start)) ||
                   (window.end_by_instant && (IsNear(cover.to, until) || IsNear(cover.to, now_)));
  if (ask) return DayAnswer::kAsk;
  return (always || cover.from <= window.start) && cover.to >= until ? DayAnswer::kYes : DayAnswer::kNo;
}

}  // namespace trialmatch
