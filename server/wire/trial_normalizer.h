// The form in which a trial is stored and returned.
#ifndef TRIALMATCH_WIRE_TRIAL_NORMALIZER_H_
#define TRIALMATCH_WIRE_TRIAL_NORMALIZER_H_

#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

// Fills in the ids that evidence and issues use (trial_ids.h) and the hashes of the criteria's texts,
// whatever they were, and clears what only the service knows: applications and times (the etag is the
// registry's). Doing it twice is doing it once. Any message will do; one with errors stays wrong.
void NormalizeTrial(v1::Trial& trial);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TRIAL_NORMALIZER_H_
