#include "matching/ranking.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace trialmatch {
namespace {

std::optional<int> Distance(const Code& a, const Code& b, const Terminology& terminology) {
  if (a == b) return 0;  // even where no terminology has it
  const std::optional<int> up = terminology.Steps(a, b);
  return up ? up : terminology.Steps(b, a);
}

auto RankKey(const RankedTrial& ranked, const Trial& trial) {
  constexpr int kUnrelated = std::numeric_limits<int>::max();
  constexpr double kFarthest = std::numeric_limits<double>::infinity();
  return std::make_tuple(ranked.truth == Truth::kTrue ? 0 : 1, ranked.availability.recruitment,
                         ranked.condition_distance.value_or(kUnrelated),
                         ranked.availability.distance_km.value_or(kFarthest), DaysBeforeEpoch(trial),
                         ranked.position);
}

bool InScope(const RankedTrial& ranked, const Trial& trial, MatchScope scope) {
  return scope == MatchScope::kAll || ranked.truth == Truth::kTrue || trial.conditions.empty() ||
         ranked.condition_distance.has_value();
}

}  // namespace

int32_t DaysBeforeEpoch(const Trial& trial) {
  if (!trial.last_updated) return std::numeric_limits<int32_t>::max();
  const absl::CivilDay day = trial.last_updated->Days(absl::UTCTimeZone()).first;
  return static_cast<int32_t>(absl::CivilDay(1970, 1, 1) - day);
}

std::optional<int> ConditionDistance(const Trial& trial, const PatientView& patient) {
  std::optional<int> least;
  for (const BoundFact& condition : patient.Present(FactCategory::kCondition, Person{})) {
    for (const Code& code : trial.conditions) {
      const std::optional<int> distance = Distance(condition.fact->code, code, patient.terminology());
      if (distance && (!least || *distance < *least)) least = distance;
    }
  }
  return least;
}

std::vector<RankedTrial> Rank(absl::Span<const TrialPointer> trials, const std::vector<Truth>& truths,
                              const std::vector<size_t>& positions, MatchScope scope,
                              const PatientView& patient) {
  std::vector<RankedTrial> ranked;
  for (const size_t position : positions) {
    if (truths[position] == Truth::kFalse) continue;
    const Trial& trial = *trials[position];
    RankedTrial one{position, truths[position], FindAvailability(trial, {}, patient.patient().location),
                    ConditionDistance(trial, patient)};
    if (InScope(one, trial, scope)) ranked.push_back(one);
  }
  std::sort(ranked.begin(), ranked.end(), [&](const RankedTrial& a, const RankedTrial& b) {
    return RankKey(a, *trials[a.position]) < RankKey(b, *trials[b.position]);
  });
  return ranked;
}

}  // namespace trialmatch
