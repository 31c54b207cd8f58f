#include "matching/fact_count.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace trialmatch {
namespace {

DaySpan DaysOf(const BoundFact& fact, const AsOf& as_of) {
  if (!fact.fact->start) return {absl::CivilDay::min(), absl::CivilDay::max()};
  return fact.fact->start->Days(as_of);
}

// The least number of days that leaves no span without one: the most spans that pairwise share no day.
int FewestDays(std::vector<DaySpan> spans) {
  std::sort(spans.begin(), spans.end(), [](const DaySpan& a, const DaySpan& b) { return a.last < b.last; });
  int days = 0;
  absl::CivilDay taken;
  for (const DaySpan& span : spans) {
    if (days > 0 && span.first <= taken) continue;
    taken = span.last;
    ++days;
  }
  return days;
}

// One of all codes that mean exactly the same.
const Code& CommonCode(const Code& code, const Terminology& terminology) {
  const std::optional<ConceptId> id = terminology.Find(code);
  return id ? terminology.CodesOf(*id).front() : code;
}

}  // namespace

FactCount CountFacts(const std::vector<FactMatch>& matches, const PatientView& patient) {
  FactCount count;
  if (matches.size() <= 1) {  // mostly, and nothing to merge
    for (const FactMatch& match : matches) {
      count.certain = match.truth == Truth::kTrue;
      count.possible = match.truth != Truth::kFalse;
    }
    return count;
  }
  using Happening = std::pair<Code, absl::CivilDay>;
  std::set<Happening> precise;
  std::map<Code, std::vector<DaySpan>> certain;
  for (const FactMatch& match : matches) {
    if (match.truth == Truth::kFalse) continue;
    const DaySpan days = DaysOf(*match.fact, patient.as_of());
    const Code& what = CommonCode(match.fact->fact->code, patient.terminology());
    const bool first_on_day = days.first != days.last || precise.insert({what, days.first}).second;
    if (first_on_day) ++count.possible;
    if (match.truth == Truth::kTrue) certain[what].push_back(days);
  }
  for (auto& [what, spans] : certain) count.certain += FewestDays(std::move(spans));
  return count;
}

}  // namespace trialmatch
