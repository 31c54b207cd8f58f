// Predicates that, untouched, hardly ever have other truths than one another.
#ifndef TRIALMATCH_MATCHING_PREDICATE_BUNDLES_H_
#define TRIALMATCH_MATCHING_PREDICATE_BUNDLES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "matching/predicate_classes.h"

namespace trialmatch {

using BundleId = uint32_t;

// Classes whose truths are found by the same rule are a bundle, of which there are some two hundred. A class
// may still have another truth than its bundle: only what it costs to tell so rests on that being rare.
// Immutable.
class PredicateBundles {
 public:
  PredicateBundles(const PredicateClasses& classes, size_t predicates);

  size_t size() const { return largest_.size(); }
  static constexpr BundleId kNone = 0xFFFFFFFF;
  // kNone for a predicate that is in no class.
  BundleId Of(PredicateId id) const { return of_predicates_[id]; }
  // Each the truth of its bundle, `other` for one in none.
  std::vector<uint8_t> Spread(const std::string& bundle_truths, uint8_t other) const;
  BundleId OfClass(ClassId id) const { return of_classes_[id]; }

  // One byte a bundle, from one byte a class (see UntouchedTruths): the truth of its largest class.
  std::string FindTruths(const std::string& class_truths) const;

 private:
  // Predicates of one bundle up to, and without, `end`, from the end of the run before.
  struct Run {
    PredicateId end;
    BundleId bundle;
  };

  std::vector<BundleId> of_predicates_;
  std::vector<Run> runs_;
  std::vector<BundleId> of_classes_;
  // By bundle: the largest coarse class, and the fine class of its first member.
  std::vector<ClassId> largest_, fine_of_largest_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_BUNDLES_H_
