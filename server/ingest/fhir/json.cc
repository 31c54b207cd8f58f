#include "ingest/fhir/json.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "rapidjson/error/error.h"
#include "rapidjson/reader.h"

namespace trialmatch::fhir {

// Receives the events of the parser. Values wait on a stack until the object or array around them ends; then
// they move to where they stay, side by side.
class JsonBuilder {
 public:
  using Ch = char;
  enum class Stop : uint8_t { kNone, kDepth, kValues };

  explicit JsonBuilder(std::vector<JsonDocument::Value>& values) : values_(values) { values_.emplace_back(); }

  bool Null() { return Add(Json::Kind::kNull, {}); }
  bool Bool(bool value) { return Add(value ? Json::Kind::kTrue : Json::Kind::kFalse, {}); }
  bool RawNumber(const Ch* text, rapidjson::SizeType size, bool) {
    return Add(Json::Kind::kNumber, absl::string_view(text, size));
  }
  bool String(const Ch* text, rapidjson::SizeType size, bool) {
    return Add(Json::Kind::kString, absl::string_view(text, size));
  }
  bool StartObject() { return Open(); }
  bool Key(const Ch* text, rapidjson::SizeType size, bool) {
    names_.back() = absl::string_view(text, size);
    return true;
  }
  bool EndObject(rapidjson::SizeType count) { return Close(Json::Kind::kObject, count); }
  bool StartArray() { return Open(); }
  bool EndArray(rapidjson::SizeType count) { return Close(Json::Kind::kArray, count); }

  // Never called: all numbers come as text.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(int64_t) { return false; }
  bool Uint64(uint64_t) { return false; }
  bool Double(double) { return false; }

  Stop stop() const { return stop_; }

  // After the last event: the root to its place, and everybody told who is around it.
  void Finish() {
    values_[0] = waiting_.back();
    for (uint32_t i = 0; i < values_.size(); ++i) {
      for (uint32_t child = 0; child < values_[i].count; ++child)
        values_[values_[i].first + child].parent = i;
    }
  }

 private:
  bool Add(Json::Kind kind, absl::string_view text) {
    if (++count_ > JsonDocument::kMaxValues) {
      stop_ = Stop::kValues;
      return false;
    }
    JsonDocument::Value& value = waiting_.emplace_back();
    value.kind = kind;
    value.text = text;
    if (!names_.empty()) value.name = names_.back();
    return true;
  }

  bool Open() {
    if (names_.size() == JsonDocument::kMaxDepth) {
      stop_ = Stop::kDepth;
      return false;
    }
    names_.emplace_back();
    return true;
  }

  bool Close(Json::Kind kind, size_t count) {
    const auto first = waiting_.end() - static_cast<std::ptrdiff_t>(count);
    const bool twins = kind == Json::Kind::kObject && HaveTwins(first, waiting_.end());
    const bool ambiguous = twins || std::any_of(first, waiting_.end(), [](const JsonDocument::Value& value) {
                             return value.ambiguous;
                           });
    const uint32_t place = static_cast<uint32_t>(values_.size());
    values_.insert(values_.end(), first, waiting_.end());
    waiting_.erase(first, waiting_.end());
    names_.pop_back();
    if (!Add(kind, {})) return false;
    JsonDocument::Value& closed = waiting_.back();
    closed.first = place;
    closed.count = static_cast<uint32_t>(count);
    closed.twins = twins;
    closed.ambiguous = ambiguous;
    return true;
  }

  template <typename Iterator>
  static bool HaveTwins(Iterator first, Iterator last) {
    std::vector<absl::string_view> names;
    for (; first != last; ++first) names.push_back(first->name);
    std::sort(names.begin(), names.end());
    return std::adjacent_find(names.begin(), names.end()) != names.end();
  }

