#include "client/loadtest/lines.h"

#include "client/rpc/channel.h"
#include "grpc/support/time.h"

namespace trialmatch::client::loadtest {

Lines::Lines(const std::string& server, int connections, bool with_control) {
  for (int i = 0; i < connections; ++i) {
    channels_.push_back(MakeChannel(server, i));
    server_.push_back(std::make_unique<Line>(channels_.back(), loop_.queue()));
  }
  if (!with_control) return;
  echo_ = std::make_unique<EchoServer>();
  channels_.push_back(MakeChannel(echo_->address()));
  control_ = std::make_unique<Line>(channels_.back(), loop_.queue());
}

bool Lines::Connect(Nanos timeout) {
  const gpr_timespec deadline = gpr_time_from_nanos(Now() + timeout, GPR_CLOCK_MONOTONIC);
  for (const auto& channel : channels_) {
    if (!channel->WaitForConnected(deadline)) return false;
  }
  return true;
}

void Lines::Expire(Nanos now) {
  for (const auto& line : server_) line->Expire(now);
  if (control_ != nullptr) control_->Expire(now);
}

}  // namespace trialmatch::client::loadtest
