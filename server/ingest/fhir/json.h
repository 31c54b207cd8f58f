// JSON as it was written: every number keeps its digits, every value knows its place.
#ifndef TRIALMATCH_INGEST_FHIR_JSON_H_
#define TRIALMATCH_INGEST_FHIR_JSON_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch::fhir {

class JsonDocument;

// A value of a document, which outlives it, or nothing: members that are not there, and elements beyond the
// end, are nothing, and of nothing all members are nothing. No accessor fails.
class Json {
 public:
  enum class Kind : uint8_t { kNothing, kNull, kFalse, kTrue, kNumber, kString, kArray, kObject };

  Json() = default;

  Kind kind() const;
  explicit operator bool() const { return document_ != nullptr; }
  bool IsObject() const { return kind() == Kind::kObject; }
  bool IsArray() const { return kind() == Kind::kArray; }

  // The member of that name of an object; the first, where it stands twice.
  Json operator[](absl::string_view name) const;
  // The number of elements or members, and one of them.
  size_t size() const;
  Json at(size_t index) const;
  // The name of this member of an object; empty for an element of an array.
  absl::string_view name() const;

  // Empty unless it is of the kind. The text of a number is as it was written.
  absl::string_view string() const;
  absl::string_view number() const;
  std::optional<bool> boolean() const;

  // Whether in it, at any depth, an object has a member twice, so that what it says depends on the reader.
  bool IsAmbiguous() const;
  // The same of this object's own members only.
  bool HasTwins() const;

  // From the root, without it: "entry[7].resource.valueQuantity".
  std::string Path() const;
  // Whether both are written alike, value by value, spaces apart.
  static bool Alike(const Json& a, const Json& b);
  // The same value of the same document.
  friend bool operator==(const Json& a, const Json& b) {
    return a.document_ == b.document_ && a.index_ == b.index_;
  }
  // Position in the document; for use as a key.
  uint32_t index() const { return index_; }

 private:
  friend class JsonDocument;
  Json(const JsonDocument* document, uint32_t index) : document_(document), index_(index) {}

  const JsonDocument* document_ = nullptr;
  uint32_t index_ = 0;
};

// Immutable once read.
class JsonDocument {
 public:
  static constexpr int kMaxDepth = 64;
  static constexpr size_t kMaxValues = 1'000'000;

  // InvalidArgument, never with a piece of the text, for: what is not JSON or not UTF-8, a name that is not a
  // string, more than kMaxDepth objects and arrays within one another, more than kMaxValues values. A byte
  // order mark in front is passed over.
  static absl::StatusOr<JsonDocument> Parse(absl::string_view content);

  Json root() const { return Json(this, 0); }

 private:
  friend class Json;
  friend class JsonBuilder;

  struct Value {
    absl::string_view text;  // of a string or a number
    absl::string_view name;
    uint32_t first = 0;  // of the elements or members, which stand together
    uint32_t count = 0;
    uint32_t parent = 0;
    Json::Kind kind = Json::Kind::kNull;
    bool twins = false;
    bool ambiguous = false;
  };

  // Behind a pointer, so that a move leaves the texts where they are.
  std::vector<char> buffer_;
  std::vector<Value> values_;  // the root first
};

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_JSON_H_
