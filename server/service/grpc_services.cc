#include "service/grpc_services.h"

#include "google/protobuf/descriptor.h"
#include "grpcpp/support/method_handler.h"
#include "service/call_error.h"
#include "service/grpc_call.h"
#include "service/logger.h"
#include "service/look_ahead_stream.h"
#include "service/message_stream.h"
#include "trialmatch/v1/application_service.grpc.pb.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch {
namespace {

using grpc::ServerContext;

// Admits the call, runs `serve(call)` and gives its status to the transport. Nothing that a handler throws
// (only memory running out can) ends the server.
template <typename Call, typename Serve>
grpc::Status RunAs(ServerContext* context, CallGate& gate, Serve serve) {
  Call call(*context, gate);
  absl::Status status = call.admitted();
  if (status.ok()) {
    try {
      status = serve(call);
    } catch (const std::exception&) {
      status = CallError(absl::StatusCode::kInternal, v1::ERROR_REASON_INTERNAL,
                         "the server could not serve this call");
      Log(LogSeverity::kError, "exception");
    }
  }
  return ToGrpcStatus(status);
}

template <typename Serve>
grpc::Status Run(ServerContext* context, CallGate& gate, Serve serve) {
  return RunAs<GrpcCall>(context, gate, serve);
}

template <typename Serve>
grpc::Status RunStream(ServerContext* context, CallGate& gate, Serve serve) {
  return RunAs<GrpcStream>(context, gate, serve);
}

// The messages of a stream that the gate may end.
template <typename Request, typename Response>
class GatedStream final : public MessageStream<Request, Response> {
 public:
  GatedStream(GrpcStream& call, LookAheadStream<Request, Response>& stream) : call_(call), stream_(stream) {}

  Received Read(Request& request) override {
    if (!call_.Wait(stream_)) return Received::kEnd;
    return stream_.Take(request) ? Received::kMessage : Received::kUnreadable;
  }
  bool HasNext() override { return !call_.draining() && stream_.HasNext(); }
  bool Write(const Response& response, Delivery delivery) override {
    return stream_.Write(response, delivery);
  }

 private:
  GrpcStream& call_;
  LookAheadStream<Request, Response>& stream_;
};

class EligibilityService final : public v1::EligibilityService::Service {
 public:
  EligibilityService(const EligibilityHandler& handler, CallGate& gate) : handler_(handler), gate_(gate) {
    LookAhead<v1::StreamMatchesRequest, v1::StreamMatchesResponse>("StreamMatches",
                                                                   &EligibilityHandler::StreamMatches);
    LookAhead<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>("ScreenPatients",
                                                                     &EligibilityHandler::ScreenPatients);
  }

  grpc::Status CheckEligibility(ServerContext* context, const v1::CheckEligibilityRequest* request,
                                v1::CheckEligibilityResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.Check(*request, call, *response); });
  }

  grpc::Status MatchTrials(ServerContext* context, const v1::MatchTrialsRequest* request,
                           v1::MatchTrialsResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.Match(*request, call, *response); });
  }

 private:
  template <typename Request, typename Response>
  using StreamMethod = absl::Status (EligibilityHandler::*)(MessageStream<Request, Response>&,
                                                            const CallContext&) const;

  // Serves the method by streams that look ahead, instead of those of the generated base class.
  template <typename Request, typename Response>
  void LookAhead(const std::string& name, StreamMethod<Request, Response> method) {
    using Stream = LookAheadStream<Request, Response>;
    const auto serve = [this, method](ServerContext* context, Stream* stream) {
      return RunStream(context, gate_, [&](GrpcStream& call) {
        GatedStream<Request, Response> messages(call, *stream);
        return (handler_.*method)(messages, call);
      });
    };
    const google::protobuf::ServiceDescriptor& service =
        *v1::StreamMatchesRequest::descriptor()->file()->FindServiceByName("EligibilityService");
    MarkMethodStreamed(service.FindMethodByName(name)->index(),
                       new grpc::internal::TemplatedBidiStreamingHandler<Stream, false>(serve));
  }

  const EligibilityHandler& handler_;
  CallGate& gate_;
};

