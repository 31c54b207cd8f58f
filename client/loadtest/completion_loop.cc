#include "client/loadtest/completion_loop.h"

namespace trialmatch::client::loadtest {

CompletionLoop::CompletionLoop() {
  thread_ = std::thread([this] {
    void* tag = nullptr;
    bool ok = false;
    while (queue_.Next(&tag, &ok)) static_cast<Completion*>(tag)->Done(ok);
  });
}

CompletionLoop::~CompletionLoop() {
  queue_.Shutdown();
  thread_.join();
}

}  // namespace trialmatch::client::loadtest
