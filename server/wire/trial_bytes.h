// A trial as bytes.
#ifndef TRIALMATCH_WIRE_TRIAL_BYTES_H_
#define TRIALMATCH_WIRE_TRIAL_BYTES_H_

#include <string>

#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

// The same for equal trials within one build; any parser of the message reads them.
std::string DeterministicBytes(const v1::Trial& trial);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TRIAL_BYTES_H_
