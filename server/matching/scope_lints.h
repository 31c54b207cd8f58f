// Doubts about criteria that have to hold together.
#ifndef TRIALMATCH_MATCHING_SCOPE_LINTS_H_
#define TRIALMATCH_MATCHING_SCOPE_LINTS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/issue.h"
#include "domain/value_interval.h"
#include "matching/lint_places.h"

namespace trialmatch {

// One scope is what a patient has to satisfy at once: the trial-wide criteria, and those of one cohort with
// them. A copy of the trial-wide scope begins that of a cohort.
class ScopeLints {
 public:
  explicit ScopeLints(std::string trial_id) : trial_id_(std::move(trial_id)) {}

  // Compares the place with those added before and warns at this one. Ignores places that are no leaf or are
  // not required.
  void Add(const LintPlace& place, Issues& issues);

 private:
  struct Leaf {
    std::string field;
    bool wanted;
    bool implied;
  };
  struct ClockLimit {
    ClockRange range;  // one bound
    std::string field;
    bool implied;
  };
  struct Measured {
    std::string unit;
    ValueInterval left;  // what all of them leave, in `unit`
    std::string lower_field, upper_field;
  };

  // False: the same leaf was there before.
  bool AddLeaf(const LintPlace& place, Issues& issues);
  void AddClock(const LintPlace& place, const ClockCriterion& clock, Issues& issues);
  void AddLimit(const LintPlace& place, Clock clock, const ClockRange& limit, Issues& issues);
  void AddMeasured(const LintPlace& place, const ObservationCriterion& observation, Issues& issues);
  void AddSex(const LintPlace& place, const SexCriterion& sex, Issues& issues);
  void AddState(const LintPlace& place, const FactCriterion& fact, Issues& issues);

  std::string trial_id_;
  absl::flat_hash_map<std::string, Leaf> leaves_;  // by predicate
  absl::flat_hash_map<Clock, std::vector<ClockLimit>> limits_;
  absl::flat_hash_map<std::string, Measured> measured_;  // by what is measured and selected
  absl::flat_hash_map<SexAttribute, std::pair<Sex, std::string>> sexes_;
  std::string female_state_field_;  // empty: none is required
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_SCOPE_LINTS_H_
