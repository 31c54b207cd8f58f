// Protobuf's text format, with places.
#ifndef TRIALMATCH_CLIENT_INPUT_TEXT_FORMAT_H_
#define TRIALMATCH_CLIENT_INPUT_TEXT_FORMAT_H_

#include <string>

#include "absl/status/status.h"
#include "client/input/document.h"
#include "google/protobuf/message.h"

namespace trialmatch::client {

// Fills `message` with the text of `document`; InvalidArgument names line, column and field and quotes no
// value.
absl::Status ParseText(const Document& document, google::protobuf::Message& message);

// The first field name of the text; empty where there is none.
std::string FirstTextField(const Document& document);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_TEXT_FORMAT_H_
