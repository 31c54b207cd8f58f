#include "client/input/json_check.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/input/json_value.h"
#include "client/input/limits.h"
#include "client/text/suggestion.h"
#include "rapidjson/error/en.h"
#include "rapidjson/memorystream.h"
#include "rapidjson/reader.h"

namespace trialmatch::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Iterative: the depth of the text must not become the depth of the stack. Numbers stay as text: range and
// precision are the field's matter.
constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag |
                            rapidjson::kParseNumbersAsStringsFlag;

// Walks the tokens and the schema side by side. Every handler returns false to stop at the first fault.
class SchemaWalker {
 public:
  SchemaWalker(const Document& document, const Descriptor& root, const rapidjson::MemoryStream& stream)
      : document_(document), root_(root), stream_(stream) {}

  const absl::Status& fault() const { return fault_; }

  bool Null() {
    if (objects_.empty()) return Fail(Offset() - 4, "expected an object");
    if (objects_.back().in_array) return Fail(Offset() - 4, "null is no element of a list");
    return true;  // an absent field
  }
  bool Bool(bool value) { return Scalar(JsonToken::kBool, Offset() - (value ? 4 : 5), ""); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    return Scalar(JsonToken::kNumber, Offset() - length, absl::string_view(text, length));
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return Scalar(JsonToken::kString, OpeningQuote(), absl::string_view(text, length));
  }
  // Never called: numbers arrive as text.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  bool StartObject();
  bool Key(const char* text, rapidjson::SizeType length, bool);
  bool EndObject(rapidjson::SizeType) {
    objects_.pop_back();
    return true;
  }
  bool StartArray();
  bool EndArray(rapidjson::SizeType) {
    objects_.back().in_array = false;
    return true;
  }

 private:
  struct Object {
    const Descriptor* message = nullptr;
    const FieldDescriptor* field = nullptr;  // of the last key
    bool in_array = false;
    int index = -1;              // in the array
    std::set<const void*> seen;  // fields, and oneofs
  };

  size_t Offset() const { return stream_.Tell(); }
  size_t OpeningQuote() const;
  std::string Path() const;
  bool Fail(size_t offset, absl::string_view reason) {
    fault_ = Fault(document_, offset, Path(), reason);
    return false;
  }
  // A value of any kind for the current field begins.
  bool Value(JsonToken token, size_t offset, absl::string_view text);
  bool Scalar(JsonToken token, size_t offset, absl::string_view text) { return Value(token, offset, text); }

  const Document& document_;
  const Descriptor& root_;
  const rapidjson::MemoryStream& stream_;
  std::vector<Object> objects_;
  absl::Status fault_;
};

// The string token that ends at the stream's position begins at the nearest quote before it that is not
// escaped.
size_t SchemaWalker::OpeningQuote() const {
  const std::string& text = document_.content;
  for (size_t at = Offset() - 1; at-- > 0;) {
    if (text[at] != '"') continue;
    size_t backslashes = 0;
    while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 0) return at;
  }
  return 0;
}

std::string SchemaWalker::Path() const {
  std::string path;
  for (const Object& object : objects_) {
    if (object.field == nullptr) break;
    absl::StrAppend(&path, path.empty() ? "" : ".", object.field->json_name());
    if (object.in_array && object.index >= 0) absl::StrAppend(&path, "[", object.index, "]");
  }
  return path;
}

bool SchemaWalker::Value(JsonToken token, size_t offset, absl::string_view text) {
  if (objects_.empty()) return token == JsonToken::kObject || Fail(offset, "expected an object");
  Object& object = objects_.back();
  if (object.in_array) {
    ++object.index;
  } else if (object.field->is_repeated()) {
    return Fail(offset, "expected a list in brackets");
  }
  const std::string reason = WhyNotValue(*object.field, token, text);
  return reason.empty() || Fail(offset, reason);
}

bool SchemaWalker::StartObject() {
  const size_t offset = Offset();  // the parser takes the bracket after it has told
  if (!Value(JsonToken::kObject, offset, "")) return false;
  if (objects_.size() >= static_cast<size_t>(kMaxNesting)) {
    return Fail(offset, absl::StrCat("nested more than ", kMaxNesting, " messages deep"));
  }
  Object object;
  object.message = objects_.empty() ? &root_ : objects_.back().field->message_type();
  objects_.push_back(std::move(object));
  return true;
}

bool SchemaWalker::StartArray() {
  const size_t offset = Offset();
  if (objects_.empty()) return Fail(offset, "expected an object");
  Object& object = objects_.back();
  if (object.in_array) return Fail(offset, "a list within a list");
  if (!object.field->is_repeated()) return Fail(offset, "not a list");
  object.in_array = true;
  object.index = -1;
  return true;
}

bool SchemaWalker::Key(const char* text, rapidjson::SizeType length, bool) {
  const std::string name(text, length);
  Object& object = objects_.back();
  object.field = nullptr;
  const FieldDescriptor* found = object.message->FindFieldByName(name);
  std::vector<std::string> names;
  for (int i = 0; i < object.message->field_count(); ++i) {
    names.push_back(object.message->field(i)->json_name());
    if (names.back() == name) found = object.message->field(i);
  }
  if (found == nullptr) {
    return Fail(OpeningQuote(), absl::StrCat("unknown field \"", name, "\" of ", object.message->name(),
                                             DidYouMean(name, names)));
  }
  object.field = found;
  if (!object.seen.insert(found).second) return Fail(OpeningQuote(), "the field is given twice");
  const auto* choice = found->real_containing_oneof();
  if (choice != nullptr && !object.seen.insert(choice).second) {
    return Fail(OpeningQuote(), absl::StrCat("only one of \"", choice->name(), "\" may be given"));
  }
  return true;
}

// Takes the first key and stops.
struct FirstKey : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FirstKey> {
  std::string key;
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    key.assign(text, length);
    return false;
  }
};

// Stops at a key of the top-level object.
struct TopLevelKey : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TopLevelKey> {
  absl::string_view wanted;
  int depth = 0;
  bool found = false;
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    found = depth == 1 && absl::string_view(text, length) == wanted;
    return !found;
  }
  bool StartObject() { return ++depth > 0; }
  bool EndObject(rapidjson::SizeType) { return --depth > 0; }
  bool StartArray() { return ++depth > 1; }  // not as the whole text
  bool EndArray(rapidjson::SizeType) { return --depth > 0; }
};

}  // namespace

absl::Status CheckJson(const Document& document, const Descriptor& message) {
  rapidjson::MemoryStream stream(document.content.data(), document.content.size());
  SchemaWalker walker(document, message, stream);
  rapidjson::Reader reader;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, walker);
  if (!walker.fault().ok()) return walker.fault();
  if (result.IsError())
    return Fault(document, result.Offset(), "", rapidjson::GetParseError_En(result.Code()));
  return absl::OkStatus();
}

std::string FirstJsonKey(const Document& document) {
  rapidjson::MemoryStream stream(document.content.data(), document.content.size());
  FirstKey handler;
  rapidjson::Reader reader;
  reader.Parse<kFlags>(stream, handler);
  return handler.key;
}

bool HasJsonKey(const Document& document, absl::string_view key) {
  rapidjson::MemoryStream stream(document.content.data(), document.content.size());
  TopLevelKey handler;
  handler.wanted = key;
  rapidjson::Reader reader;
  reader.Parse<kFlags>(stream, handler);
  return handler.found;
}

}  // namespace trialmatch::client
