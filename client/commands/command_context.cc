#include "client/commands/command_context.h"

#include <ostream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/rpc/channel.h"
#include "client/rpc/rpc_error.h"
#include "client/text/utf8.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace trialmatch::client {

std::shared_ptr<grpc::Channel> CommandContext::Channel() const {
  return MakeChannel(options.Server(console));
}

bool CommandContext::Print(const std::string& text) const {
  console.out << text << std::flush;
  return console.out.good();
}

bool CommandContext::PrintJson(const google::protobuf::Message& message, JsonLayout layout) const {
  const std::string json = ToJson(message, layout);
  if (json.empty()) {
    Complain("the answer has a detail that this client cannot write as JSON");
    return false;
  }
  return Print(json);
}

void CommandContext::Complain(const std::string& text) const {
  const Style style(console.ErrView(options.colour));
  console.err << style.Paint(Tone::kBad, program + ":") << " " << text << "\n" << std::flush;
}

ExitCode CommandContext::Report(const google::rpc::Status& error, const std::string& about) const {
  const std::string json = options.json ? ToJson(error, JsonLayout::kOneLine) : "";
  if (!json.empty()) {
    console.err << json << std::flush;
  } else {
    const bool unreachable = error.code() == static_cast<int>(absl::StatusCode::kUnavailable);
    Complain(absl::StrCat(about, about.empty() ? "" : ": ", DescribeError(error),
                          unreachable ? absl::StrCat("\n  server: ", options.Server(console)) : ""));
  }
  return ExitCodeOf(error);
}

ExitCode CommandContext::ReportInput(const absl::Status& status) const {
  Complain(std::string(status.message()));
  return ExitCodeOfInput(status);
}

std::string JsonQuoted(const std::string& text) {
  google::protobuf::Value value;
  value.set_string_value(OneLine(text));
  return std::string(absl::StripTrailingAsciiWhitespace(ToJson(value, JsonLayout::kOneLine)));
}

std::string ToJson(const google::protobuf::Message& message, JsonLayout layout) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = layout == JsonLayout::kIndented;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options).ok()) return "";
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(json), "\n");
}

}  // namespace trialmatch::client
