// SelectTrials from columns.
#include <algorithm>
#include <limits>

#include "absl/status/status.h"
#include "matching/trial_selection.h"

namespace trialmatch {
namespace {

class Passing {
 public:
  explicit Passing(const TrialColumns& columns) : columns_(columns), passing_(columns.size(), true) {
    if (const size_t last = columns.size() % 64; last != 0) {
      passing_.words().back() = (uint64_t{1} << last) - 1;
    }
  }

  // Those that have one of the values; all, where none is asked for.
  template <typename Value>
  void KeepAny(const std::vector<Value>& values) {
    if (values.empty()) return;
    TrialBits any = None();
    for (const Value value : values) any.AddAll(columns_.traits().Of(value));
    Keep(any);
  }
  void Keep(const TrialBits& trials) { passing_.KeepAll(trials); }

  void KeepIds(const std::vector<std::string>& ids) {
    if (ids.empty()) return;
    TrialBits named = None();
    for (const std::string& id : ids) {
      if (const std::optional<size_t> position = columns_.Find(id)) named.Add(*position);
    }
    Keep(named);
  }

  void KeepConditions(const std::vector<Code>& conditions) {
    if (conditions.empty()) return;
    TrialBits coded = None();
    std::vector<LabelSteps> labels;
    for (const Code& condition : conditions) columns_.labels().AppendBeneath(condition, labels);
    for (const LabelSteps& one : labels) columns_.labels().TrialsOf(one.label).AddTo(coded);
    Keep(coded);
  }

  void KeepUpdatedSince(const RecordedTime& since) {
    const absl::CivilDay day = since.Days(absl::UTCTimeZone()).first;
    const absl::Span<const int32_t> updates = columns_.DaysBeforeEpoch();
    const int32_t most = static_cast<int32_t>(absl::CivilDay(1970, 1, 1) - day);
    for (size_t w = 0; w < passing_.words().size(); ++w) {
      const absl::Span<const int32_t> here = updates.subspan(64 * w, 64);
      uint64_t word = 0;
      for (size_t i = 0; i < here.size(); ++i) word |= uint64_t{here[i] <= most} << i;
      passing_.words()[w] &= word;
    }
  }

  TrialBits Take() && { return std::move(passing_); }

 private:
  TrialBits None() const { return TrialBits(columns_.size(), false); }

  const TrialColumns& columns_;
  TrialBits passing_;
};

}  // namespace

absl::StatusOr<TrialBits> SelectTrials(const TrialFilter& filter, const TrialColumns& columns,
                                       absl::FunctionRef<bool()> stop) {
  Passing passing(columns);
  passing.KeepAny(filter.statuses);
  passing.KeepAny(filter.phases);
  passing.KeepAny(filter.study_types);
  if (filter.healthy_volunteers != HealthyVolunteers::kUnknown) {
    passing.Keep(columns.traits().Of(filter.healthy_volunteers));
  }
  if (filter.recruiting_only) passing.Keep(columns.traits().recruiting());
  passing.KeepIds(filter.trials);
  if (stop()) return absl::CancelledError();
  passing.KeepConditions(filter.conditions);
  if (stop()) return absl::CancelledError();
  if (!filter.country_codes.empty()) passing.Keep(columns.sites().InCountries(filter.country_codes));
  if (filter.near) passing.Keep(columns.sites().InCircle(*filter.near));
  if (stop()) return absl::CancelledError();
  if (filter.updated_since) passing.KeepUpdatedSince(*filter.updated_since);
  return std::move(passing).Take();
}

}  // namespace trialmatch
