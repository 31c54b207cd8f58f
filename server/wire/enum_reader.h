// Reads enumerations, and turns enumerated states into codes.
#ifndef TRIALMATCH_WIRE_ENUM_READER_H_
#define TRIALMATCH_WIRE_ENUM_READER_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// Whether the schema has the number.
bool IsKnownNumber(const google::protobuf::EnumDescriptor& type, int number);

// Says at `member` why the number cannot be used: required (zero), not allowed here, or not of the schema.
void ReportEnum(const google::protobuf::EnumDescriptor& type, int number, absl::string_view member,
                IssueSink& sink);

// The domain's value. Nothing, with an error at `member`, where the table has none.
template <typename Table>
std::optional<typename Table::Domain> ReadEnum(const Table& table, typename Table::Wire value,
                                               absl::string_view member, IssueSink& sink) {
  std::optional<typename Table::Domain> domain = table.ToDomain(value);
  if (!domain) {
    ReportEnum(*google::protobuf::GetEnumDescriptor<typename Table::Wire>(), value, member, sink);
  }
  return domain;
}

// The code in kBuiltinSystem for an enumerated state: the enumerator without its prefix ("PREGNANT").
// Nothing, with an error at `member`, for UNSPECIFIED and unknown numbers.
std::optional<Code> ReadBuiltinCode(const google::protobuf::EnumDescriptor& type, int number,
                                    absl::string_view member, IssueSink& sink);

template <typename WireEnum>
std::optional<Code> ReadBuiltinCode(WireEnum value, absl::string_view member, IssueSink& sink) {
  return ReadBuiltinCode(*google::protobuf::GetEnumDescriptor<WireEnum>(), value, member, sink);
}

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_ENUM_READER_H_
