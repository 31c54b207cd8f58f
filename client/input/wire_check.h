// Checks a message in Protobuf's binary format field by field: Protobuf's own parser says only that it
// failed.
#ifndef TRIALMATCH_CLIENT_INPUT_WIRE_CHECK_H_
#define TRIALMATCH_CLIENT_INPUT_WIRE_CHECK_H_

#include "absl/status/status.h"
#include "client/input/document.h"
#include "google/protobuf/descriptor.h"

namespace trialmatch::client {

// OK iff every field of `document` is one of `message` in its wire type, every text is UTF-8 and messages are
// nested at most kMaxNesting deep. Otherwise InvalidArgument with the byte and the field path.
absl::Status CheckWire(const Document& document, const google::protobuf::Descriptor& message);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_WIRE_CHECK_H_
