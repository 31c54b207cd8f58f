// The command line client.
#include "client/command_line.h"
#include "client/process.h"

int main(int argc, char** argv) {
  return trialmatch::client::RunProcess(argc, argv, trialmatch::client::RunCommandLine);
}
