#include "ingest/json_document.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "rapidjson/error/en.h"
#include "rapidjson/reader.h"

namespace trialmatch {
namespace {

constexpr int kMaxLevels = 64;
constexpr unsigned kParseFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;

// How deep brackets lie in one another outside of strings, up to one more than allowed: the tree of a deeper
// text would be taken down by recursion.
int LevelsOf(absl::string_view content) {
  int level = 0, deepest = 0;
  bool in_string = false;
  for (size_t i = 0; i < content.size() && deepest <= kMaxLevels; ++i) {
    const char c = content[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++level);
    } else if (c == '}' || c == ']') {
      --level;
    }
  }
  return deepest;
}

}  // namespace

absl::StatusOr<JsonDocument> JsonDocument::Parse(absl::string_view content) {
  if (LevelsOf(content) > kMaxLevels) {
    return absl::InvalidArgumentError(absl::StrCat("is nested deeper than ", kMaxLevels, " levels"));
  }
  auto document = std::make_unique<rapidjson::Document>();
  document->Parse<kParseFlags>(content.data(), content.size());
  if (document->HasParseError()) {
    return absl::InvalidArgumentError(absl::StrCat("is no JSON at byte ", document->GetErrorOffset(), ": ",
                                                   rapidjson::GetParseError_En(document->GetParseError())));
  }
  if (!document->IsObject()) return absl::InvalidArgumentError("is no JSON object");
  return JsonDocument(std::move(document));
}

const rapidjson::Value* FindMember(const rapidjson::Value& value, absl::string_view name) {
  if (!value.IsObject()) return nullptr;
  const auto member = value.FindMember(
      rapidjson::Value(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))));
  return member == value.MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
}

void ForEachElement(const rapidjson::Value& value, absl::string_view name,
                    absl::FunctionRef<void(const rapidjson::Value&)> visit) {
  const rapidjson::Value* list = FindMember(value, name);
  if (list == nullptr || !list->IsArray()) return;
  for (const rapidjson::Value& element : list->GetArray()) visit(element);
}

}  // namespace trialmatch
