#include "client/loadtest/line.h"

#include <utility>

#include "grpc/support/time.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/async_unary_call.h"

namespace trialmatch::client::loadtest {
namespace {

// Owns itself until it is done.
class UnaryCall : public Completion {
 public:
  static void Start(grpc::GenericStub& stub, grpc::CompletionQueue& queue, const Prepared& prepared,
                    size_t request, Nanos deadline, OnOutcome on_outcome) {
    auto* call = new UnaryCall(deadline, std::move(on_outcome));
    call->reader_ = stub.PrepareUnaryCall(&call->context_, prepared.path, prepared.requests[request], &queue);
    call->reader_->StartCall();
    call->reader_->Finish(&call->outcome_.answer, &call->outcome_.status, call);
  }

  void Done(bool) override {
    outcome_.ended = Now();
    on_outcome_(outcome_);
    delete this;
  }

 private:
  UnaryCall(Nanos deadline, OnOutcome on_outcome) : on_outcome_(std::move(on_outcome)) {
    context_.set_deadline(gpr_time_from_nanos(deadline, GPR_CLOCK_MONOTONIC));
  }

  grpc::ClientContext context_;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader_;
  const OnOutcome on_outcome_;
  Outcome outcome_;
};

}  // namespace

void Line::Send(const Prepared& prepared, size_t request, Nanos deadline, OnOutcome on_outcome) {
  if (!prepared.streamed) {
    UnaryCall::Start(stub_, queue_, prepared, request, deadline, std::move(on_outcome));
    return;
  }
  const absl::MutexLock lock(&mutex_);
  std::unique_ptr<ItemStream>& stream = streams_[&prepared];
  const grpc::ByteBuffer& item = prepared.requests[request];
  if (stream != nullptr && stream->Send(item, deadline, on_outcome)) return;
  std::erase_if(ended_, [](const auto& ended) { return ended->gone(); });
  if (stream != nullptr) ended_.push_back(std::move(stream));
  stream = std::make_unique<ItemStream>(stub_, queue_, prepared);
  stream->Send(item, deadline, std::move(on_outcome));
  stream->Start();
}

void Line::Expire(Nanos now) {
  const absl::MutexLock lock(&mutex_);
  for (const auto& [prepared, stream] : streams_) stream->Expire(now);
}

}  // namespace trialmatch::client::loadtest
