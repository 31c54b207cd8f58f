// A server that gives back what it gets: what a call costs on this machine without any work.
#ifndef TRIALMATCH_CLIENT_LOADTEST_ECHO_SERVER_H_
#define TRIALMATCH_CLIENT_LOADTEST_ECHO_SERVER_H_

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server.h"

namespace trialmatch::client::loadtest {

// The reference that servers are compared with: one completion queue, one thread, calls and messages used
// again, no message parsed. Listens on a loopback port of its own until it is destroyed.
class EchoServer {
 public:
  // Methods; any other one behaves as kOnce.
  static constexpr char kOnce[] = "/trialmatch.loadtest.Echo/Once";
  static constexpr char kStream[] = "/trialmatch.loadtest.Echo/Stream";

  EchoServer();
  // Cancels what is on its way.
  ~EchoServer();
  EchoServer(const EchoServer&) = delete;
  EchoServer& operator=(const EchoServer&) = delete;

  // "127.0.0.1:port"; empty: no port was to be had, and calls fail.
  const std::string& address() const { return address_; }

 private:
  class Call;

  // Awaits the next client with `call`, and with a further one.
  void Request(Call& call) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Add() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Takes what has happened to `call`.
  void Advance(Call& call, bool ok) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Serve() ABSL_LOCKS_EXCLUDED(mutex_);

  grpc::AsyncGenericService service_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  // Held while operations are started, and contended only at the end.
  absl::Mutex mutex_;
  std::vector<std::unique_ptr<Call>> calls_ ABSL_GUARDED_BY(mutex_);
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;  // calls that wait for a client
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_ECHO_SERVER_H_
