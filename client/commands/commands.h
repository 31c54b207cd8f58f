// The commands. Each adds itself to the command line; when chosen it sets CommandContext::run.
#ifndef TRIALMATCH_CLIENT_COMMANDS_COMMANDS_H_
#define TRIALMATCH_CLIENT_COMMANDS_COMMANDS_H_

#include "CLI/CLI.hpp"
#include "client/commands/command_context.h"

namespace trialmatch::client {

void AddMatchCommand(CLI::App& root, CommandContext& context);
void AddCheckCommand(CLI::App& root, CommandContext& context);
void AddScreenCommand(CLI::App& root, CommandContext& context);
void AddTrialsCommand(CLI::App& root, CommandContext& context);
void AddApplicationsCommand(CLI::App& root, CommandContext& context);

// Of `trials`.
void AddTrialsListCommand(CLI::App& trials, CommandContext& context);
void AddTrialsGetCommand(CLI::App& trials, CommandContext& context);
void AddTrialsApplyCommand(CLI::App& trials, CommandContext& context);
void AddTrialsDeleteCommand(CLI::App& trials, CommandContext& context);
void AddTrialsValidateCommand(CLI::App& trials, CommandContext& context);
void AddTrialsImportCommand(CLI::App& trials, CommandContext& context);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMANDS_COMMANDS_H_
