// JSON from outside, read without trust.
#ifndef TRIALMATCH_INGEST_JSON_DOCUMENT_H_
#define TRIALMATCH_INGEST_JSON_DOCUMENT_H_

#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "rapidjson/document.h"

namespace trialmatch {

// One JSON object. Values and their strings live as long as it.
class JsonDocument {
 public:
  // InvalidArgument, with the byte at which it fails, when `content` is no JSON object in valid UTF-8 or is
  // nested deeper than 64 levels. Takes time and memory linear in its length, and no stack.
  static absl::StatusOr<JsonDocument> Parse(absl::string_view content);

  const rapidjson::Value& root() const { return *document_; }

 private:
  explicit JsonDocument(std::unique_ptr<rapidjson::Document> document) : document_(std::move(document)) {}

  std::unique_ptr<rapidjson::Document> document_;
};

// The member of that name, the first of several; null when there is none, it is null, or `value` is no
// object.
const rapidjson::Value* FindMember(const rapidjson::Value& value, absl::string_view name);

// Calls visit(element) for each element of the list at `name`; a list that is none has no elements.
void ForEachElement(const rapidjson::Value& value, absl::string_view name,
                    absl::FunctionRef<void(const rapidjson::Value&)> visit);

}  // namespace trialmatch

#endif  // TRIALMATCH_INGEST_JSON_DOCUMENT_H_
