#include "tests/benchmark/calls/reference_server.h"

#include <chrono>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "grpcpp/grpcpp.h"

namespace trialmatch::bench {

// One call after the other.
class ReferenceServer::Call {
 public:
  virtual ~Call() = default;
  // Takes what has happened; not after the server ends.
  virtual void Advance(bool ok) = 0;

 protected:
  // What the queue gives back.
  void* tag() { return this; }
};

// Two turns of the queue each.
class ReferenceServer::MatchCall final : public Call {
 public:
  explicit MatchCall(ReferenceServer& server) : server_(server) { Await(); }

  void Advance(bool ok) override {
    if (waiting_ && ok) {
      waiting_ = false;
      responder_->Finish(server_.matches_.Next(), grpc::Status::OK, tag());
    } else {
      Await();
    }
  }

 private:
  void Await() {
    responder_.reset();
    context_.emplace();
    responder_.emplace(&*context_);
    waiting_ = true;
    server_.service_.RequestMatchTrials(&*context_, &request_, &*responder_, server_.queue_.get(),
                                        server_.queue_.get(), tag());
  }

  ReferenceServer& server_;
  std::optional<grpc::ServerContext> context_;
  std::optional<grpc::ServerAsyncResponseWriter<v1::MatchTrialsResponse>> responder_;
  v1::MatchTrialsRequest request_;
  bool waiting_ = false;
};

// One turn a message in and one a message out.
class ReferenceServer::ScreenCall final : public Call {
 public:
  explicit ScreenCall(ReferenceServer& server) : server_(server) { Await(); }

  void Advance(bool ok) override {
    switch (state_) {
      case State::kAwaiting:
      case State::kWriting:
        return Read();  // where the caller has gone, it says so
      case State::kReading:
        return Answer(ok);
      case State::kFinishing:
        return Await();
    }
  }

 private:
  enum class State { kAwaiting, kReading, kWriting, kFinishing };

  void Await() {
    stream_.reset();
    context_.emplace();
    stream_.emplace(&*context_);
    state_ = State::kAwaiting;
    server_.service_.RequestScreenPatients(&*context_, &*stream_, server_.queue_.get(), server_.queue_.get(),
                                           tag());
  }
  void Read() {
    state_ = State::kReading;
    stream_->Read(&request_, tag());
  }
  // What was read; `ok` false: there was nothing any more.
  void Answer(bool ok) {
    if (!ok) {
      state_ = State::kFinishing;
      stream_->Finish(grpc::Status::OK, tag());
    } else if (request_.has_opening()) {
      Read();
    } else {
      state_ = State::kWriting;
      stream_->Write(server_.screens_.Next(), tag());
    }
  }

  ReferenceServer& server_;
  std::optional<grpc::ServerContext> context_;
  std::optional<grpc::ServerAsyncReaderWriter<v1::ScreenPatientsResponse, v1::ScreenPatientsRequest>> stream_;
  v1::ScreenPatientsRequest request_;
  State state_ = State::kAwaiting;
};

ReferenceServer::ReferenceServer() {
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
  {
    const std::lock_guard<std::mutex> lock(advancing_);
    ending_ = true;
  }
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  queue_->Shutdown();
  if (thread_.joinable()) thread_.join();
}

void ReferenceServer::Serve() {
  MatchCall matches(*this);
  ScreenCall screens(*this);
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) {
    // Nothing may be begun once the queue ends, and all that was begun has to be taken from it.
    const std::lock_guard<std::mutex> lock(advancing_);
    if (!ending_) static_cast<Call*>(tag)->Advance(ok);
  }
}

}  // namespace trialmatch::bench