class TrialService final : public v1::TrialService::Service {
 public:
  TrialService(TrialHandler& handler, CallGate& gate) : handler_(handler), gate_(gate) {}

  grpc::Status GetTrial(ServerContext* context, const v1::GetTrialRequest* request,
                        v1::GetTrialResponse* response) override {
    return Run(context, gate_, [&](const CallContext&) { return handler_.Get(*request, *response); });
  }

  grpc::Status ListTrials(ServerContext* context, const v1::ListTrialsRequest* request,
                          v1::ListTrialsResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.List(*request, call, *response); });
  }

  grpc::Status CreateTrial(ServerContext* context, const v1::CreateTrialRequest* request,
                           v1::CreateTrialResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.Create(*request, call, *response); });
  }

  grpc::Status UpdateTrial(ServerContext* context, const v1::UpdateTrialRequest* request,
                           v1::UpdateTrialResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.Update(*request, call, *response); });
  }

  grpc::Status DeleteTrial(ServerContext* context, const v1::DeleteTrialRequest* request,
                           v1::DeleteTrialResponse* response) override {
    return Run(context, gate_, [&](const CallContext&) { return handler_.Delete(*request, *response); });
  }

  grpc::Status ValidateTrial(ServerContext* context, const v1::ValidateTrialRequest* request,
                             v1::ValidateTrialResponse* response) override {
    return Run(context, gate_, [&](const CallContext&) { return handler_.Validate(*request, *response); });
  }

  grpc::Status ImportTrials(ServerContext* context, grpc::ServerReader<v1::ImportTrialsRequest>* reader,
                            v1::ImportTrialsResponse* response) override {
    return RunStream(context, gate_, [&](GrpcStream& call) {
      return handler_.Import([&](v1::ImportTrialsRequest& request) { return call.Read(*reader, request); },
                             call, *response);
    });
  }

 private:
  TrialHandler& handler_;
  CallGate& gate_;
};

class ApplicationService final : public v1::ApplicationService::Service {
 public:
  ApplicationService(ApplicationHandler& handler, CallGate& gate) : handler_(handler), gate_(gate) {}

  grpc::Status Apply(ServerContext* context, const v1::ApplyRequest* request,
                     v1::ApplyResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.Apply(*request, call, *response); });
  }

  grpc::Status Withdraw(ServerContext* context, const v1::WithdrawRequest* request,
                        v1::WithdrawResponse* response) override {
    return Run(context, gate_,
               [&](const CallContext& call) { return handler_.Withdraw(*request, call, *response); });
  }

  grpc::Status GetApplication(ServerContext* context, const v1::GetApplicationRequest* request,
                              v1::GetApplicationResponse* response) override {
    return Run(context, gate_, [&](const CallContext&) { return handler_.Get(*request, *response); });
  }

  grpc::Status ListApplications(ServerContext* context, const v1::ListApplicationsRequest* request,
                                v1::ListApplicationsResponse* response) override {
    return Run(context, gate_, [&](const CallContext&) { return handler_.List(*request, *response); });
  }

 private:
  ApplicationHandler& handler_;
  CallGate& gate_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeEligibilityService(const EligibilityHandler& handler, CallGate& gate) {
  return std::make_unique<EligibilityService>(handler, gate);
}

std::unique_ptr<grpc::Service> MakeTrialService(TrialHandler& handler, CallGate& gate) {
  return std::make_unique<TrialService>(handler, gate);
}

std::unique_ptr<grpc::Service> MakeApplicationService(ApplicationHandler& handler, CallGate& gate) {
  return std::make_unique<ApplicationService>(handler, gate);
}

}  // namespace trialmatch
