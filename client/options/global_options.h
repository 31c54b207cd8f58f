// Flags that every command has.
#ifndef TRIALMATCH_CLIENT_OPTIONS_GLOBAL_OPTIONS_H_
#define TRIALMATCH_CLIENT_OPTIONS_GLOBAL_OPTIONS_H_

#include <string>

#include "CLI/CLI.hpp"
#include "absl/time/time.h"
#include "client/console.h"

namespace trialmatch::client {

struct GlobalOptions {
  // "host:port"; empty: TRIALMATCH_SERVER, else localhost:50051.
  std::string server;
  bool json = false;
  ColourChoice colour = ColourChoice::kAuto;
  absl::Duration timeout = absl::Seconds(30);

  // The server to call, by flag, environment or default.
  std::string Server(const Console& console) const;
};

// Adds the flags to `app`; `options` must outlive it.
void AddGlobalFlags(CLI::App& app, GlobalOptions& options);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_OPTIONS_GLOBAL_OPTIONS_H_
