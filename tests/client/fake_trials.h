// The catalog and the applications of the fake server. Thread safe.
#ifndef TRIALMATCH_TESTS_CLIENT_FAKE_TRIALS_H_
#define TRIALMATCH_TESTS_CLIENT_FAKE_TRIALS_H_

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "grpcpp/support/status.h"
#include "trialmatch/v1/application_service.grpc.pb.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::client {

// An error as the server sends it: with an ErrorInfo of `reason`, and `detail` where given.
grpc::Status ErrorWith(grpc::StatusCode code, const std::string& message, const std::string& reason,
                       const google::protobuf::Message* detail = nullptr);

// Keeps trials by name. A trial without a title is refused, and so is a record without an id; one with the
// word "odd" has a warning.
class FakeTrials : public v1::TrialService::Service {
 public:
  void Put(const v1::Trial& trial);
  std::optional<v1::Trial> Find(const std::string& name);
  // The request of the last list.
  v1::ListTrialsRequest last_list();
  // The next `count` reads are refused with UNAVAILABLE.
  void FailReads(int count);
  // Imports are refused with UNAVAILABLE, each after its last message, once `count` more were answered.
  void FailImportsAfter(int count);
  // Records that were imported, in their order.
  std::vector<v1::RegistryRecord> records();

  grpc::Status GetTrial(grpc::ServerContext*, const v1::GetTrialRequest* request,
                        v1::GetTrialResponse* response) override;
  grpc::Status ListTrials(grpc::ServerContext*, const v1::ListTrialsRequest* request,
                          v1::ListTrialsResponse* response) override;
  grpc::Status UpdateTrial(grpc::ServerContext*, const v1::UpdateTrialRequest* request,
                           v1::UpdateTrialResponse* response) override;
  grpc::Status DeleteTrial(grpc::ServerContext*, const v1::DeleteTrialRequest* request,
                           v1::DeleteTrialResponse* response) override;
  grpc::Status ValidateTrial(grpc::ServerContext*, const v1::ValidateTrialRequest* request,
                             v1::ValidateTrialResponse* response) override;
  grpc::Status ImportTrials(grpc::ServerContext*, grpc::ServerReader<v1::ImportTrialsRequest>* reader,
                            v1::ImportTrialsResponse* response) override;

 private:
  std::mutex mutex_;
  std::map<std::string, v1::Trial> trials_;
  v1::ListTrialsRequest last_list_;
  int failing_reads_ = 0;
  int imports_left_ = -1;
  std::vector<v1::RegistryRecord> records_;
  int64_t revision_ = 7;
};

// Keeps applications; ids count up.
class FakeApplications : public v1::ApplicationService::Service {
 public:
  grpc::Status Apply(grpc::ServerContext*, const v1::ApplyRequest* request,
                     v1::ApplyResponse* response) override;
  grpc::Status Withdraw(grpc::ServerContext*, const v1::WithdrawRequest* request,
                        v1::WithdrawResponse* response) override;
  grpc::Status GetApplication(grpc::ServerContext*, const v1::GetApplicationRequest* request,
                              v1::GetApplicationResponse* response) override;
  grpc::Status ListApplications(grpc::ServerContext*, const v1::ListApplicationsRequest* request,
                                v1::ListApplicationsResponse* response) override;

 private:
  std::mutex mutex_;
  std::map<std::string, v1::Application> applications_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_TESTS_CLIENT_FAKE_TRIALS_H_
