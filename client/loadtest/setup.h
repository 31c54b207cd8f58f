// What a load test does, as its command line says.
#ifndef TRIALMATCH_CLIENT_LOADTEST_SETUP_H_
#define TRIALMATCH_CLIENT_LOADTEST_SETUP_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "client/loadtest/condition.h"
#include "client/loadtest/load_run.h"
#include "client/options/evaluation_flags.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch::client::loadtest {

struct Setup {
  RunPlan plan;
  int connections = 1;
  // The search for the highest rate that holds these, instead of one run; empty: one run.
  std::vector<Condition> find_rate;
  double most_rate = 100'000;
  // Any of these that comes true, or cannot be told, is a failure.
  std::vector<Condition> fail_if;
  std::vector<std::string> patients;
  std::vector<std::string> trials;
  bool shuffle = false;
  EvaluationFlags evaluation;
  v1::MatchTrialsRequest match;
};

// Adds the flags that fill `setup`, which must outlive `app`.
void AddSetupFlags(CLI::App& app, Setup& setup);

// What is wrong with the flags together, as a CLI::ParseError. `timeout` is that of the global flags.
void CheckSetup(Setup& setup, absl::Duration timeout);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_SETUP_H_
