// Flags of a TrialFilter.
#ifndef TRIALMATCH_CLIENT_OPTIONS_FILTER_FLAGS_H_
#define TRIALMATCH_CLIENT_OPTIONS_FILTER_FLAGS_H_

#include "CLI/CLI.hpp"
#include "trialmatch/v1/trial_filter.pb.h"

namespace trialmatch::client {

// Adds the flags to `app`; `filter` must outlive it.
void AddFilterFlags(CLI::App& app, v1::TrialFilter& filter);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_OPTIONS_FILTER_FLAGS_H_
