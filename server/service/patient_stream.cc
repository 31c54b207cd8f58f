#include "service/patient_stream.h"

#include "absl/strings/str_cat.h"

namespace trialmatch {

absl::Status StreamOrderError(absl::string_view message) {
  return CallError(absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_STREAM_ORDER, message);
}

namespace {

constexpr char kUnreadable[] = "cannot be read: the bytes of this message are not what the schema says";

}  // namespace

absl::Status UnreadableOpening() { return InvalidField("opening", kUnreadable); }

absl::Status UnreadablePatient() { return InvalidField("patient", kUnreadable); }

absl::Status KeyTooLong() {
  return InvalidField("patient.key", absl::StrCat("has more than ", kMaxPatientKeyBytes, " bytes"));
}

}  // namespace trialmatch
