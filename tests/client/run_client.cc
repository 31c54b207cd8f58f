#include "tests/client/run_client.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "client/command_line.h"
#include "gtest/gtest.h"

namespace trialmatch::client {

ClientRun RunClient(std::vector<std::string> arguments, const Surroundings& surroundings) {
  std::istringstream in(surroundings.input);
  std::ostringstream out;
  std::ostringstream err;
  Console console{.in = in,
                  .out = out,
                  .err = err,
                  .out_is_terminal = surroundings.terminal,
                  .err_is_terminal = surroundings.terminal,
                  .width = surroundings.width,
                  .environment = surroundings.environment};
  ClientRun run;
  run.code = RunCommandLine(std::move(arguments), console);
  run.out = out.str();
  run.err = err.str();
  return run;
}

std::string WriteFile(const std::string& name, absl::string_view content) {
  const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
  return path.string();
}

}  // namespace trialmatch::client
