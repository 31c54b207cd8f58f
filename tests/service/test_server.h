// A whole server in this process, with the sample or without, and the calls of its clients.
#ifndef TRIALMATCH_TESTS_SERVICE_TEST_SERVER_H_
#define TRIALMATCH_TESTS_SERVICE_TEST_SERVER_H_

#include <memory>
#include <string>
#include <tuple>
#include <type_traits>

#include "google/protobuf/text_format.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server.h"
#include "trialmatch/v1/application_service.grpc.pb.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch {

using EligibilityStub = v1::EligibilityService::Stub;
using TrialStub = v1::TrialService::Stub;
using ApplicationStub = v1::ApplicationService::Stub;

// A message from its text form; a mistake in the text fails the test.
template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// deploy/sample, which is asked as of one moment.
ServerOptions SampleOptions();
std::shared_ptr<const Terminology> SampleTerminology();
std::string SampleFolder();
v1::PatientProfile SamplePatient(const std::string& name);
v1::EvaluationOptions SampleMoment();

template <typename Response>
struct Answered {
  grpc::Status status;
  Response response;
};

// Starts at once; ends, without waiting for anybody, when destroyed.
class TestServer {
 public:
  explicit TestServer(const ServerOptions& options = SampleOptions(),
                      std::shared_ptr<const Terminology> terminology = SampleTerminology());

  Server& server() { return *server_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  template <typename Stub>
  Stub& stub() {
    return *std::get<std::unique_ptr<Stub>>(stubs_);
  }

  // call(&TrialStub::GetTrial, request)
  template <typename Stub, typename Request, typename Response>
  Answered<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                          const std::type_identity_t<Request>& request) {
    grpc::ClientContext context;
    Answered<Response> answered;
    answered.status = (stub<Stub>().*method)(&context, request, &answered.response);
    return answered;
  }
  // As Call, and fails the test unless the status is OK.
  template <typename Stub, typename Request, typename Response>
  Response Ok(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
              const std::type_identity_t<Request>& request) {
    Answered<Response> answered = Call(method, request);
    EXPECT_TRUE(answered.status.ok()) << answered.status.error_message();
    return std::move(answered.response);
  }

  // Of the catalog.
  int64_t Revision();

 private:
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::tuple<std::unique_ptr<EligibilityStub>, std::unique_ptr<TrialStub>, std::unique_ptr<ApplicationStub>>
      stubs_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SERVICE_TEST_SERVER_H_
