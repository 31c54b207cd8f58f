#include "client/input/text_format.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "client/input/limits.h"
#include "client/text/utf8.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/text_format.h"

namespace trialmatch::client {
namespace {

// Offset of a place that Protobuf counts from 0, with a tab as a jump to the next multiple of 8.
size_t OffsetOf(absl::string_view text, int line, int column) {
  size_t offset = 0;
  for (int i = 0; i < line; ++i) {
    const size_t end = text.find('\n', offset);
    if (end == absl::string_view::npos) return text.size();
    offset = end + 1;
  }
  for (int at = 0; at < column && offset < text.size() && text[offset] != '\n'; ++offset) {
    at += text[offset] == '\t' ? 8 - at % 8 : 1;
  }
  return offset;
}

// The field whose value stands at `offset`: the nearest name before it that ':' or '{' follows.
std::string FieldBefore(absl::string_view text, size_t offset) {
  const auto in_name = [](char c) { return absl::ascii_isalnum(c) || c == '_'; };
  for (size_t at = std::min(offset, text.size()); at-- > 0;) {
    if (text[at] == '\n') break;
    if (text[at] != ':' && text[at] != '{') continue;
    size_t end = at;
    while (end > 0 && absl::ascii_isblank(text[end - 1])) --end;
    size_t begin = end;
    while (begin > 0 && in_name(text[begin - 1])) --begin;
    if (begin < end) return std::string(text.substr(begin, end - begin));
  }
  return "";
}

// Protobuf's sentence without the value that it quotes.
std::string WithoutValue(absl::string_view message) {
  for (absl::string_view quoting : {", got: ", ": \"", " found \""}) {
    const size_t at = message.find(quoting);
    if (at != absl::string_view::npos) return std::string(message.substr(0, at));
  }
  if (absl::StartsWith(message, "Unknown enumeration value of "))
    return "not the name of a value of its enumeration";
  if (absl::StartsWith(message, "Integer out of range")) return "Integer out of range";
  return std::string(absl::StripSuffix(message, "."));
}

// The field that Protobuf's sentence quotes; empty: none.
std::string QuotedField(absl::string_view message) {
  for (absl::string_view before : {"no field named \"", "field \""}) {
    const size_t at = message.rfind(before);
    if (at == absl::string_view::npos) continue;
    const absl::string_view rest = message.substr(at + before.size());
    return std::string(rest.substr(0, rest.find('"')));
  }
  return "";
}

class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  explicit FirstError(const Document& document) : document_(document) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column, const std::string& message) override {
    if (!status_.ok()) return;
    const absl::string_view text = document_.content;
    size_t offset = line < 0 ? 0 : OffsetOf(text, line, column);
    // Protobuf has read on when it finds a field wrong; the place is where the field's name stands.
    std::string field = QuotedField(message);
    const size_t named = field.empty() ? absl::string_view::npos : text.rfind(field, offset);
    if (named != absl::string_view::npos) offset = named;
    if (field.empty()) field = FieldBefore(text, offset);
    status_ = Fault(document_, offset, field, WithoutValue(message));
  }
  void AddWarning(int, google::protobuf::io::ColumnNumber, const std::string&) override {}

  const absl::Status& status() const { return status_; }

 private:
  const Document& document_;
  absl::Status status_;
};

// The path of the first text in `message` that an escape made invalid UTF-8; empty: none.
std::string InvalidText(const google::protobuf::Message& message) {
  const auto& reflection = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const auto* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const std::string here =
          field->is_repeated() ? absl::StrCat(field->name(), "[", i, "]") : field->name();
      if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
        const std::string beneath =
            InvalidText(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                             : reflection.GetMessage(message, field));
        if (!beneath.empty()) return absl::StrCat(here, ".", beneath);
      } else if (field->type() == google::protobuf::FieldDescriptor::TYPE_STRING) {
        const std::string text = field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                                      : reflection.GetString(message, field);
        if (FirstInvalidUtf8(text)) return here;
      }
    }
  }
  return "";
}

}  // namespace

absl::Status ParseText(const Document& document, google::protobuf::Message& message) {
  FirstError errors(document);
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.SetRecursionLimit(kMaxNesting);
  google::protobuf::io::ArrayInputStream in(document.content.data(),
                                            static_cast<int>(document.content.size()));
  const bool parsed = parser.Parse(&in, &message);
  if (!errors.status().ok()) return errors.status();
  if (!parsed) return Fault(document, 0, "", "not in Protobuf's text format");
  const std::string invalid = InvalidText(message);
  if (!invalid.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        document.source, ": ", invalid, ": the text is not valid UTF-8 once its escapes are read"));
  }
  return absl::OkStatus();
}

std::string FirstTextField(const Document& document) {
  absl::string_view rest = document.content;
  while (true) {
    rest = absl::StripLeadingAsciiWhitespace(rest);
    if (!absl::StartsWith(rest, "#")) break;
    const size_t end = rest.find('\n');
    if (end == absl::string_view::npos) return "";
    rest.remove_prefix(end);
  }
  size_t length = 0;
  while (length < rest.size() && (absl::ascii_isalnum(rest[length]) || rest[length] == '_')) ++length;
  return std::string(rest.substr(0, length));
}

}  // namespace trialmatch::client
