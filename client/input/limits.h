// What the wire takes. A message beyond these is refused by Protobuf or gRPC before a handler of the server
// runs, and hence without a reason; the client checks them first and names the file.
#ifndef TRIALMATCH_CLIENT_INPUT_LIMITS_H_
#define TRIALMATCH_CLIENT_INPUT_LIMITS_H_

#include <cstddef>

namespace trialmatch::client {

// Nested messages in one file. Protobuf's parser stops at 100; the request around takes up to 4.
inline constexpr int kMaxNesting = 96;

// Bytes of one message on the wire: the service's 16 MiB, less 64 KiB for the request around it.
inline constexpr size_t kMaxMessageBytes = (size_t{16} << 20) - (size_t{64} << 10);

// Bytes of one file (or of one line of a JSON lines file) that are read at all.
inline constexpr size_t kMaxDocumentBytes = size_t{64} << 20;

// Bytes of one registry record, and of one trial among other records.
inline constexpr size_t kMaxRecordBytes = size_t{8} << 20;

// Bytes of the key of a patient in a stream.
inline constexpr size_t kMaxKeyBytes = 256;

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_LIMITS_H_
