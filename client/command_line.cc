#include "client/command_line.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/commands.h"
#include "client/text/suggestion.h"

namespace trialmatch::client {
namespace {

constexpr char kFooter[] = R"(Examples:
  trialmatch match --patient baby.json --recruiting
  trialmatch check --patient baby.json NCT06427642
  trialmatch screen NCT06427642 --patients ward/
  trialmatch trials import trials/
  trialmatch COMMAND --help

Exit codes:
   0  the call succeeded, whatever the verdicts
   2  bad command line
   3  bad input: a file that cannot be read, or fields that the server refuses
   4  not found
   5  conflict: exists already, was changed meanwhile, or the catalog moved on
   6  the server is unavailable or overloaded, or did not answer in time
   7  another error of the server, or the output could not be written
  10  check --exit-code: a trial is UNDETERMINED and none is INELIGIBLE
  11  check --exit-code: a trial is INELIGIBLE)";

// The command that was reached.
const CLI::App& Deepest(const CLI::App& app) {
  for (const CLI::App* chosen : app.get_subcommands()) {
    if (!chosen->get_name().empty()) return Deepest(*chosen);
  }
  return app;
}

std::vector<std::string> FlagNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  // Option groups are nameless subcommands.
  for (const CLI::App* group :
       app.get_subcommands([](const CLI::App* sub) { return sub->get_name().empty(); })) {
    for (const std::string& name : FlagNames(*group)) names.push_back(name);
  }
  return names;
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub :
       app.get_subcommands([](const CLI::App* sub) { return !sub->get_name().empty(); })) {
    names.push_back(sub->get_name());
  }
  return names;
}

// What is wrong with the first argument that nothing takes; empty: all were taken.
std::string DescribeExtra(const CLI::App& root) {
  const std::vector<std::string> extras = root.remaining(true);
  if (extras.empty()) return "";
  const CLI::App& app = Deepest(root);
  const auto flag = std::find_if(extras.begin(), extras.end(), [](const std::string& extra) {
    return extra.size() > 1 && extra[0] == '-';
  });
  const std::vector<std::string> commands = CommandNames(app);
  if (!commands.empty() && flag != extras.begin()) {
    return absl::StrCat("unknown command \"", extras.front(), "\"", DidYouMean(extras.front(), commands));
  }
  if (flag == extras.end()) return absl::StrCat("unexpected argument \"", extras.front(), "\"");
  const std::string name = flag->substr(0, flag->find('='));
  return absl::StrCat("unknown flag ", name, DidYouMean(name, FlagNames(app)));
}

ExitCode UsageError(const CLI::App& root, const std::string& reason, const CommandContext& context) {
  std::string command = "trialmatch";
  for (const CLI::App* app = &root; app != &Deepest(root);) {
    app = app->get_subcommands().front();
    if (!app->get_name().empty()) absl::StrAppend(&command, " ", app->get_name());
  }
  context.Complain(absl::StrCat(reason, "\nSee ", command, " --help"));
  return kExitUsage;
}

void AddEverything(CLI::App& root, CommandContext& context) {
  root.require_subcommand(1);
  root.set_version_flag("--version", "trialmatch " TRIALMATCH_VERSION);
  root.footer(kFooter);
  AddGlobalFlags(root, context.options);
  AddMatchCommand(root, context);
  AddCheckCommand(root, context);
  AddScreenCommand(root, context);
  AddTrialsCommand(root, context);
  AddApplicationsCommand(root, context);
}

}  // namespace

int RunCommandLine(std::vector<std::string> arguments, Console& console) {
  CommandContext context(console);
  CLI::App root("Which clinical trials a patient may enter, and why.", "trialmatch");
  AddEverything(root, context);
  if (arguments.empty()) {
    console.err << root.help();
    return kExitUsage;
  }
  std::reverse(arguments.begin(), arguments.end());  // as the library wants them
  try {
    root.parse(std::move(arguments));
  } catch (const CLI::Success& asked) {  // --help, --version
    root.exit(asked, console.out, console.err);
    return kExitOk;
  } catch (const CLI::ParseError& error) {
    std::string reason = DescribeExtra(root);
    const std::vector<std::string> commands = CommandNames(Deepest(root));
    if (reason.empty() && !commands.empty() && error.get_name() == "RequiredError") {
      reason = absl::StrCat("a command is required: ", absl::StrJoin(commands, ", "));
    }
    return UsageError(root, reason.empty() ? error.what() : reason, context);
  }
  return context.run();
}

}  // namespace trialmatch::client
