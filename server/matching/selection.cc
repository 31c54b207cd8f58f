#include "matching/selection.h"

#include <algorithm>

namespace trialmatch {
namespace {

using Values = absl::Span<const ObservedValue>;

bool IsCertain(const ObservedValue& value) { return value.counts.truth == Truth::kTrue; }

bool AnyCertain(Values values) { return std::any_of(values.begin(), values.end(), IsCertain); }

// The earliest time that some certain value was not taken after.
absl::Time EarliestCertain(Values values) {
  absl::Time earliest = absl::InfiniteFuture();
  for (const ObservedValue& value : values) {
    if (IsCertain(value)) earliest = std::min(earliest, value.taken.latest);
  }
  return earliest;
}

template <typename Predicate>
std::vector<size_t> Where(Values values, const Predicate& wanted) {
  std::vector<size_t> found;
  for (size_t i = 0; i < values.size(); ++i) {
    if (wanted(values[i])) found.push_back(i);
  }
  return found;
}

// The truth that all share, else UNKNOWN.
class Agreement {
 public:
  void Add(Truth truth) {
    agreed_ = !any_ || agreed_ == truth ? truth : Truth::kUnknown;
    any_ = true;
  }
  Truth truth() const { return any_ ? agreed_ : Truth::kUnknown; }

