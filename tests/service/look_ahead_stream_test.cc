// Over a transport: whether the next message has come is seen without waiting for it.
#include "service/look_ahead_stream.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "grpcpp/grpcpp.h"
#include "grpcpp/support/method_handler.h"
#include "gtest/gtest.h"
#include "service/grpc_call.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch {
namespace {

using Request = v1::ScreenPatientsRequest;
using Response = v1::ScreenPatientsResponse;
using Stream = LookAheadStream<Request, Response>;

Request Keyed(const std::string& key) {
  Request request;
  request.mutable_patient()->set_key(key);
  return request;
}

// Asks again and again, for half a minute at most.
bool HasNextSoon(Stream& stream) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!stream.HasNext()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

// Serves ScreenPatients as the test says.
class Service final : public v1::EligibilityService::Service {
 public:
  explicit Service(std::function<void(Stream&)> serve) : serve_(std::move(serve)) {
    MarkMethodStreamed(3, new grpc::internal::TemplatedBidiStreamingHandler<Stream, false>(
                              [this](grpc::ServerContext*, Stream* stream) {
                                serve_(*stream);
                                return grpc::Status::OK;
                              }));
  }

 private:
  const std::function<void(Stream&)> serve_;
};

TEST(LookAheadStream, SeesAMessageThatHasComeAndNoneThatHasNot) {
  Service service([](Stream& stream) {
    EXPECT_TRUE(HasNextSoon(stream));
    Request request;
    EXPECT_TRUE(stream.Take(request));
    EXPECT_EQ(request.patient().key(), "first");
    EXPECT_FALSE(stream.HasNext());  // the caller waits for an answer
    EXPECT_TRUE(stream.Write(Response(), Delivery::kNow));
    EXPECT_TRUE(stream.Wait());
    EXPECT_TRUE(stream.HasNext());  // and goes on so until it is taken
    EXPECT_TRUE(stream.Take(request));
    EXPECT_EQ(request.patient().key(), "second");
    EXPECT_FALSE(stream.Wait());
    EXPECT_FALSE(stream.HasNext());
    EXPECT_FALSE(stream.broken_off());
  });
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  ASSERT_NE(server, nullptr);
  const auto stub = v1::EligibilityService::NewStub(
      grpc::CreateChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  const auto stream = stub->ScreenPatients(&context);
  EXPECT_TRUE(stream->Write(Keyed("first")));
  Response response;
  EXPECT_TRUE(stream->Read(&response));
  EXPECT_TRUE(stream->Write(Keyed("second")));
  EXPECT_TRUE(stream->WritesDone());
  EXPECT_TRUE(stream->Finish().ok());
}

// A drain ends who waits, and with it the answers that are held.
TEST(GrpcStream, WaitsForNoMessageThatIsThere) {
  struct FakeStream {
    bool HasNext() const { return there; }
    bool Wait() {
      ++waits;
      return false;
    }
    bool broken_off() const { return false; }
    bool there = true;
    int waits = 0;
  } stream;
  grpc::ServerContext context;
  CallGate gate(1);
  GrpcStream call(context, gate);
  EXPECT_TRUE(call.Wait(stream));
  EXPECT_EQ(stream.waits, 0);
  stream.there = false;
  EXPECT_FALSE(call.Wait(stream));
  EXPECT_EQ(stream.waits, 1);
  stream.there = true;
  gate.Close();
  EXPECT_FALSE(call.Wait(stream));  // a server that drains takes no further message
  EXPECT_TRUE(call.stopped());
  EXPECT_EQ(stream.waits, 1);
}

}  // namespace
}  // namespace trialmatch
