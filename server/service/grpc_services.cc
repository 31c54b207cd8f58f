#include "service/grpc_services.h"

#include "absl/functional/function_ref.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/support/method_handler.h"
#include "service/call_error.h"
#include "service/grpc_call.h"
#include "service/logger.h"
#include "service/look_ahead_stream.h"
#include "service/message_stream.h"
#include "service/unary_method.h"
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

class EligibilityService final : public grpc::Service {
 public:
  EligibilityService(const EligibilityHandler& handler, CallGate& gate) : handler_(handler), gate_(gate) {
    AddUnary<v1::CheckEligibilityRequest, v1::CheckEligibilityResponse>(
        "/trialmatch.v1.EligibilityService/CheckEligibility", &EligibilityHandler::Check);
    AddUnary<v1::MatchTrialsRequest, v1::MatchTrialsResponse>("/trialmatch.v1.EligibilityService/MatchTrials",
                                                              &EligibilityHandler::Match);
    AddStream<v1::StreamMatchesRequest, v1::StreamMatchesResponse>(
        "/trialmatch.v1.EligibilityService/StreamMatches", &EligibilityHandler::StreamMatches);
    AddStream<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>(
        "/trialmatch.v1.EligibilityService/ScreenPatients", &EligibilityHandler::ScreenPatients);
  }

 private:
  using RpcMethod = grpc::internal::RpcMethod;

  template <typename Request, typename Response>
  using UnaryHandler = absl::Status (EligibilityHandler::*)(absl::FunctionRef<const Request*()>,
                                                            const CallContext&, Response&) const;
  template <typename Request, typename Response>
  using StreamHandler = absl::Status (EligibilityHandler::*)(MessageStream<Request, Response>&,
                                                             const CallContext&) const;

  // `name` is a literal.
  template <typename Request, typename Response>
  void AddUnary(const char* name, UnaryHandler<Request, Response> handler) {
    using Method = UnaryMethod<Request, Response>;
    const auto serve = [this, handler](ServerContext& context, typename Method::Read read,
                                       Response& response) {
      return Run(&context, gate_,
                 [&](const CallContext& call) { return (handler_.*handler)(read, call, response); });
    };
    AddMethod(new grpc::internal::RpcServiceMethod(name, RpcMethod::NORMAL_RPC, new Method(serve)));
  }

  template <typename Request, typename Response>
  void AddStream(const char* name, StreamHandler<Request, Response> handler) {
    using Stream = LookAheadStream<Request, Response>;
    const auto serve = [this, handler](ServerContext* context, Stream* stream) {
      return RunStream(context, gate_, [&](GrpcStream& call) {
        GatedStream<Request, Response> messages(call, *stream);
        return (handler_.*handler)(messages, call);
      });
    };
    AddMethod(new grpc::internal::RpcServiceMethod(
        name, RpcMethod::BIDI_STREAMING,
        new grpc::internal::TemplatedBidiStreamingHandler<Stream, false>(serve)));
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
