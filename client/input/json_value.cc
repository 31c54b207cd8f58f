#include "client/input/json_value.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/text/suggestion.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/time_util.h"

namespace trialmatch::client {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

std::string WhyNotEnum(const EnumDescriptor& type, JsonToken token, absl::string_view text) {
  if (token == JsonToken::kNumber) {
    int32_t number = 0;
    return absl::SimpleAtoi(text, &number) ? "" : absl::StrCat("expected the name of a ", type.name());
  }
  if (token != JsonToken::kString) return absl::StrCat("expected the name of a ", type.name());
  if (type.FindValueByName(std::string(text)) != nullptr) return "";
  std::vector<std::string> names;
  for (int i = 0; i < type.value_count(); ++i) names.push_back(type.value(i)->name());
  return absl::StrCat("not the name of a ", type.name(), DidYouMean(text, names));
}

// JSON writes 64-bit integers as strings, and a whole number may have an exponent or a fraction of zeros.
std::string WhyNotInteger(JsonToken token, absl::string_view text, double least, double most) {
  if (token != JsonToken::kNumber && token != JsonToken::kString) return "expected a whole number";
  int64_t whole = 0;
  double number = 0;
  if (absl::SimpleAtoi(text, &whole)) {
    number = static_cast<double>(whole);
  } else if (!absl::SimpleAtod(text, &number) || !std::isfinite(number) || std::floor(number) != number) {
    return "expected a whole number";
  }
  return number < least || number > most ? "the number is out of range" : "";
}

std::string WhyNotDouble(JsonToken token, absl::string_view text) {
  double number = 0;
  const bool may_be = token == JsonToken::kNumber || token == JsonToken::kString;
  return may_be && absl::SimpleAtod(text, &number) ? "" : "expected a number";
}

std::string WhyNotMessage(const FieldDescriptor& field, JsonToken token, absl::string_view text) {
  if (field.message_type() == google::protobuf::Timestamp::descriptor()) {
    google::protobuf::Timestamp time;
    const bool is_time =
        token == JsonToken::kString && google::protobuf::util::TimeUtil::FromString(std::string(text), &time);
    return is_time ? "" : "expected an RFC 3339 time in quotes, such as \"2024-05-19T10:05:00Z\"";
  }
  return token == JsonToken::kObject
             ? ""
             : absl::StrCat("expected an object (", field.message_type()->name(), ")");
}

}  // namespace

std::string WhyNotValue(const FieldDescriptor& field, JsonToken token, absl::string_view text) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return token == JsonToken::kString ? "" : "expected a text in quotes";
    case FieldDescriptor::CPPTYPE_BOOL:
      return token == JsonToken::kBool ? "" : "expected true or false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return WhyNotEnum(*field.enum_type(), token, text);
    case FieldDescriptor::CPPTYPE_INT32:
      return WhyNotInteger(token, text, std::numeric_limits<int32_t>::min(),
                           std::numeric_limits<int32_t>::max());
    case FieldDescriptor::CPPTYPE_UINT32:
      return WhyNotInteger(token, text, 0, std::numeric_limits<uint32_t>::max());
    case FieldDescriptor::CPPTYPE_INT64:
      return WhyNotInteger(token, text, -9.3e18, 9.3e18);
    case FieldDescriptor::CPPTYPE_UINT64:
      return WhyNotInteger(token, text, 0, 1.9e19);
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return WhyNotDouble(token, text);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return WhyNotMessage(field, token, text);
  }
  return "the field has a type that this client does not know";
}

}  // namespace trialmatch::client
