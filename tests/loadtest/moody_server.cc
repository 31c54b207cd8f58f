#include "tests/loadtest/moody_server.h"

#include <algorithm>
#include <chrono>

#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"

namespace trialmatch::client::loadtest {

MoodyServer::MoodyServer(const Moods& moods) : moods_(moods) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(this);
  server_ = builder.BuildAndStart();
  address_ = "127.0.0.1:" + std::to_string(port);
  if (moods_.stall_every > 0) staller_ = std::thread([this] { StallNowAndThen(); });
}

MoodyServer::~MoodyServer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  if (staller_.joinable()) staller_.join();
  server_->Shutdown(std::chrono::system_clock::now());
}

void MoodyServer::StallNowAndThen() {
  std::unique_lock lock(mutex_);
  const auto wait = [&](Nanos span) {
    changed_.wait_for(lock, std::chrono::nanoseconds(span), [this] { return ending_; });
  };
  while (!ending_) {
    wait(moods_.stall_every - moods_.stall);
    stalled_ = true;
    const Nanos from = Now();
    wait(moods_.stall);
    stalled_ = false;
    stalls_.push_back({from, Now()});
    changed_.notify_all();
  }
}

void MoodyServer::AwaitMood(grpc::ServerContext* context) {
  std::unique_lock lock(mutex_);
  if (stalled_) ++came_in_stalls_;
  changed_.wait(lock, [this] { return !stalled_ || ending_; });
  // A client that goes away ends the silence.
  while (moods_.silent && !ending_ && !context->IsCancelled()) {
    changed_.wait_for(lock, std::chrono::milliseconds(5));
  }
}

grpc::Status MoodyServer::MatchTrials(grpc::ServerContext* context, const v1::MatchTrialsRequest*,
                                      v1::MatchTrialsResponse* response) {
  bool refused = false;
  {
    const std::lock_guard lock(mutex_);
    peers_.insert(context->peer());
    most_at_once_ = std::max(most_at_once_, ++at_once_);
    refused = ++matches_ % std::max(moods_.refuse_every, 1) == 0 && moods_.refuse_every > 0;
  }
  AwaitMood(context);
  response->mutable_context()->set_catalog_revision(7);
  const std::lock_guard lock(mutex_);
  --at_once_;
  return refused ? grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "too much") : grpc::Status::OK;
}

grpc::Status MoodyServer::StreamMatches(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<v1::StreamMatchesResponse, v1::StreamMatchesRequest>* stream) {
  v1::StreamMatchesRequest request;
  if (!stream->Read(&request) || !request.has_opening()) {
    return {grpc::StatusCode::INVALID_ARGUMENT, "the opening comes first"};
  }
  for (int answers = 0; stream->Read(&request);) {
    AwaitMood(context);
    v1::StreamMatchesResponse response;
    response.set_key(request.patient().key());
    if (request.patient().patient().profile().birth().date_time() == "bad") {
      response.mutable_error()->set_code(grpc::StatusCode::INVALID_ARGUMENT);
    } else {
      response.mutable_response()->mutable_context()->set_catalog_revision(7);
    }
    stream->Write(response);
    if (++answers == moods_.answers_a_stream) break;
  }
  return grpc::Status::OK;
}

std::vector<Stall> MoodyServer::stalls() {
  const std::lock_guard lock(mutex_);
  return stalls_;
}

int MoodyServer::matches() {
  const std::lock_guard lock(mutex_);
  return matches_;
}

size_t MoodyServer::peers() {
  const std::lock_guard lock(mutex_);
  return peers_.size();
}

int MoodyServer::most_at_once() {
  const std::lock_guard lock(mutex_);
  return most_at_once_;
}

int MoodyServer::came_in_stalls() {
  const std::lock_guard lock(mutex_);
  return came_in_stalls_;
}

}  // namespace trialmatch::client::loadtest
