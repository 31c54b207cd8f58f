// A unary method of gRPC's synchronous server whose messages keep their memory from call to call, and whose
// request is read only when the call is served. The library's own reads every request beforehand, also of a
// call that is refused, and makes and destroys both messages part by part.
#ifndef TRIALMATCH_SERVICE_UNARY_METHOD_H_
#define TRIALMATCH_SERVICE_UNARY_METHOD_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "grpc/grpc.h"
#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/method_handler.h"
#include "grpcpp/support/status.h"
#include "service/request_memory.h"

namespace trialmatch {

// Safe for use by any number of threads.
template <typename Request, typename Response>
class UnaryMethod final : public grpc::internal::MethodHandler {
 public:
  // Reads the request, which lives until the call ends; null: its bytes are no Request. At most once.
  using Read = absl::FunctionRef<const Request*()>;
  // Fills the response, which is empty. What it returns does not matter where `read` gave null.
  using Serve = std::function<grpc::Status(grpc::ServerContext&, Read read, Response& response)>;

  explicit UnaryMethod(Serve serve) : serve_(std::move(serve)) {}

  void* Deserialize(grpc_call*, grpc_byte_buffer* request, grpc::Status* status, void**) override {
    std::unique_ptr<Exchange> exchange = Take();
    grpc::internal::UnaryDeserializeHelper(request, status, &exchange->bytes);  // taken as they are
    return exchange.release();
  }

  void RunHandler(const HandlerParameter& call) override {
    std::unique_ptr<Exchange> exchange(static_cast<Exchange*>(call.request));
    grpc::Status readable;
    const auto read = [&]() -> const Request* {
      Request& request = exchange->memory.Renew();
      readable = grpc::SerializationTraits<Request>::Deserialize(&exchange->bytes, &request);
      return readable.ok() ? &request : nullptr;
    };
    grpc::Status status = grpc::internal::CatchingFunctionHandler([&] {
      return serve_(static_cast<grpc::ServerContext&>(*call.server_context), read, exchange->response);
    });
    if (!readable.ok()) status = readable;
    grpc::internal::UnaryRunHandlerHelper(
        call, static_cast<google::protobuf::MessageLite*>(&exchange->response), status);
    GiveBack(std::move(exchange), status.ok());
  }

 private:
  // A few calls after one another use the same; what more there are at once is not kept.
  static constexpr size_t kMostKept = 16;
  // Memory of a larger answer is given back.
  static constexpr int kMostBytes = 64 << 10;

  struct Exchange {
    grpc::ByteBuffer bytes;
    RequestMemory<Request> memory;
    Response response;
  };

  std::unique_ptr<Exchange> Take() {
    {
      const std::lock_guard lock(mutex_);
      if (!kept_.empty()) {
        std::unique_ptr<Exchange> exchange = std::move(kept_.back());
        kept_.pop_back();
        return exchange;
      }
    }
    return std::make_unique<Exchange>();
  }

  void GiveBack(std::unique_ptr<Exchange> exchange, bool sent) {
    exchange->bytes.Clear();
    exchange->memory.Release();
    if (sent && exchange->response.GetCachedSize() <= kMostBytes) {
      exchange->response.Clear();
    } else {
      exchange->response = Response();
    }
    const std::lock_guard lock(mutex_);
    if (kept_.size() < kMostKept) kept_.push_back(std::move(exchange));
  }

  const Serve serve_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Exchange>> kept_;  // guarded by mutex_; the one used last comes last
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_UNARY_METHOD_H_
