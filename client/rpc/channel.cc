#include "client/rpc/channel.h"

#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace trialmatch::client {

std::shared_ptr<grpc::Channel> MakeChannel(const std::string& server, int connection) {
  grpc::ChannelArguments arguments;
  // Explanations of many trials in one answer may pass gRPC's 4 MiB.
  arguments.SetMaxReceiveMessageSize(256 << 20);
  // A second attempt (see unary_call.h) must not fall into the pause after the first.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  // gRPC shares the connections of channels whose arguments are the same.
  arguments.SetInt("trialmatch.connection", connection);
  arguments.SetUserAgentPrefix("trialmatch-client");
  return grpc::CreateCustomChannel(server, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace trialmatch::client
