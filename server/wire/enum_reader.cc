#include "wire/enum_reader.h"

#include <string>

#include "absl/strings/strip.h"
#include "domain/builtin_codes.h"
#include "google/protobuf/descriptor.h"

namespace trialmatch {

using google::protobuf::EnumDescriptor;

bool IsKnownNumber(const EnumDescriptor& type, int number) {
  return type.FindValueByNumber(number) != nullptr;
}

void ReportEnum(const EnumDescriptor& type, int number, absl::string_view member, IssueSink& sink) {
  if (number == 0) {
    sink.ErrorAt(member, "is required");
  } else if (IsKnownNumber(type, number)) {
    sink.ErrorAt(member, "has a value that is not allowed here");
  } else {
    sink.ErrorAt(member, "has a number that this enumeration does not know");
  }
}

std::optional<Code> ReadBuiltinCode(const EnumDescriptor& type, int number, absl::string_view member,
                                    IssueSink& sink) {
  if (number == 0 || !IsKnownNumber(type, number)) {
    ReportEnum(type, number, member, sink);
    return std::nullopt;
  }
  // The zero value is always PREFIX_UNSPECIFIED: the schema's lint sees to it.
  const absl::string_view prefix = absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED");
  return Code{kBuiltinSystem, std::string(absl::StripPrefix(type.FindValueByNumber(number)->name(), prefix))};
}

}  // namespace trialmatch
