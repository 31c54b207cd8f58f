#include "tests/loadtest/run_plan.h"

#include "client/loadtest/echo_server.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/targets.h"
#include "gtest/gtest.h"

namespace trialmatch::client::loadtest {

RunPlan OpenLoop(double rate, Nanos duration) {
  RunPlan plan;
  plan.rate = rate;
  plan.warmup = 0;
  plan.duration = duration;
  return plan;
}

std::vector<v1::Patient> TwoPatients(bool one_bad) {
  std::vector<v1::Patient> patients(2);
  patients[0].mutable_profile()->set_sex_at_birth(v1::SEX_FEMALE);
  if (one_bad) patients[1].mutable_profile()->mutable_birth()->set_date_time("bad");
  return patients;
}

Results RunPlanOn(const std::string& server, const RunPlan& plan, int connections,
                  const std::vector<v1::Patient>& patients) {
  Material material;
  material.patients = patients;
  material.trials = {"trials/NCT1"};
  std::vector<Target> targets = MakeTargets(plan.mix, material);
  Lines lines(server, connections, plan.control_every > 0);
  if (!lines.Connect(30 * kSecond)) {
    ADD_FAILURE() << "no connection to " << server;
    return {};
  }
  for (Target& target : targets) {
    // A silent server gives no answer to make an echo of.
    target.echo = {.path = EchoServer::kOnce, .requests = {target.requests.requests.front()}};
  }
  return RunLoad(plan, targets, lines, [](const Live&, Nanos) {});
}

}  // namespace trialmatch::client::loadtest