 private:
  bool any_ = false;
  Truth agreed_ = Truth::kUnknown;
};

Selected SelectLatest(Values values) {
  const absl::Time latest = LatestCertain(values);
  Selected selected;
  selected.deciding = Where(values, [&](const ObservedValue& value) { return value.taken.latest >= latest; });
  Agreement agreement;
  for (const size_t i : selected.deciding) agreement.Add(values[i].judgement.truth);
  if (AnyCertain(values)) selected.truth = agreement.truth();
  return selected;
}

// `wanted` TRUE: one TRUE value is enough. `wanted` FALSE: one FALSE value is enough to break `all`.
Selected SelectAny(Values values, Truth wanted) {
  const Truth otherwise = Not(wanted);
  bool certain = false, possible = false;
  for (const ObservedValue& value : values) {
    certain = certain || (IsCertain(value) && value.judgement.truth == wanted);
    possible = possible || value.judgement.truth != otherwise;
  }
  Selected selected;
  if (certain) {
    selected.truth = wanted;
    selected.deciding = Where(values, [&](const ObservedValue& value) {
      return IsCertain(value) && value.judgement.truth == wanted;
    });
  } else if (!possible && AnyCertain(values)) {
    selected.truth = otherwise;
    selected.deciding = Where(values, [](const ObservedValue&) { return true; });
  } else {
    selected.deciding = Where(
        values, [&](const ObservedValue& value) { return !possible || value.judgement.truth != otherwise; });
  }
  return selected;
}

// True iff the value may be the least (greatest); one that cannot be compared may be anything.
bool MayBeExtreme(const ObservedValue& value, Values values, bool least) {
  if (!value.judgement.value) return true;
  using End = std::optional<ValueInterval::End>;
  const auto near_end = [&](const ValueInterval& v) -> const End& { return least ? v.lower() : v.upper(); };
  const auto far_end = [&](const ValueInterval& v) -> const End& { return least ? v.upper() : v.lower(); };
  const End& near = near_end(*value.judgement.value);
  if (!near) return true;
  return std::none_of(values.begin(), values.end(), [&](const ObservedValue& other) {
    if (!IsCertain(other) || !other.judgement.value || other.judgement.unit != value.judgement.unit)
      return false;
    const End& far = far_end(*other.judgement.value);
    return far && (least ? far->value < near->value : far->value > near->value);
  });
}

// Whether all are measured against one limit of normal, or none.
bool HaveOneLimit(Values values) {
  const auto same = [&](const ObservedValue& value) {
    const std::optional<LimitOfNormal>& first = values.front().judgement.limit;
    const std::optional<LimitOfNormal>& own = value.judgement.limit;
    return first.has_value() == own.has_value() &&
           (!own || (own->value.ToRational() == first->value.ToRational() && own->unit == first->unit));
  };
  return std::all_of(values.begin(), values.end(), same);
}

// Which of multiples of different limits is the least (greatest) is not said: by amount or by multiple. All
// have to agree.
Selected SelectAgreed(Values values) {
  Selected selected;
  Agreement agreement;
  for (const ObservedValue& value : values) agreement.Add(value.judgement.truth);
  if (AnyCertain(values)) selected.truth = agreement.truth();
  selected.deciding = Where(values, [](const ObservedValue&) { return true; });
  return selected;
}

// The least value lies in range when all reach the lower bound and one keeps the upper; for the greatest the
// bounds change places.
Selected SelectExtreme(Values values, bool least) {
  const auto keeps_outer = [&](const ObservedValue& value) {
    return least ? value.judgement.reaches_min : value.judgement.keeps_max;
  };
  const auto keeps_inner = [&](const ObservedValue& value) {
    return least ? value.judgement.keeps_max : value.judgement.reaches_min;
  };
  bool certain_can_keep = true, one_can_lie_within = false, one_can_break = false, certain_can_miss = true;
  for (const ObservedValue& value : values) {
    certain_can_keep = certain_can_keep && (!IsCertain(value) || keeps_outer(value) != Truth::kFalse);
    one_can_lie_within = one_can_lie_within || value.judgement.truth != Truth::kFalse;
    one_can_break = one_can_break || keeps_outer(value) != Truth::kTrue;
    certain_can_miss = certain_can_miss && (!IsCertain(value) || keeps_inner(value) != Truth::kTrue);
  }
  const bool can_be_true = certain_can_keep && one_can_lie_within;
  const bool can_be_false = one_can_break || certain_can_miss;
  Selected selected;
  if (AnyCertain(values) && can_be_true != can_be_false) selected.truth = FromBool(can_be_true);
  selected.deciding =
      Where(values, [&](const ObservedValue& value) { return MayBeExtreme(value, values, least); });
  return selected;
}

}  // namespace

Selected Select(Selection selection, absl::Span<const ObservedValue> values) {
  switch (selection) {
    case Selection::kLatest:
      return SelectLatest(values);
    case Selection::kAny:
      return SelectAny(values, Truth::kTrue);
    case Selection::kAll:
      return SelectAny(values, Truth::kFalse);
    case Selection::kMinimum:
    case Selection::kMaximum:
      if (!HaveOneLimit(values)) return SelectAgreed(values);
      return SelectExtreme(values, selection == Selection::kMinimum);
    case Selection::kChange:
    case Selection::kPercentChange:
      break;  // see SelectChange
  }
  return {};
}

SelectedChange SelectChange(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                            const PatientView& patient) {
  const absl::Time latest = LatestCertain(values), earliest = EarliestCertain(values);
  const std::vector<size_t> may_be_latest =
      Where(values, [&](const ObservedValue& value) { return value.taken.latest >= latest; });
  const std::vector<size_t> may_be_earliest =
      Where(values, [&](const ObservedValue& value) { return value.taken.earliest <= earliest; });
  SelectedChange selected;
  selected.may_be_one_time = latest <= earliest;
  Agreement agreement;
  for (const size_t later : may_be_latest) {
    for (const size_t earlier : may_be_earliest) {
      if (later == earlier || values[earlier].taken.earliest >= values[later].taken.latest) continue;
      selected.pairs.push_back(
          {later, earlier,
           JudgeChange(criterion, *values[later].fact->fact, *values[earlier].fact->fact, patient)});
      agreement.Add(selected.pairs.back().change.truth);
      if (agreement.truth() == Truth::kUnknown || selected.may_be_one_time) return selected;
    }
  }
  selected.truth = agreement.truth();
  return selected;
}

}  // namespace trialmatch
