// The way to the server. The one place that knows how a connection is made and secured.
#ifndef TRIALMATCH_CLIENT_RPC_CHANNEL_H_
#define TRIALMATCH_CLIENT_RPC_CHANNEL_H_

#include <memory>
#include <string>

#include "grpcpp/channel.h"

namespace trialmatch::client {

// A channel to `server`, "host:port" or any gRPC target. Nothing connects before the first call. Channels of
// different `connection` never share a connection.
std::shared_ptr<grpc::Channel> MakeChannel(const std::string& server, int connection = 0);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RPC_CHANNEL_H_
