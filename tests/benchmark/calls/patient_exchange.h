// One open stream of patients, asked in batches as cheaply as the library lets a client do it.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_PATIENT_EXCHANGE_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_PATIENT_EXCHANGE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "grpcpp/grpcpp.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {

// Writes while it reads, all in the calling thread. For one thread.
template <typename Request, typename Response>
class PatientExchange {
 public:
  using Stream = grpc::ClientAsyncReaderWriter<Request, Response>;

  // `open(context, queue, tag)` begins the call, of which `opening` is the first message. The server outlives
  // the exchange.
  template <typename Open>
  PatientExchange(Open open, const Request& opening) : stream_(open(&context_, &queue_, &start_)) {
    alive_ = Next() == &start_ && alive_;
    if (!alive_) return;
    stream_->Write(opening, &write_);
    alive_ = Next() == &write_ && alive_;
  }
  ~PatientExchange() {
    context_.TryCancel();
    grpc::Status status;
    stream_->Finish(&status, &finish_);
    queue_.Shutdown();
    while (Next() != nullptr) {
    }
  }
  PatientExchange(const PatientExchange&) = delete;
  PatientExchange& operator=(const PatientExchange&) = delete;

  // Sends the batch, which is not empty, at once and waits for its answers, which come in its order.
  // Microseconds of CPU of the whole process. Unavailable: the stream has ended.
  absl::StatusOr<double> Ask(absl::Span<const Request> batch, std::vector<Response>& answers) {
    answers.resize(batch.size());
    const int64_t began = ProcessCpu();
    size_t written = 0, read = 0;
    WriteOne(batch, written);
    stream_->Read(&answers[read], &read_);
    while (alive_ && (written < batch.size() || read < batch.size())) {
      if (const void* tag = Next(); tag == &write_) {
        if (++written < batch.size()) WriteOne(batch, written);
      } else if (tag == &read_ && ++read < batch.size()) {
        stream_->Read(&answers[read], &read_);
      }
    }
    if (!alive_) return absl::UnavailableError("a stream ended before its last answer");
    return static_cast<double>(ProcessCpu() - began) / 1e3;
  }

 private:
  // The messages of a batch go out together.
  void WriteOne(absl::Span<const Request> batch, size_t which) {
    grpc::WriteOptions options;
    if (which + 1 < batch.size()) options.set_buffer_hint();
    stream_->Write(batch[which], options, &write_);
  }

  // What has happened next; null: the queue has ended.
  const void* Next() {
    void* tag = nullptr;
    bool ok = false;
    if (!queue_.Next(&tag, &ok)) return nullptr;
    alive_ = alive_ && ok;
    return tag;
  }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  // Their addresses tell the operations apart.
  char start_ = 0, write_ = 0, read_ = 0, finish_ = 0;
  bool alive_ = true;
  std::unique_ptr<Stream> stream_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_PATIENT_EXCHANGE_H_
