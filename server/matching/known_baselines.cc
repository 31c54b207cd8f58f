#include "matching/known_baselines.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/hash/hash.h"
#include "matching/untouched_truths.h"

namespace trialmatch {
namespace {

// How many trials pass between two questions whether to stop.
constexpr size_t kTrialsPerStop = 1024;
constexpr size_t kBytesKept = size_t{64} << 20;
// What a predicate costs beside its entries.
constexpr uint64_t kEntriesPerPredicate = 50;
// Baselines whose cost is known; beyond them all are forgotten.
constexpr size_t kPaidKept = 1 << 14;

uint64_t WordAt(const std::string& text, size_t place) {
  uint64_t word;
  std::memcpy(&word, text.data() + place, sizeof word);
  return word;
}

std::vector<KnownBaselines::Change> ExceptionsOf(const PatientTruths& truths) {
  std::vector<KnownBaselines::Change> changes;
  changes.reserve(truths.exceptions().size());
  for (const PatientTruths::Exception& one : truths.exceptions()) {
    changes.push_back({one.predicate, one.of_class, truths.Of(one.predicate)});
  }
  return changes;
}

}  // namespace

KnownBaselines::KnownBaselines(const CompiledTrials& trials, const PredicateSets& sets,
                               const LiteralPostings& postings, uint64_t entries_per_trial)
    : trials_(trials),
      sets_(sets),
      postings_(postings),
      worth_(entries_per_trial * trials.size()),
      cache_(std::max<size_t>(4, kBytesKept / (Baseline::BytesFor(trials.size()) + 1))) {
  for (const PredicateClasses::Class& one : sets.classes.classes()) {
    uint64_t& cost = class_costs_.emplace_back(0);
    for (const PredicateId id : one.members) cost += kEntriesPerPredicate + postings.CostOf(id);
  }
}

KnownBaselines::Start KnownBaselines::Find(const PatientTruths& truths, absl::FunctionRef<bool()> stop) {
  const std::string& class_truths = truths.class_truths();
  if (auto kept = cache_.Find(class_truths)) return {std::move(kept), ExceptionsOf(truths)};
  std::shared_ptr<const Baseline> made;
  const Nearest nearest = FindNearest(class_truths);
  if (nearest.baseline == nullptr) {
    made = Make(truths, stop);
  } else if (!IsWorthMaking(class_truths, nearest.cost)) {
    return StartFrom(nearest.baseline, truths);
  } else {
    made = MakeFrom(*nearest.baseline, truths, stop);
  }
  if (made == nullptr) return {};
  cache_.Put(made);
  return {std::move(made), ExceptionsOf(truths)};
}

KnownBaselines::Start KnownBaselines::StartFrom(std::shared_ptr<const Baseline> nearest,
                                                const PatientTruths& truths) const {
  std::vector<Change> changes;
  for (const Difference& one : DifferencesFrom(*nearest, truths.class_truths())) {
    if (truths.Of(one.predicate) == one.kept) continue;
    changes.push_back({one.predicate, one.kept, truths.Of(one.predicate)});
  }
  // Those of a class that differs are among the differences.
  for (const Change& one : ExceptionsOf(truths)) {
    if (OfClass(one.predicate, nearest->class_truths) == one.before) changes.push_back(one);
  }
  return {std::move(nearest), std::move(changes)};
}

bool KnownBaselines::IsWorthMaking(const std::string& class_truths, uint64_t cost) {
  const size_t key = absl::Hash<std::string>()(class_truths);
  const std::lock_guard lock(mutex_);
  if (paid_.size() >= kPaidKept) paid_.clear();
  uint64_t& paid = paid_[key];
  paid += cost;
  if (paid < worth_) return false;
  paid_.erase(key);
  return true;
}

// Of a class that applies to the patient alone all members may differ.
KnownBaselines::Nearest KnownBaselines::FindNearest(const std::string& class_truths) {
  Nearest nearest{nullptr, std::numeric_limits<uint64_t>::max()};
  for (std::shared_ptr<const Baseline>& kept : cache_.All()) {
    uint64_t cost = 0;
    constexpr size_t kStep = sizeof(uint64_t);
    for (size_t i = 0; i < class_truths.size() && cost < nearest.cost; ++i) {
      // Most are the same.
      while (i + kStep <= class_truths.size() && WordAt(class_truths, i) == WordAt(kept->class_truths, i)) {
        i += kStep;
      }
      if (i == class_truths.size()) break;
      if (class_truths[i] != kept->class_truths[i] && class_truths[i] != UntouchedTruths::kNone) {
        cost += class_costs_[i];
      }
    }
    if (cost < nearest.cost) nearest = {std::move(kept), cost};
  }
  // It was of use, as one that is asked for.
  if (nearest.baseline != nullptr) cache_.Find(nearest.baseline->class_truths);
  return nearest;
}

Truth KnownBaselines::OfClass(PredicateId id, const std::string& class_truths) const {
  const char coarse = class_truths[sets_.classes.ClassOf(id, false)];
  if (coarse != UntouchedTruths::kNone) return static_cast<Truth>(coarse);
  return static_cast<Truth>(class_truths[sets_.classes.ClassOf(id, true)]);
}

std::vector<KnownBaselines::Difference> KnownBaselines::DifferencesFrom(
    const Baseline& kept, const std::string& class_truths) const {
  std::vector<Difference> differences;
  const std::vector<PredicateClasses::Class>& classes = sets_.classes.classes();
  for (size_t i = 0; i < classes.size(); ++i) {
    // Each predicate once, by the class that it has a truth from.
    if (class_truths[i] == kept.class_truths[i] || class_truths[i] == UntouchedTruths::kNone) continue;
    for (const PredicateId id : classes[i].members) {
      const Truth truth = OfClass(id, kept.class_truths);
      if (truth != static_cast<Truth>(class_truths[i])) differences.push_back({id, truth});
    }
  }
  return differences;
}

std::shared_ptr<const Baseline> KnownBaselines::Make(const PatientTruths& truths,
                                                     absl::FunctionRef<bool()> stop) const {
  const BaselineTruths of_classes(sets_, truths);
  auto made = std::make_shared<Baseline>(trials_.size());
  made->class_truths = truths.class_truths();
  for (size_t i = 0; i < trials_.size(); ++i) {
    if (i % kTrialsPerStop == 0 && stop()) return nullptr;
    made->Find(trials_, i, of_classes);
  }
  return made;
}

// A trial with none of these predicates stands as it did.
std::shared_ptr<const Baseline> KnownBaselines::MakeFrom(const Baseline& kept, const PatientTruths& truths,
                                                         absl::FunctionRef<bool()> stop) const {
  TrialBits affected(trials_.size(), false);
  for (const Difference& one : DifferencesFrom(kept, truths.class_truths())) {
    for (const Literal literal : {Literal(one.predicate, false), Literal(one.predicate, true)}) {
      for (const auto part : {LiteralPostings::kUncapped, LiteralPostings::kCapped, LiteralPostings::kGuards,
                              LiteralPostings::kUnguarding}) {
        postings_.AddTo(literal, part, affected);
      }
    }
  }
  const BaselineTruths of_classes(sets_, truths);
  auto made = std::make_shared<Baseline>(kept);
  made->class_truths = truths.class_truths();
  size_t found = 0;
  bool stopped = false;
  affected.ForEach([&](size_t position) {
    stopped = stopped || (found++ % kTrialsPerStop == 0 && stop());
    if (!stopped) made->Find(trials_, position, of_classes);
  });
  return stopped ? nullptr : made;
}

size_t KnownBaselines::BytesUsed() const { return cache_.size() * Baseline::BytesFor(trials_.size()); }

}  // namespace trialmatch
