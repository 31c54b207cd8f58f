#include "matching/amount_selection.h"

#include <algorithm>
#include <optional>

namespace trialmatch {
namespace {

using Values = absl::Span<const JudgedAmount>;

// Where no value certainly counts, nothing is known.
bool NoneIsCertain(Values values) {
  return std::none_of(values.begin(), values.end(), [](const JudgedAmount& value) { return value.certain; });
}

Truth AgreedAmount(Values values) {
  Truth least = Truth::kTrue, greatest = Truth::kFalse;
  for (const JudgedAmount& value : values) {
    least = And(least, value.truth);
    greatest = Or(greatest, value.truth);
  }
  return least == greatest ? least : Truth::kUnknown;
}

Truth LatestAmount(Values values) {
  const absl::Time latest = LatestCertain(values);
  Truth least = Truth::kTrue, greatest = Truth::kFalse;
  for (const JudgedAmount& value : values) {
    if (value.taken.latest < latest) continue;
    least = And(least, value.truth);
    greatest = Or(greatest, value.truth);
  }
  return least == greatest ? least : Truth::kUnknown;
}

// One value with the truth `wanted` is enough.
Truth OneAmount(Values values, Truth wanted) {
  bool possible = false;
  for (const JudgedAmount& value : values) {
    if (value.certain && value.truth == wanted) return wanted;
    possible = possible || value.truth != Not(wanted);
  }
  return possible ? Truth::kUnknown : Not(wanted);
}

Truth ExtremeAmount(Values values, Truth JudgedAmount::*outer, Truth JudgedAmount::*inner) {
  bool can_be_true = false, certain_can_keep = true, can_be_false = false, certain_can_miss = true;
  for (const JudgedAmount& value : values) {
    can_be_true = can_be_true || value.truth != Truth::kFalse;
    can_be_false = can_be_false || value.*outer != Truth::kTrue;
    if (!value.certain) continue;
    certain_can_keep = certain_can_keep && value.*outer != Truth::kFalse;
    certain_can_miss = certain_can_miss && value.*inner != Truth::kTrue;
  }
  can_be_true = can_be_true && certain_can_keep;
  can_be_false = can_be_false || certain_can_miss;
  return can_be_true == can_be_false ? Truth::kUnknown : FromBool(can_be_true);
}

}  // namespace

absl::Time LatestCertain(Values values) {
  absl::Time start = absl::InfinitePast();
  for (const JudgedAmount& value : values) {
    if (value.certain) start = std::max(start, value.taken.earliest);
  }
  return start;
}

Truth SelectAmount(Selection selection, bool one_limit, Values values) {
  if (NoneIsCertain(values)) return Truth::kUnknown;
  const bool extreme = selection == Selection::kMinimum || selection == Selection::kMaximum;
  if (extreme && !one_limit) return AgreedAmount(values);
  switch (selection) {
    case Selection::kLatest:
      return LatestAmount(values);
    case Selection::kAny:
      return OneAmount(values, Truth::kTrue);
    case Selection::kAll:
      return OneAmount(values, Truth::kFalse);
    case Selection::kMinimum:
      return ExtremeAmount(values, &JudgedAmount::reaches_min, &JudgedAmount::keeps_max);
    case Selection::kMaximum:
      return ExtremeAmount(values, &JudgedAmount::keeps_max, &JudgedAmount::reaches_min);
    case Selection::kChange:
    case Selection::kPercentChange:
      break;  // the caller's error
  }
  return Truth::kUnknown;
}

Truth SelectAmountChange(Values values, absl::FunctionRef<Truth(size_t later, size_t earlier)> judge) {
  absl::Time latest = absl::InfinitePast(), earliest = absl::InfiniteFuture();
  for (const JudgedAmount& value : values) {
    if (!value.certain) continue;
    latest = std::max(latest, value.taken.earliest);
    earliest = std::min(earliest, value.taken.latest);
  }
  // All that certainly count may be of one time.
  if (latest <= earliest) return Truth::kUnknown;
  std::optional<Truth> agreed;
  for (size_t later = 0; later < values.size(); ++later) {
    if (values[later].taken.latest < latest) continue;
    for (size_t earlier = 0; earlier < values.size(); ++earlier) {
      if (values[earlier].taken.earliest > earliest || earlier == later ||
          values[earlier].taken.earliest >= values[later].taken.latest)
        continue;
      const Truth change = judge(later, earlier);
      if (change == Truth::kUnknown || agreed.value_or(change) != change) return Truth::kUnknown;
      agreed = change;
    }
  }
  return agreed.value_or(Truth::kUnknown);
}

}  // namespace trialmatch
