// The process around a program of the client: streams, terminal, environment, exit code.
#ifndef TRIALMATCH_CLIENT_PROCESS_H_
#define TRIALMATCH_CLIENT_PROCESS_H_

#include <string>
#include <vector>

#include "client/console.h"

namespace trialmatch::client {

// Runs `program` with the arguments of main() (without its name) on the process's own console and returns
// what main() returns: the program's exit code, or kExitFailed where the output could not be written.
int RunProcess(int argc, char** argv, int (*program)(std::vector<std::string> arguments, Console& console));

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_PROCESS_H_
