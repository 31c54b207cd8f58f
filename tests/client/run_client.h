// Runs the client within the test.
#ifndef TRIALMATCH_TESTS_CLIENT_RUN_CLIENT_H_
#define TRIALMATCH_TESTS_CLIENT_RUN_CLIENT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch::client {

struct ClientRun {
  int code = 0;
  std::string out;
  std::string err;
};

// Where the client finds itself; by default in a pipe, with a UTF-8 locale.
struct Surroundings {
  std::string input = {};
  bool terminal = false;
  int width = 0;
  std::map<std::string, std::string> environment = {{"LANG", "en_GB.UTF-8"}};
};

ClientRun RunClient(std::vector<std::string> arguments, const Surroundings& surroundings = {});

// Writes a file into the test's folder and returns its path.
std::string WriteFile(const std::string& name, absl::string_view content);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_TESTS_CLIENT_RUN_CLIENT_H_
