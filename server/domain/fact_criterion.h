// Predicates over recorded facts.
#ifndef TRIALMATCH_DOMAIN_FACT_CRITERION_H_
#define TRIALMATCH_DOMAIN_FACT_CRITERION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/boxed.h"
#include "domain/code.h"
#include "domain/fact.h"
#include "domain/quantity.h"
#include "domain/time_unit.h"
#include "domain/window.h"

namespace trialmatch {

struct FactCriterion;

// A window, anchored at `as_of` or, where `anchor` is set, at every fact that matches it. An anchor has no
// anchored window itself.
struct AnchoredWindow {
  TimeWindow window;
  std::shared_ptr<const FactCriterion> anchor;
};

enum class FactStatus : uint8_t { kEver, kActive, kResolved };

// Grades from `min` to `max` (empty: no bound) on one scale.
struct GradeRange {
  std::string scale;
  std::string min;
  std::string max;
};

// Inclusive; absent: no bound.
struct CountRange {
  std::optional<int> min;
  std::optional<int> max;
};

// A fact of one category that satisfies everything that is set.
struct FactCriterion {
  FactCategory category = FactCategory::kCondition;
  FactStatus status = FactStatus::kEver;
  Side side = Side::kUnspecified;
  // Whose fact.
  Subjects subjects = {Subject::kPatient};
  ConceptSet concepts;
  Rare<GradeRange> grade;
  Rare<ConceptSet> body_site;
  Rare<AnchoredWindow> window;
  // {1, absent} unless the criterion counts.
  CountRange occurrences{1, std::nullopt};
  Rare<CalendarOffset> refutation_freshness;
  Rare<QuantityRange> dose;
  Rare<CountRange> line_of_therapy;
  Rare<ConceptSet> response;
  // Trial participations: only of this trial id; absent: of any.
  Rare<std::string> trial;
};

enum class Selection : uint8_t { kLatest, kAny, kAll, kMinimum, kMaximum, kChange, kPercentChange };
enum class NormalLimitSide : uint8_t { kUpper, kLower };

// Multiples of a limit of normal.
struct NormalLimitRange {
  NormalLimitSide side = NormalLimitSide::kUpper;
  std::optional<Bound> min;
  std::optional<Bound> max;
};

struct ObservationCriterion {
  Subjects subjects = {Subject::kPatient};
  ConceptSet concepts;
  Boxed<std::variant<QuantityRange, NormalLimitRange, ConceptSet>> expected;
  Selection selection = Selection::kLatest;
  Rare<AnchoredWindow> window;
  Rare<ConceptSet> method;
};

// At one dose for the whole of the last `duration` (positive).
struct DoseStabilityCriterion {
  ConceptSet concepts;
  CalendarOffset duration{0, TimeUnit::kDay};
};

struct RelationCriterion {
  LinkKind kind = LinkKind::kCausedBy;
  Boxed<FactCriterion> effect;
  Boxed<FactCriterion> cause;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_FACT_CRITERION_H_