  std::vector<JsonDocument::Value>& values_;
  std::vector<JsonDocument::Value> waiting_;
  std::vector<absl::string_view> names_;  // of the next member, for each object or array that is open
  size_t count_ = 0;
  Stop stop_ = Stop::kNone;
};

namespace {

std::string Describe(const rapidjson::ParseResult& result, JsonBuilder::Stop stop) {
  if (stop == JsonBuilder::Stop::kDepth) {
    return absl::StrCat("has more than ", JsonDocument::kMaxDepth, " objects and arrays within one another");
  }
  if (stop == JsonBuilder::Stop::kValues) {
    return absl::StrCat("has more than ", JsonDocument::kMaxValues, " values");
  }
  const char* what = result.Code() == rapidjson::kParseErrorStringInvalidEncoding ? "is not UTF-8"
                     : result.Code() == rapidjson::kParseErrorDocumentEmpty       ? "is empty"
                                                                                  : "is not JSON";
  return absl::StrCat(what, ", at byte ", result.Offset());
}

}  // namespace

absl::StatusOr<JsonDocument> JsonDocument::Parse(absl::string_view content) {
  constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
  absl::ConsumePrefix(&content, kByteOrderMark);
  // The parser stops at a NUL as if it were the end.
  if (const size_t nul = content.find('\0'); nul != absl::string_view::npos) {
    return absl::InvalidArgumentError(absl::StrCat("is not JSON, at byte ", nul));
  }
  JsonDocument document;
  document.buffer_.assign(content.begin(), content.end());
  document.buffer_.push_back('\0');
  JsonBuilder builder(document.values_);
  rapidjson::InsituStringStream stream(document.buffer_.data());
  rapidjson::Reader reader;
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  if (result.IsError()) return absl::InvalidArgumentError(Describe(result, builder.stop()));
  builder.Finish();
  return document;
}

Json::Kind Json::kind() const {
  return document_ == nullptr ? Kind::kNothing : document_->values_[index_].kind;
}

Json Json::operator[](absl::string_view name) const {
  if (!IsObject()) return {};
  const JsonDocument::Value& value = document_->values_[index_];
  for (uint32_t i = 0; i < value.count; ++i) {
    if (document_->values_[value.first + i].name == name) return Json(document_, value.first + i);
  }
  return {};
}

size_t Json::size() const { return document_ == nullptr ? 0 : document_->values_[index_].count; }

Json Json::at(size_t index) const {
  if (index >= size()) return {};
  return Json(document_, document_->values_[index_].first + static_cast<uint32_t>(index));
}

absl::string_view Json::name() const {
  return document_ == nullptr ? absl::string_view() : document_->values_[index_].name;
}

absl::string_view Json::string() const {
  return kind() == Kind::kString ? document_->values_[index_].text : absl::string_view();
}

absl::string_view Json::number() const {
  return kind() == Kind::kNumber ? document_->values_[index_].text : absl::string_view();
}

std::optional<bool> Json::boolean() const {
  if (kind() == Kind::kTrue) return true;
  if (kind() == Kind::kFalse) return false;
  return std::nullopt;
}

bool Json::Alike(const Json& a, const Json& b) {
  if (a.kind() != b.kind() || a.size() != b.size()) return false;
  if (a.string() != b.string() || a.number() != b.number()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a.at(i).name() != b.at(i).name() || !Alike(a.at(i), b.at(i))) return false;
  }
  return true;
}

bool Json::IsAmbiguous() const { return document_ != nullptr && document_->values_[index_].ambiguous; }
bool Json::HasTwins() const { return document_ != nullptr && document_->values_[index_].twins; }

std::string Json::Path() const {
  if (document_ == nullptr || index_ == 0) return "";
  const JsonDocument::Value& value = document_->values_[index_];
  const Json parent(document_, value.parent);
  std::string path = parent.Path();
  if (parent.IsArray()) {
    absl::StrAppend(&path, "[", index_ - document_->values_[value.parent].first, "]");
    return path;
  }
  if (!path.empty()) path += '.';
  // A name that FHIR has not is the caller's own text, and may be anything.
  const bool plain =
      value.name.size() <= 64 && std::all_of(value.name.begin(), value.name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      });
  absl::StrAppend(&path, plain ? value.name : "?");
  return path;
}

}  // namespace trialmatch::fhir
