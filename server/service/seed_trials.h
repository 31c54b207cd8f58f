// Trials that a new, empty store begins with.
#ifndef TRIALMATCH_SERVICE_SEED_TRIALS_H_
#define TRIALMATCH_SERVICE_SEED_TRIALS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "registry/trial_registry.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

// Reads every "*.textproto" and "*.json" file of the folder, in the order of names. The error names the file.
absl::StatusOr<std::vector<v1::Trial>> ReadTrialFolder(const std::string& folder);

// Writes the trials of the folder in one transaction if the catalog is at revision 0; does nothing otherwise,
// and does not even read the folder. InvalidArgument, with nothing written, when one is not sound: the text
// has every fault.
absl::Status SeedTrials(const std::string& folder, absl::Time now, TrialRegistry& registry);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_SEED_TRIALS_H_
