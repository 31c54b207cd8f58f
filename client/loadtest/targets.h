// What is asked of the server.
#ifndef TRIALMATCH_CLIENT_LOADTEST_TARGETS_H_
#define TRIALMATCH_CLIENT_LOADTEST_TARGETS_H_

#include <istream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/loadtest/dispatcher.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/mix.h"
#include "google/rpc/status.pb.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch::client::loadtest {

// Patients that are read at most: their requests stay in memory.
inline constexpr size_t kMostPatients = 100'000;

// What requests are made of.
struct Material {
  std::vector<v1::Patient> patients;
  // "trials/NCT1".
  std::vector<std::string> trials;
  // All but the patient: filter, scope, options, explanation and page size, for all methods that have them.
  v1::MatchTrialsRequest match;
};

// The patients of files, folders and JSON lines. The first document that is none fails it, and more than
// kMostPatients, or none.
absl::StatusOr<std::vector<v1::Patient>> ReadPatients(const std::vector<std::string>& paths,
                                                      std::istream& standard_input);

// The names of the first 1,000 trials that pass the filter.
google::rpc::Status ListTrialNames(const std::shared_ptr<grpc::Channel>& channel,
                                   const v1::TrialFilter& filter, Nanos timeout,
                                   std::vector<std::string>& names);

// The methods of `mix` with their requests: one a patient for match and stream, one a trial for get; for
// check each patient with the trial in the same place of the other list, the shorter one over and over; for
// screen one a patient, for the first trial; for list one.
std::vector<Target> MakeTargets(const std::vector<Share>& mix, const Material& material);

// Calls the target once, which also tells whether its requests are right, and makes its echo of the answer.
google::rpc::Status Probe(Line& line, Nanos timeout, Target& target);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_TARGETS_H_
