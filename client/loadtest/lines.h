// The connections of a load test: to the server, and to the control.
#ifndef TRIALMATCH_CLIENT_LOADTEST_LINES_H_
#define TRIALMATCH_CLIENT_LOADTEST_LINES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "client/loadtest/completion_loop.h"
#include "client/loadtest/echo_server.h"
#include "client/loadtest/line.h"
#include "grpcpp/channel.h"

namespace trialmatch::client::loadtest {

class Lines {
 public:
  // `connections` (at least 1) to `server`, each a connection of its own, and one to an echo server in this
  // process where `with_control`. Nothing connects before Connect().
  Lines(const std::string& server, int connections, bool with_control);

  // Whether all are connected, for which at most `timeout` is waited.
  bool Connect(Nanos timeout);

  const std::vector<std::unique_ptr<Line>>& server() const { return server_; }
  // Null: there is none.
  Line* control() const { return control_.get(); }
  // One to the server, for calls besides the test.
  const std::shared_ptr<grpc::Channel>& channel() const { return channels_.front(); }

  void Expire(Nanos now);

 private:
  // Outlives the lines, which end their streams in it.
  CompletionLoop loop_;
  std::unique_ptr<EchoServer> echo_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;
  std::vector<std::unique_ptr<Line>> server_;
  std::unique_ptr<Line> control_;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_LINES_H_
