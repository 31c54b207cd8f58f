// The whole client, but for the process around it.
#ifndef TRIALMATCH_CLIENT_COMMAND_LINE_H_
#define TRIALMATCH_CLIENT_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "client/console.h"

namespace trialmatch::client {

// Parses `arguments` (without the program's name), runs the command and returns the exit code (exit_code.h).
int RunCommandLine(std::vector<std::string> arguments, Console& console);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMAND_LINE_H_
