#include "client/loadtest/echo_server.h"

#include <chrono>
#include <optional>

#include "absl/strings/str_cat.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"

namespace trialmatch::client::loadtest {

// One call after the other, in the same memory.
class EchoServer::Call {
 public:
  // Makes ready for the next client.
  void Reset() {
    stream_.reset();
    context_.emplace();
    stream_.emplace(&*context_);
    state_ = State::kWaiting;
  }

  grpc::GenericServerContext& context() { return *context_; }
  grpc::GenericServerAsyncReaderWriter& stream() { return *stream_; }
  bool waiting() const { return state_ == State::kWaiting; }

  // Takes the next step; false: the call is over.
  bool Advance(bool ok) {
    switch (state_) {
      case State::kWaiting:
      case State::kWriting:
        if (!ok) return Finish(grpc::Status::CANCELLED);
        state_ = State::kReading;
        stream_->Read(&message_, this);
        return true;
      case State::kReading:
        if (context_->method() == kStream) {
          if (!ok) return Finish(grpc::Status::OK);
          state_ = State::kWriting;
          stream_->Write(message_, this);
        } else {
          if (!ok) return Finish(grpc::Status::CANCELLED);
          state_ = State::kFinishing;
          stream_->WriteAndFinish(message_, grpc::WriteOptions(), grpc::Status::OK, this);
        }
        return true;
      case State::kFinishing:
        return false;
    }
    return false;
  }

 private:
  enum class State { kWaiting, kReading, kWriting, kFinishing };

  bool Finish(const grpc::Status& status) {
    state_ = State::kFinishing;
    stream_->Finish(status, this);
    return true;
  }

  std::optional<grpc::GenericServerContext> context_;
  std::optional<grpc::GenericServerAsyncReaderWriter> stream_;
  grpc::ByteBuffer message_;
  State state_ = State::kWaiting;
};

EchoServer::EchoServer() {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.SetMaxReceiveMessageSize(256 << 20);
  builder.RegisterAsyncGenericService(&service_);
  queue_ = builder.AddCompletionQueue();
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) return;
  address_ = absl::StrCat("127.0.0.1:", port);
  {
    const absl::MutexLock lock(&mutex_);
    Add();
  }
  thread_ = std::thread([this] { Serve(); });
}

EchoServer::~EchoServer() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  queue_->Shutdown();
  if (thread_.joinable()) {
    thread_.join();
  } else {
    void* tag = nullptr;
    bool ok = false;
    while (queue_->Next(&tag, &ok)) {
    }
  }
}

void EchoServer::Request(Call& call) {
  call.Reset();
  service_.RequestCall(&call.context(), &call.stream(), queue_.get(), queue_.get(), &call);
  ++waiting_;
}

void EchoServer::Add() {
  calls_.push_back(std::make_unique<Call>());
  Request(*calls_.back());
}

void EchoServer::Advance(Call& call, bool ok) {
  if (call.waiting()) {
    --waiting_;
    if (!ok) return;  // the server ends
    if (waiting_ == 0) Add();
  }
  if (!call.Advance(ok)) Request(call);
}

void EchoServer::Serve() {
  void* tag = nullptr;
  bool ok = false;
  while (queue_->Next(&tag, &ok)) {
    // Nothing may be started once the queue is shut down.
    const absl::MutexLock lock(&mutex_);
    if (!stopping_) Advance(*static_cast<Call*>(tag), ok);
  }
}

}  // namespace trialmatch::client::loadtest
