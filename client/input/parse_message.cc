#include "client/input/parse_message.h"

#include "absl/strings/str_cat.h"
#include "client/input/json_check.h"
#include "client/input/limits.h"
#include "client/input/text_format.h"
#include "client/input/wire_check.h"
#include "client/text/utf8.h"
#include "google/protobuf/util/json_util.h"

namespace trialmatch::client {
namespace {

absl::Status ParseJson(const Document& document, google::protobuf::Message& message) {
  absl::Status status = CheckJson(document, *message.GetDescriptor());
  if (!status.ok()) return status;
  // What the check lets pass and Protobuf does not is rare (a number beyond 64 bits), and its text may quote
  // values.
  if (!google::protobuf::util::JsonStringToMessage(document.content, &message).ok()) {
    return Fault(document, 0, "",
                 absl::StrCat("no ", message.GetDescriptor()->name(), " in Protobuf's JSON"));
  }
  return absl::OkStatus();
}

absl::Status ParseBinary(const Document& document, google::protobuf::Message& message) {
  absl::Status status = CheckWire(document, *message.GetDescriptor());
  if (!status.ok()) return status;
  if (!message.ParseFromString(document.content)) {
    return Fault(document, 0, "",
                 absl::StrCat("no ", message.GetDescriptor()->name(), " in Protobuf's binary format"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ParseMessage(const Document& document, google::protobuf::Message& message) {
  if (document.format != Format::kBinary) {
    if (const auto bad = FirstInvalidUtf8(document.content)) {
      return Fault(document, *bad, "", "the file is not valid UTF-8");
    }
  }
  absl::Status status;
  switch (document.format) {
    case Format::kJson:
      status = ParseJson(document, message);
      break;
    case Format::kText:
      status = ParseText(document, message);
      break;
    case Format::kBinary:
      status = ParseBinary(document, message);
      break;
  }
  if (!status.ok()) return status;
  if (message.ByteSizeLong() > kMaxMessageBytes) {
    return absl::InvalidArgumentError(absl::StrCat(document.source, ": too large: ", message.ByteSizeLong(),
                                                   " bytes on the wire; at most ", kMaxMessageBytes));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Patient> ParsePatient(const Document& document) {
  v1::Patient patient;
  if (document.format == Format::kJson && HasJsonKey(document, "resourceType")) {
    if (document.content.size() > kMaxMessageBytes) {
      return absl::InvalidArgumentError(absl::StrCat(
          document.source, ": too large: ", document.content.size(), " bytes; at most ", kMaxMessageBytes));
    }
    patient.mutable_fhir()->set_content(document.content);
    return patient;
  }
  const bool whole = (document.format == Format::kJson && FirstJsonKey(document) == "profile") ||
                     (document.format == Format::kText && FirstTextField(document) == "profile");
  google::protobuf::Message& target =
      whole ? static_cast<google::protobuf::Message&>(patient) : *patient.mutable_profile();
  const absl::Status status = ParseMessage(document, target);
  if (!status.ok()) return status;
  return patient;
}

absl::StatusOr<v1::Trial> ParseTrial(const Document& document) {
  v1::Trial trial;
  const absl::Status status = ParseMessage(document, trial);
  if (!status.ok()) return status;
  return trial;
}

}  // namespace trialmatch::client
