// The whole load generator, but for the process around it.
#ifndef TRIALMATCH_CLIENT_LOADTEST_LOADTEST_H_
#define TRIALMATCH_CLIENT_LOADTEST_LOADTEST_H_

#include <string>
#include <vector>

#include "client/console.h"
#include "client/exit_code.h"

namespace trialmatch::client::loadtest {

// Besides those of the client (client/exit_code.h).
inline constexpr ExitCode kExitConditionFailed = static_cast<ExitCode>(1);

// Parses `arguments` (without the program's name), runs the test, prints what came of it and returns the exit
// code.
int RunLoadtest(std::vector<std::string> arguments, Console& console);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_LOADTEST_H_
