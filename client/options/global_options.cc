#include "client/options/global_options.h"

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"

namespace trialmatch::client {
namespace {

absl::StatusOr<bool> ParseIsJson(const std::string& word) {
  if (word == "json" || word == "table") return word == "json";
  return absl::InvalidArgumentError(absl::StrCat("\"", word, "\" is none of table, json"));
}

absl::StatusOr<ColourChoice> ParseColour(const std::string& word) {
  if (word == "auto") return ColourChoice::kAuto;
  if (word == "always") return ColourChoice::kAlways;
  if (word == "never") return ColourChoice::kNever;
  return absl::InvalidArgumentError(absl::StrCat("\"", word, "\" is none of auto, always, never"));
}

}  // namespace

std::string GlobalOptions::Server(const Console& console) const {
  if (!server.empty()) return server;
  const std::string variable = console.Variable("TRIALMATCH_SERVER");
  return variable.empty() ? "localhost:50051" : variable;
}

void AddGlobalFlags(CLI::App& app, GlobalOptions& options) {
  const char* const group = "Global flags";
  app.add_option("--server", options.server, "Server (default: $TRIALMATCH_SERVER, else localhost:50051)")
      ->type_name("HOST:PORT")
      ->group(group);
  AddParsedFlag(
      app, "--output", ParseIsJson, [&options](bool json) { options.json = json; },
      "table for people (default), json for programs")
      ->type_name("table|json")
      ->group(group);
  AddParsedFlag(
      app, "--color", ParseColour, [&options](ColourChoice choice) { options.colour = choice; },
      "Colours: auto is on terminals without NO_COLOR (default)")
      ->type_name("auto|always|never")
      ->group(group);
  AddParsedFlag(
      app, "--timeout", ParseTimeout, [&options](absl::Duration timeout) { options.timeout = timeout; },
      "Limit of a call, and of the wait for each answer of a stream (default 30s; 0: none)")
      ->type_name("TIME")
      ->group(group);
}

}  // namespace trialmatch::client
