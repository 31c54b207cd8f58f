#include "tests/benchmark/calls/reference_server.h"

#include <chrono>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "grpcpp/grpcpp.h"

namespace trialmatch::bench {

// One call after the other; each takes two turns of the queue.
class ReferenceServer::Call {
 public:
  explicit Call(ReferenceServer& server) : server_(server) { Await(); }

  // Takes what has happened; false: the server ends.
  bool Advance(bool ok) {
    if (!ok && waiting_) return false;
    if (waiting_) {
      waiting_ = false;
      responder_->Finish(server_.NextAnswer(), grpc::Status::OK, this);
    } else {
      Await();
    }
    return true;
  }

 private:
  void Await() {
    responder_.reset();
    context_.emplace();
    responder_.emplace(&*context_);
    waiting_ = true;
    server_.service_.RequestMatchTrials(&*context_, &request_, &*responder_, server_.queue_.get(),
                                        server_.queue_.get(), this);
  }

  ReferenceServer& server_;
  std::optional<grpc::ServerContext> context_;
  std::optional<grpc::ServerAsyncResponseWriter<v1::MatchTrialsResponse>> responder_;
  v1::MatchTrialsRequest request_;
  bool waiting_ = false;
};

ReferenceServer::ReferenceServer() : answers_(1) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service_);
  queue_ = builder.AddCompletionQueue();
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || port == 0) return;
  address_ = absl::StrCat("127.0.0.1:", port);
  thread_ = std::thread([this] { Serve(); });
}

ReferenceServer::~ReferenceServer() {
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  queue_->Shutdown();
  if (thread_.joinable()) thread_.join();
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) {
  }
}

void ReferenceServer::SetAnswers(std::vector<v1::MatchTrialsResponse> answers) {
  const std::lock_guard<std::mutex> lock(mutex_);
  answers_ = std::move(answers);
  next_ = 0;
}

const v1::MatchTrialsResponse& ReferenceServer::NextAnswer() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return answers_[next_++ % answers_.size()];
}

void ReferenceServer::Serve() {
  Call call(*this);
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) {
    if (!static_cast<Call*>(tag)->Advance(ok)) return;
  }
}

}  // namespace trialmatch::bench
