// What every command works with, and how it reports.
#ifndef TRIALMATCH_CLIENT_COMMANDS_COMMAND_CONTEXT_H_
#define TRIALMATCH_CLIENT_COMMANDS_COMMAND_CONTEXT_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "client/console.h"
#include "client/exit_code.h"
#include "client/options/global_options.h"
#include "client/render/style.h"
#include "google/protobuf/message.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/channel.h"

namespace trialmatch::client {

enum class JsonLayout { kIndented, kOneLine };

class CommandContext {
 public:
  explicit CommandContext(Console& console, std::string program = "trialmatch")
      : console(console), program(std::move(program)) {}

  Console& console;
  // What complaints begin with.
  const std::string program;
  GlobalOptions options;
  // Set by the command that was chosen.
  std::function<ExitCode()> run;

  std::shared_ptr<grpc::Channel> Channel() const;
  Style OutStyle() const { return Style(console.OutView(options.colour)); }

  // Writes to standard output; false once nobody reads it any more.
  bool Print(const std::string& text) const;
  // As Protobuf's JSON, field names in lowerCamelCase; false as Print, or (reported) where it has no JSON.
  bool PrintJson(const google::protobuf::Message& message, JsonLayout layout) const;

  // One line "<program>: <text>" on standard error.
  void Complain(const std::string& text) const;
  // Complains and returns the exit code. With --output json the error is one line of google.rpc.Status in
  // JSON.
  ExitCode Report(const google::rpc::Status& error, const std::string& about = "") const;
  ExitCode ReportInput(const absl::Status& status) const;
};

// `text` as a JSON string, quotes included.
std::string JsonQuoted(const std::string& text);

// `message` as JSON; empty where it has none (an unknown type within an Any).
std::string ToJson(const google::protobuf::Message& message, JsonLayout layout);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMANDS_COMMAND_CONTEXT_H_
