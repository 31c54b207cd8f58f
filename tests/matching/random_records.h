// Registry data for random trials: what filters and ranking look at. Few different values, so that ties are
// common.
#ifndef TRIALMATCH_TESTS_MATCHING_RANDOM_RECORDS_H_
#define TRIALMATCH_TESTS_MATCHING_RANDOM_RECORDS_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/trial.h"
#include "domain/trial_filter.h"
#include "matching/trial_index.h"
#include "tests/support/random_source.h"
#include "tests/support/random_terminology.h"

namespace trialmatch {

class RandomRecordMaker {
 public:
  // Both outlive it.
  RandomRecordMaker(RandomSource& random, const RandomTerminology& terms);

  // Status, phases, conditions, sites and all the rest that is not asked by a criterion.
  void AddRecord(Trial& trial);

  // Each member is sometimes set. Ids are of `trials`, or of none.
  TrialFilter Filter(const std::vector<TrialPointer>& trials);

  // Of a site, a circle or a patient.
  LatLng Place() { return random_.Pick(places_); }
  // Of a trial or of a patient; now and then one that no terminology has.
  Code Condition();

 private:
  LatLng AnyPlace();
  Near Circle();
  std::string Country();
  std::optional<RecordedTime> Update();
  RecruitmentStatus OftenRecruiting();

  RandomSource& random_;
  const RandomTerminology& terms_;
  std::vector<LatLng> places_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_MATCHING_RANDOM_RECORDS_H_
