#include "matching/predicate_key.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
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
  // How much of a leaf's own concepts, and of what qualifies the facts that match them, is written.
  enum class Concepts : uint8_t { kWhole, kSystems, kNothing };

  KeyWriter() = default;
  // `terminology` is for kSystems.
  KeyWriter(Concepts concepts, const Terminology* terminology)
      : concepts_(concepts), terminology_(terminology) {}

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
  template <typename T>
  void Add(const Rare<T>& value) {
    Add(value.has_value());
    if (value) Add(*value);
  }

  void Add(const ConceptSet& set) {
    AddEntries(set.include);
    AddEntries(set.exclude);
  }
  void Add(const Subjects& subjects) {
    Subjects sorted = subjects;
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
  // The concepts that a leaf is about.
  void AddOwn(const ConceptSet& concepts) {
    switch (concepts_) {
      case Concepts::kWhole:
        return Add(concepts);
      case Concepts::kSystems:
        AddSystems(concepts.include);
        AddSystems(concepts.exclude);
        break;
      case Concepts::kNothing:
        break;
    }
  }
  // A fact that the leaf is about, or (whole) that its window is anchored at.
  void AddOwn(const FactCriterion& fact) {
    Add(fact.category);
    Add(fact.subjects);
    AddOwn(fact.concepts);
    Add(fact.status);
    Add(fact.window);
    Add(fact.occurrences);
    if (concepts_ != Concepts::kNothing) AddQualifiers(fact);
  }
  void Add(const FactCriterion& fact) {
    Add(fact.category);
    Add(fact.subjects);
    Add(fact.concepts);
    Add(fact.status);
    Add(fact.window);
    Add(fact.occurrences);
    AddQualifiers(fact);
  }
  void AddQualifiers(const FactCriterion& fact) {
    Add(fact.grade);
    Add(fact.body_site);
    Add(fact.side);
    Add(fact.refutation_freshness);
    Add(fact.dose);
    Add(fact.line_of_therapy);
    Add(fact.response);
    Add(fact.trial.value_or(""));
  }

  bool IsWhole() const { return concepts_ == Concepts::kWhole; }
  std::string Take() && { return std::move(key_); }

 private:
  void AddEntries(std::vector<ConceptEntry> entries) {
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    Add(static_cast<int64_t>(entries.size()));
    for (const ConceptEntry& entry : entries) {
      Add(entry.code.system());
      Add(entry.code.code());
      Add(entry.with_descendants);
    }
  }
  // The systems of the entries, each with those of its equivalents: what decides which codes can be compared.
  void AddSystems(const std::vector<ConceptEntry>& entries) {
    std::set<std::set<std::string>> systems;
    for (const ConceptEntry& entry : entries) {
      std::set<std::string> own = {absl::StrCat("=", entry.code.system())};
      for (const Code& code : terminology_->ExactEquivalents(entry.code)) own.insert(code.system());
      systems.insert(std::move(own));
    }
    Add(static_cast<int64_t>(systems.size()));
    for (const std::set<std::string>& own : systems) {
      Add(static_cast<int64_t>(own.size()));
      for (const std::string& system : own) Add(system);
    }
  }
  void AddAmount(const std::optional<Bound>& bound, const Rational& factor) {
    Add(bound.has_value());
    if (!bound) return;
    Add(Rational(bound->value.ToRational() * factor).str());
    Add(bound->exclusive);
  }

  Concepts concepts_ = Concepts::kWhole;
  const Terminology* terminology_ = nullptr;
  std::string key_;
};

// The kind is written by the caller.
struct LeafKey {
  const Criterion& leaf;
  const std::string* trial_id;  // null: nothing is attested
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
    key.AddOwn(kind);
    if (kind.category == FactCategory::kAbility) AddAttestable();
  }
  void operator()(const ObservationCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.Add(kind.subjects);
    // Without a value nothing else decides, and a value that cannot be compared is none.
    if (!key.IsWhole()) return;
    key.Add(kind.concepts);
    key.Add(static_cast<int64_t>(kind.expected->index()));
    std::visit([this](const auto& expected) { key.Add(expected); }, *kind.expected);
    key.Add(kind.selection);
    key.Add(kind.window);
    key.Add(kind.method);
  }
  void operator()(const DoseStabilityCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.AddOwn(kind.concepts);
    key.Add(kind.duration);
  }
  void operator()(const RelationCriterion& kind) const {
    key.Add(leaf.absence_policy);
    key.Add(kind.kind);
    key.AddOwn(*kind.effect);
    key.AddOwn(*kind.cause);
  }
  void operator()(const ConsentCriterion& kind) const {
    key.Add(kind.kind);
    AddTrial();
  }
  void operator()(const UnstructuredCriterion&) const { AddAttestable(); }

  void AddTrial() const {
    if (trial_id != nullptr) key.Add(*trial_id);
  }
  void AddAttestable() const {
    if (trial_id == nullptr) return;
    AddTrial();
    key.Add(leaf.id);
    key.Add(leaf.text_hash);
  }
};

std::string Write(const Criterion& leaf, const std::string* trial_id, KeyWriter key) {
  key.Add(static_cast<int64_t>(leaf.kind.index()));
  std::visit(LeafKey{leaf, trial_id, key}, leaf.kind);
  return std::move(key).Take();
}

}  // namespace

std::string PredicateKey(const Criterion& leaf, const std::string& trial_id) {
  return Write(leaf, &trial_id, KeyWriter());
}

std::string UnattestedKey(const Criterion& leaf) { return Write(leaf, nullptr, KeyWriter()); }

std::string UntouchedKey(const Criterion& leaf) {
  return Write(leaf, nullptr, KeyWriter(KeyWriter::Concepts::kNothing, nullptr));
}

std::string ForeignKey(const Criterion& leaf, const Terminology& terminology) {
  return Write(leaf, nullptr, KeyWriter(KeyWriter::Concepts::kSystems, &terminology));
}

}  // namespace trialmatch
