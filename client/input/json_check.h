// Checks JSON against a message before Protobuf parses it: Protobuf's own errors name no line and may quote
// values.
#ifndef TRIALMATCH_CLIENT_INPUT_JSON_CHECK_H_
#define TRIALMATCH_CLIENT_INPUT_JSON_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "client/input/document.h"
#include "google/protobuf/descriptor.h"

namespace trialmatch::client {

// OK iff `document` is strict JSON whose every field is one of `message` (in lowerCamelCase or as in the
// schema, each at most once, one of each oneof) with a value of its type, nested at most kMaxNesting deep.
// Otherwise InvalidArgument with position and field path; values are never quoted.
absl::Status CheckJson(const Document& document, const google::protobuf::Descriptor& message);

// The first key of the top-level object; empty where there is none.
std::string FirstJsonKey(const Document& document);

// Whether the top-level object has `key`, before the first fault of the JSON if it has one.
bool HasJsonKey(const Document& document, absl::string_view key);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_JSON_CHECK_H_
