// Runs a plan against a server of a test.
#ifndef TRIALMATCH_TESTS_LOADTEST_RUN_PLAN_H_
#define TRIALMATCH_TESTS_LOADTEST_RUN_PLAN_H_

#include <string>
#include <vector>

#include "client/loadtest/load_run.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch::client::loadtest {

// An open loop without warm-up, of matches.
RunPlan OpenLoop(double rate, Nanos duration);

// Two patients; the second one is refused where `one_bad`.
std::vector<v1::Patient> TwoPatients(bool one_bad = false);

// The results; a server that cannot be reached or refuses the first call fails the test.
Results RunPlanOn(const std::string& server, const RunPlan& plan, int connections = 1,
                  const std::vector<v1::Patient>& patients = TwoPatients());

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_TESTS_LOADTEST_RUN_PLAN_H_
