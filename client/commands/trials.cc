// `trials`: the group.
#include "client/commands/commands.h"

namespace trialmatch::client {

void AddTrialsCommand(CLI::App& root, CommandContext& context) {
  CLI::App& trials = *root.add_subcommand("trials", "The catalog of trials");
  trials.require_subcommand(1);
  AddTrialsListCommand(trials, context);
  AddTrialsGetCommand(trials, context);
  AddTrialsApplyCommand(trials, context);
  AddTrialsDeleteCommand(trials, context);
  AddTrialsValidateCommand(trials, context);
  AddTrialsImportCommand(trials, context);
  AddGlobalFlags(trials, context.options);
  trials.footer(R"(Examples:
  trialmatch trials list --recruiting
  trialmatch trials apply NCT06427642.textproto
  trialmatch trials COMMAND --help)");
}

}  // namespace trialmatch::client
