// The load generator.
#include "client/loadtest/loadtest.h"
#include "client/process.h"

int main(int argc, char** argv) {
  return trialmatch::client::RunProcess(argc, argv, trialmatch::client::loadtest::RunLoadtest);
}
