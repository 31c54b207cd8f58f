#include "matching/predicate_key.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <vector>

#include "absl/strings/string_view.h"
#include "domain/rational.h"
#include "domain/unit.h"

namespace trialmatch {
namespace {

// Where AddOffset does not saturate in any unit, so that seven days are a week.
constexpr int64_t kMaxPlainCount = 100'000;

CalendarOffset Canonical(CalendarOffset offset) {
  if (offset.count > kMaxPlainCount || offset.count < -kMaxPlainCount) return offset;
  switch (offset.unit) {
    case TimeUnit::kHour:
      return {60 * offset.count, TimeUnit::kMinute};
    case TimeUnit::kWeek:
      return {7 * offset.count, TimeUnit::kDay};
    case TimeUnit::kYear:
      return {12 * offset.count, TimeUnit::kMonth};
    default:
      return offset;
  }
}

// Every value is written so that it ends where the next begins: two different sequences never give one key.
class KeyWriter {
 public:
  void Add(absl::string_view text) {
    Add(static_cast<int64_t>(text.size()));
    key_.append(text.data(), text.size());
  }
  void Add(const std::string& text) { Add(absl::string_view(text)); }
  void Add(int64_t number) { key_.append(reinterpret_cast<const char*>(&number), sizeof number); }
  void Add(int number) { Add(static_cast<int64_t>(number)); }
  void Add(bool flag) { key_.push_back(flag ? '\1' : '\0'); }
  template <typename Enum, std::enable_if_t<std::is_enum_v<Enum>, int> = 0>
  void Add(Enum value) {
    key_.push_back(static_cast<char>(value));
  }
  template <typename T>
  void Add(const std::optional<T>& value) {
    Add(value.has_value());
    if (value) Add(*value);
  }

  void Add(const ConceptSet& set) {
    AddEntries(set.include);
    AddEntries(set.exclude);
  }
  void Add(const std::vector<Subject>& subjects) {
    std::vector<Subject> sorted = subjects;
    std::sort(sorted.begin(), sorted.end());
    Add(static_cast<int64_t>(sorted.size()));
    for (const Subject subject : sorted) Add(subject);
  }
  void Add(const CalendarOffset& offset) {
    const CalendarOffset canonical = Canonical(offset);
    Add(canonical.count);
    Add(canonical.unit);
  }
  void Add(const ClockBound& bound) {
    Add(bound.value);
    Add(bound.unit);
    Add(bound.extra_days);
    Add(bound.exclusive);
  }
  void Add(const GradeRange& range) {
    Add(range.scale);
    Add(range.min);
    Add(range.max);
  }
  void Add(const CountRange& range) {
    Add(range.min);
    Add(range.max);
  }
  void Add(const Bound& bound) {
    Add(bound.value.ToString());
    Add(bound.exclusive);
  }
  void Add(const QuantityRange& range) {
    const absl::StatusOr<Unit> unit = Unit::Parse(range.unit);
    // On a scale with a zero of its own equal amounts are not equal changes.
    const bool proportional = unit.ok() && !unit->is_special() && unit->to_kind().intercept == 0;
    Add(proportional);
    Add(proportional ? unit->kind() : range.unit);
    AddAmount(range.min, proportional ? unit->to_kind().slope : Rational(1));
    AddAmount(range.max, proportional ? unit->to_kind().slope : Rational(1));
  }
  void Add(const NormalLimitRange& range) {
    Add(range.side);
    Add(range.min);
    Add(range.max);
  }
  void Add(const AnchoredWindow& window) {
    Add(window.window.start);
    Add(window.window.end);
    Add(window.anchor != nullptr);
    if (window.anchor == nullptr) return;  // as_of is one point
    Add(window.window.anchor_point);
    Add(*window.anchor);
  }
  void Add(const FactCriterion& fact) {
    Add(fact.category);
    Add(fact.subjects);
    Add(fact.concepts);
    Add(fact.status);
    Add(fact.grade);
    Add(fact.body_site);
    Add(fact.side);
    Add(fact.window);
    Add(fact.occurrences);
    Add(fact.refutation_freshness);
    Add(fact.dose);
    Add(fact.line_of_therapy);
    Add(fact.response);
    Add(fact.trial);
  }

  std::string Take() && { return std::move(key_); }

 private:
  void AddEntries(std::vector<ConceptEntry> entries) {
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    Add(static_cast<int64_t>(entries.size()));
    for (const ConceptEntry& entry : entries) {
      Add(entry.code.system);
      Add(entry.code.code);
      Add(entry.with_descendants);
    }
  }
  void AddAmount(const std::optional<Bound>& bound, const Rational& factor) {
    Add(bound.has_value());
    if (!bound) return;
    Add(Rational(bound->value.ToRational() * factor).str());
    Add(bound->exclusive);
  }

  std::string key_;
};

// The kind is written by the caller.
struct LeafKey {
  const Criterion& leaf;
  const std::string& trial_id;
  KeyWriter& key;

  void operator()(const Combination&) const {}  // the caller's error
  void operator()(const ClockCriterion& kind) const {
    key.Add(kind.clock);
    key.Add(kind.range.min);
    key.Add(kind.range.max);
  }
  void operator()(const SexCriterion& kind) const {
    key.Add(kind.sex);
    key.Add(kind.attribute);
  }
  void operator()(const FactCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.Add(kind);
    if (kind.category == FactCategory::kAbility) AddAttestable();
  }
  void operator()(const ObservationCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.Add(kind.subjects);
    key.Add(kind.concepts);
    key.Add(static_cast<int64_t>(kind.expected.index()));
    std::visit([this](const auto& expected) { key.Add(expected); }, kind.expected);
    key.Add(kind.selection);
    key.Add(kind.window);
    key.Add(kind.method);
  }
  void operator()(const DoseStabilityCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.Add(kind.concepts);
    key.Add(kind.duration);
  }
  void operator()(const RelationCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.Add(kind.kind);
    key.Add(kind.effect);
    key.Add(kind.cause);
  }
  void operator()(const ConsentCriterion& kind) const {
    key.Add(kind.kind);
    key.Add(trial_id);
  }
  void operator()(const UnstructuredCriterion&) const { AddAttestable(); }

  void AddAttestable() const {
    key.Add(trial_id);
    key.Add(leaf.id);
    key.Add(leaf.text_hash);
  }
};

}  // namespace

std::string PredicateKey(const Criterion& leaf, const std::string& trial_id) {
  KeyWriter key;
  key.Add(static_cast<int64_t>(leaf.kind.index()));
  std::visit(LeafKey{leaf, trial_id, key}, leaf.kind);
  return std::move(key).Take();
}

}  // namespace trialmatch
