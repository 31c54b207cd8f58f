// From a document to a message, or to the place where it is wrong.
#ifndef TRIALMATCH_CLIENT_INPUT_PARSE_MESSAGE_H_
#define TRIALMATCH_CLIENT_INPUT_PARSE_MESSAGE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/input/document.h"
#include "google/protobuf/message.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::client {

// Fills `message`, which must be empty, with `document`. InvalidArgument names source, line, column and
// field, and quotes no value; also for what the server could not even parse: nesting, invalid UTF-8 and size
// (limits.h).
absl::Status ParseMessage(const Document& document, google::protobuf::Message& message);

// A file holds a PatientProfile; JSON and text may hold a whole Patient too (its one field is "profile"). A
// JSON object with "resourceType" is FHIR: it is passed on as it is, and read by the service alone.
absl::StatusOr<v1::Patient> ParsePatient(const Document& document);

absl::StatusOr<v1::Trial> ParseTrial(const Document& document);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_PARSE_MESSAGE_H_
