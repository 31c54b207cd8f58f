// A server that answers the client's calls from memory: the trials it was given, and verdicts by simple
// rules.
#ifndef TRIALMATCH_TESTS_CLIENT_FAKE_SERVER_H_
#define TRIALMATCH_TESTS_CLIENT_FAKE_SERVER_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/server.h"
#include "tests/client/fake_eligibility.h"
#include "tests/client/fake_trials.h"

namespace trialmatch::client {

// Listens on a port of its own until it is destroyed.
class FakeServer {
 public:
  FakeServer();
  ~FakeServer();

  // "127.0.0.1:port".
  const std::string& address() const { return address_; }
  FakeTrials& trials() { return trials_; }
  FakeApplications& applications() { return applications_; }
  FakeEligibility& eligibility() { return eligibility_; }

 private:
  FakeTrials trials_;
  FakeApplications applications_;
  FakeEligibility eligibility_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_TESTS_CLIENT_FAKE_SERVER_H_
