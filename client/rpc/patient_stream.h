// Sends patients and takes answers, both at once: neither side may wait for the other with its buffers full.
#ifndef TRIALMATCH_CLIENT_RPC_PATIENT_STREAM_H_
#define TRIALMATCH_CLIENT_RPC_PATIENT_STREAM_H_

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/input/document_reader.h"
#include "client/input/limits.h"
#include "client/input/parse_message.h"
#include "client/rpc/rpc_error.h"
#include "client/rpc/stream_watch.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

namespace trialmatch::client {

// What to do with what comes; called by one thread at a time.
template <typename Response>
struct PatientStreamHandlers {
  // An answer; false: stop.
  std::function<bool(const Response&)> on_answer;
  // A document that is no patient; the stream goes on.
  std::function<void(const absl::Status&)> on_bad_document;
};

// The next patient that can be read; the others go to `on_bad`. Nothing: no more.
inline std::optional<std::pair<std::string, v1::Patient>> NextPatient(
    DocumentReader& reader, const std::function<void(const absl::Status&)>& on_bad) {
  while (auto next = reader.Next()) {
    if (!next->ok()) {
      on_bad(next->status());
      continue;
    }
    auto& [key, document] = **next;
    if (key.size() > kMaxKeyBytes) {
      on_bad(absl::InvalidArgumentError(
          absl::StrCat(document.source, ": the file name is longer than ", kMaxKeyBytes, " bytes")));
      continue;
    }
    absl::StatusOr<v1::Patient> patient = ParsePatient(document);
    if (patient.ok()) return std::pair(std::move(key), *std::move(patient));
    on_bad(patient.status());
  }
  return std::nullopt;
}

// Runs the stream to its end; the status is that of the call, DEADLINE_EXCEEDED when the server did not
// answer for `timeout`, OK when a handler stopped it. `Request` has an opening and a patient.
template <typename Request, typename Response, typename Opening>
google::rpc::Status RunPatientStream(grpc::ClientContext& context,
                                     grpc::ClientReaderWriterInterface<Request, Response>& stream,
                                     const Opening& opening, DocumentReader& reader, absl::Duration timeout,
                                     const PatientStreamHandlers<Response>& handlers) {
  StreamWatch watch(context, timeout);
  std::mutex mutex;
  std::thread writer([&] {
    Request request;
    *request.mutable_opening() = opening;
    bool open = stream.Write(request);
    const auto on_bad = [&](const absl::Status& status) {
      const std::lock_guard lock(mutex);
      handlers.on_bad_document(status);
    };
    while (open) {
      auto next = NextPatient(reader, on_bad);
      if (!next) break;
      request.mutable_patient()->set_key(std::move(next->first));
      *request.mutable_patient()->mutable_patient() = std::move(next->second);
      watch.Owe();
      open = stream.Write(request);
    }
    watch.Owe();  // the end
    stream.WritesDone();
  });
  Response response;
  bool stopped = false;
  while (stream.Read(&response)) {
    watch.Settle();
    const std::lock_guard lock(mutex);
    if (!handlers.on_answer(response)) {
      stopped = true;
      context.TryCancel();
      break;
    }
  }
  writer.join();
  google::rpc::Status error = ToRpcStatus(stream.Finish());
  if (stopped) {
    error.Clear();
  } else if (watch.expired() && error.code() == grpc::StatusCode::CANCELLED) {
    error.set_code(grpc::StatusCode::DEADLINE_EXCEEDED);
    error.set_message(absl::StrCat("no answer for ", absl::FormatDuration(timeout)));
  }
  return error;
}

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RPC_PATIENT_STREAM_H_
