// Predicates over recorded facts.
#ifndef TRIALMATCH_DOMAIN_FACT_CRITERION_H_
#define TRIALMATCH_DOMAIN_FACT_CRITERION_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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
  // Whose fact; any of them. Never empty.
  std::vector<Subject> subjects = {Subject::kPatient};
  ConceptSet concepts;
  FactStatus status = FactStatus::kEver;
  std::optional<GradeRange> grade;
  std::optional<ConceptSet> body_site;
  Side side = Side::kUnspecified;
  std::optional<AnchoredWindow> window;
  // {1, absent} unless the criterion counts.
  CountRange occurrences{1, std::nullopt};
  std::optional<CalendarOffset> refutation_freshness;
  std::optional<QuantityRange> dose;
  std::optional<CountRange> line_of_therapy;
  std::optional<ConceptSet> response;
  // Trial participations: only of this trial id; empty: of any.
  std::string trial;
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
  std::vector<Subject> subjects = {Subject::kPatient};
  ConceptSet concepts;
  std::variant<QuantityRange, NormalLimitRange, ConceptSet> expected;
  Selection selection = Selection::kLatest;
  std::optional<AnchoredWindow> window;
  std::optional<ConceptSet> method;
};

// At one dose for the whole of the last `duration` (positive).
struct DoseStabilityCriterion {
  ConceptSet concepts;
  CalendarOffset duration{0, TimeUnit::kDay};
};

struct RelationCriterion {
  LinkKind kind = LinkKind::kCausedBy;
  FactCriterion effect;
  FactCriterion cause;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_FACT_CRITERION_H_
