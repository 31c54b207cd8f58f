// `match --patients`.
#ifndef TRIALMATCH_CLIENT_COMMANDS_MATCH_STREAM_H_
#define TRIALMATCH_CLIENT_COMMANDS_MATCH_STREAM_H_

#include <string>
#include <vector>

#include "client/commands/command_context.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch::client {

// Matches each patient of `paths` and prints the answers as they come. A patient that cannot be read or
// matched is reported and the others go on; the exit code is that of the gravest fault.
ExitCode RunMatchStream(const CommandContext& context, const v1::StreamMatchesOpening& opening,
                        const std::vector<std::string>& paths);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMANDS_MATCH_STREAM_H_
