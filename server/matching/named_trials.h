// From the id of a trial to its position, without the ids.
#ifndef TRIALMATCH_MATCHING_NAMED_TRIALS_H_
#define TRIALMATCH_MATCHING_NAMED_TRIALS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/patient.h"

namespace trialmatch {

// Eight bytes a trial: a hash of its id and its position. Filled, packed once, then safe for use by any
// number of threads.
class NamedTrials {
 public:
  // The trial at the next position.
  void Add(const std::string& trial_id);
  void Pack();

  // The positions of all trials that the patient's attestations and consents name, ascending. Once in a
  // while of one more, whose id has the same hash: whoever asks these trials by the definition is right about
  // any of them.
  std::vector<uint32_t> FindFor(const Patient& patient) const;

  size_t BytesUsed() const { return entries_.capacity() * sizeof entries_[0]; }

 private:
  static uint32_t HashOf(const std::string& trial_id);

  std::vector<std::pair<uint32_t, uint32_t>> entries_;  // hash and position, once packed in order
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_NAMED_TRIALS_H_
