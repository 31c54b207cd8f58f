// The memory of one message after the other.
#ifndef TRIALMATCH_SERVICE_REQUEST_MEMORY_H_
#define TRIALMATCH_SERVICE_REQUEST_MEMORY_H_

#include <array>
#include <cstddef>

#include "google/protobuf/arena.h"

namespace trialmatch {

// A message that is cleared gives its parts back one by one, and takes them anew one by one when it is read
// again; here they all go together. For one thread.
template <typename Message>
class RequestMemory {
 public:
  // Empty, in place of the one before.
  Message& Renew() {
    Release();
    return *google::protobuf::Arena::CreateMessage<Message>(&arena_);
  }

  // The message is no longer needed.
  void Release() { arena_.Reset(); }

 private:
  // Enough for the parts of most patients; larger ones take more, and give it back.
  static constexpr size_t kBytes = size_t{64} << 10;

  alignas(8) std::array<char, kBytes> memory_;
  google::protobuf::Arena arena_{memory_.data(), memory_.size()};
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_REQUEST_MEMORY_H_
