// Where bytes come from, a piece at a time.
#ifndef TRIALMATCH_CLIENT_INPUT_BYTE_SOURCE_H_
#define TRIALMATCH_CLIENT_INPUT_BYTE_SOURCE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch::client {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next bytes, valid until the next call; empty: the end. After an error or the end it is not called
  // again.
  virtual absl::StatusOr<absl::string_view> Read() = 0;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_BYTE_SOURCE_H_
