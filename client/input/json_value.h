// Whether one JSON scalar is a value of a field.
#ifndef TRIALMATCH_CLIENT_INPUT_JSON_VALUE_H_
#define TRIALMATCH_CLIENT_INPUT_JSON_VALUE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace trialmatch::client {

// Kinds of JSON token.
enum class JsonToken { kString, kNumber, kBool, kObject, kArray };

// Why a token is no value of `field` (of one element, where it is repeated), e.g. "expected a number"; empty:
// it is one. `text` is that of a string or number; it is never quoted, but for the name of an enumerator.
std::string WhyNotValue(const google::protobuf::FieldDescriptor& field, JsonToken token,
                        absl::string_view text);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_JSON_VALUE_H_
