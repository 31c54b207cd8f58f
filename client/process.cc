#include "client/process.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <string>

#include "client/exit_code.h"
#include "client/fd_stream.h"
#include "google/protobuf/stubs/logging.h"

namespace trialmatch::client {
namespace {

int TerminalWidth() {
  winsize size{};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::map<std::string, std::string> Environment() {
  std::map<std::string, std::string> variables;
  for (const char* name : {"TRIALMATCH_SERVER", "NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG"}) {
    if (const char* value = std::getenv(name)) variables[name] = value;
  }
  return variables;
}

}  // namespace

int RunProcess(int argc, char** argv, int (*program)(std::vector<std::string> arguments, Console& console)) {
  // A reader that closes the pipe early is seen where output is written.
  std::signal(SIGPIPE, SIG_IGN);
  // Protobuf logs what the client reports itself, and better.
  google::protobuf::SetLogHandler(nullptr);
  FdStreambuf buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  Console console{.in = std::cin,
                  .out = out,
                  .err = std::cerr,
                  .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                  .err_is_terminal = isatty(STDERR_FILENO) == 1,
                  .width = TerminalWidth(),
                  .environment = Environment()};
  const int code = program(std::vector<std::string>(argv + 1, argv + argc), console);
  out.flush();
  if (buffer.error() != 0 && buffer.error() != EPIPE) {
    std::cerr << "trialmatch: the output could not be written: " << std::strerror(buffer.error()) << "\n";
    return kExitFailed;
  }
  return code;
}

}  // namespace trialmatch::client
