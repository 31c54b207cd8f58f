#include "matching/predicate_bundles.h"

#include <map>
#include <tuple>

#include "matching/untouched_truths.h"

namespace trialmatch {
namespace {

// Of the rule by which the truth of an untouched class is found. One of which the definition is asked has a
// rule of its own.
auto KeyOf(const PredicateClasses::Rule& one, ClassId id) {
  using Rests = PredicateClasses::Rests;
  const bool asked = one.rests == Rests::kOnParts || one.rests == Rests::kOnStatements;
  const uint32_t time = one.rests == Rests::kOnCompleteness ? one.time : asked ? id : 0;
  return std::tuple(one.rests, time, one.categories.to_ulong(), one.by_default);
}

}  // namespace

PredicateBundles::PredicateBundles(const PredicateClasses& classes, size_t predicates)
    : of_predicates_(predicates, kNone), of_classes_(classes.classes().size()) {
  std::map<decltype(KeyOf({}, 0)), BundleId> bundles;
  for (ClassId id = 0; id < of_classes_.size(); ++id) {
    const PredicateClasses::Class& one = classes.classes()[id];
    const PredicateClasses::Rule& rule = classes.rules()[id];
    if (rule.fine) {
      // Finer than the coarse one, which came before.
      of_classes_[id] = of_predicates_[one.members.front()];
      continue;
    }
    const BundleId next = static_cast<BundleId>(bundles.size());
    const BundleId bundle = bundles.try_emplace(KeyOf(rule, id), next).first->second;
    if (bundle == next) largest_.push_back(id);
    if (one.members.size() > classes.classes()[largest_[bundle]].members.size()) largest_[bundle] = id;
    of_classes_[id] = bundle;
    for (const PredicateId member : one.members) of_predicates_[member] = bundle;
  }
  for (PredicateId id = 0; id < predicates; ++id) {
    if (runs_.empty() || runs_.back().bundle != Of(id)) runs_.push_back({id, Of(id)});
    runs_.back().end = id + 1;
  }
  for (const ClassId coarse : largest_) {
    fine_of_largest_.push_back(classes.ClassOf(classes.classes()[coarse].members.front(), true));
  }
}

std::vector<uint8_t> PredicateBundles::Spread(const std::string& bundle_truths, uint8_t other) const {
  std::vector<uint8_t> truths;
  truths.reserve(of_predicates_.size());
  for (const Run& run : runs_) {
    truths.resize(run.end, run.bundle == kNone ? other : static_cast<uint8_t>(bundle_truths[run.bundle]));
  }
  return truths;
}

std::string PredicateBundles::FindTruths(const std::string& class_truths) const {
  std::string truths;
  truths.reserve(size());
  for (BundleId id = 0; id < size(); ++id) {
    const char coarse = class_truths[largest_[id]];
    truths.push_back(coarse == UntouchedTruths::kNone ? class_truths[fine_of_largest_[id]] : coarse);
  }
  return truths;
}

}  // namespace trialmatch
