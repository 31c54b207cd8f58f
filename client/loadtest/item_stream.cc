#include "client/loadtest/item_stream.h"

#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/proto_buffer_reader.h"

namespace trialmatch::client::loadtest {

ItemStream::ItemStream(grpc::GenericStub& stub, grpc::CompletionQueue& queue, const Prepared& prepared)
    : prepared_(prepared), stream_(stub.PrepareCall(&context_, prepared.path, &queue)) {}

void ItemStream::Start() { stream_->StartCall(&start_); }

ItemStream::~ItemStream() {
  context_.TryCancel();
  const absl::MutexLock lock(&mutex_);
  const auto is_gone = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return finished_ && steps_ == 0; };
  mutex_.Await(absl::Condition(&is_gone));
}

bool ItemStream::gone() const {
  const absl::MutexLock lock(&mutex_);
  return finished_ && steps_ == 0;
}

bool ItemStream::Send(const grpc::ByteBuffer& item, Nanos deadline, OnOutcome on_outcome) {
  const absl::MutexLock lock(&mutex_);
  if (finished_) return false;
  unwritten_.push_back({item, deadline, std::move(on_outcome)});
  if (!writing_) WriteNext();
  return true;
}

void ItemStream::Expire(Nanos now) {
  const absl::MutexLock lock(&mutex_);
  const Item* oldest = !unanswered_.empty()  ? &unanswered_.front()
                       : !unwritten_.empty() ? &unwritten_.front()
                                             : nullptr;
  if (finished_ || expired_ || oldest == nullptr || now < oldest->deadline) return;
  expired_ = true;
  context_.TryCancel();
}

void ItemStream::WriteNext() {
  if (unwritten_.empty()) return;
  unanswered_.push_back(std::move(unwritten_.front()));
  unwritten_.pop_front();
  writing_ = true;
  ++steps_;
  stream_->Write(unanswered_.back().bytes, &write_);
}

void ItemStream::Started(bool ok) {
  const absl::MutexLock lock(&mutex_);
  // The start's place in the count is taken over by the read, or the end.
  if (!ok) {
    stream_->Finish(&status_, &finish_);
    return;
  }
  stream_->Read(&answer_, &read_);
  if (prepared_.opening) {
    ++steps_;
    stream_->Write(*prepared_.opening, &write_);
  } else {
    writing_ = false;
    WriteNext();
  }
}

void ItemStream::Written(bool ok) {
  const absl::MutexLock lock(&mutex_);
  --steps_;
  // A write fails where the stream has ended, which the read will tell.
  if (!ok) return;
  writing_ = false;
  WriteNext();
}

void ItemStream::Read(bool ok) {
  const Nanos now = Now();
  Item item;
  Outcome outcome;
  {
    const absl::MutexLock lock(&mutex_);
    // An answer that nobody asked for ends the stream too.
    if (!ok || unanswered_.empty()) {
      if (ok) context_.TryCancel();
      stream_->Finish(&status_, &finish_);
      return;
    }
    item = std::move(unanswered_.front());
    unanswered_.pop_front();
    outcome.answer.Swap(&answer_);
    answer_.Clear();
    stream_->Read(&answer_, &read_);
  }
  outcome.ended = now;
  if (prepared_.item_errors) outcome.status = StatusOfItem(outcome.answer);
  item.on_outcome(outcome);
}

void ItemStream::Finished(bool) {
  std::deque<Item> left;
  Outcome outcome{.status = status_, .ended = Now(), .answer = {}};
  {
    const absl::MutexLock lock(&mutex_);
    finished_ = true;
    left.swap(unanswered_);
    for (Item& item : unwritten_) left.push_back(std::move(item));
    unwritten_.clear();
    if (expired_) outcome.status = grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "no answer in time");
    if (outcome.status.ok()) outcome.status = grpc::Status(grpc::StatusCode::UNKNOWN, "the stream ended");
  }
  for (const Item& item : left) item.on_outcome(outcome);
  // Last: now the stream may be destroyed.
  const absl::MutexLock lock(&mutex_);
  --steps_;
}

grpc::Status StatusOfItem(const grpc::ByteBuffer& answer) {
  constexpr int kErrorField = 3;
  grpc::ByteBuffer bytes = answer;  // shares the memory
  grpc::ProtoBufferReader reader(&bytes);
  google::protobuf::io::CodedInputStream in(&reader);
  const grpc::Status bad(grpc::StatusCode::INTERNAL, "the answer is no message");
  while (const uint32_t tag = in.ReadTag()) {
    uint32_t length = 0;
    if ((tag & 7) != 2 || !in.ReadVarint32(&length)) return bad;
    if (tag >> 3 != kErrorField) {
      if (!in.Skip(static_cast<int>(length))) return bad;
      continue;
    }
    google::rpc::Status error;
    std::string text;
    if (!in.ReadString(&text, static_cast<int>(length)) || !error.ParseFromString(text)) return bad;
    return {static_cast<grpc::StatusCode>(error.code()), error.message()};
  }
  return grpc::Status::OK;
}

}  // namespace trialmatch::client::loadtest
