#include "service/page_token.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/unknown_field_set.h"
#include "service/call_error.h"
#include "wire/limits.h"
#include "wire/text_hash.h"

namespace trialmatch {
namespace {

constexpr size_t kChecksumLength = 16;
constexpr size_t kFieldCount = 6;

std::string Checksum(absl::string_view text) {
  return HashText(absl::StrCat("page token\n", text)).substr(0, kChecksumLength);
}

// Numbers of the fields that say which page is asked for, where they are set.
std::vector<int> PageFields(const google::protobuf::Message& request) {
  std::vector<int> numbers;
  for (const char* name : {"page_token", "page_size"}) {
    const auto* field = request.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr && request.GetReflection()->HasField(request, field))
      numbers.push_back(field->number());
  }
  return numbers;
}

// The same bytes for the same message.
template <typename Message>
void AppendBytes(const Message& message, std::string& bytes) {
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
}

}  // namespace

std::string EncodePageToken(const PageToken& token) {
  const std::string text = absl::StrCat(token.revision, "\n", token.request_hash, "\n", token.terminology,
                                        "\n", token.position, "\n", token.after, "\n", token.as_of_nanos);
  return absl::WebSafeBase64Escape(absl::StrCat(Checksum(text), text));
}

absl::StatusOr<PageToken> DecodePageToken(absl::string_view text, absl::string_view request_hash) {
  std::string decoded;
  const bool readable = absl::WebSafeBase64Unescape(text, &decoded) && decoded.size() > kChecksumLength &&
                        Checksum(decoded.substr(kChecksumLength)) == decoded.substr(0, kChecksumLength);
  if (!readable) return InvalidPageToken("not a token of this service");
  const std::vector<std::string> fields = absl::StrSplit(decoded.substr(kChecksumLength), '\n');
  PageToken token;
  if (fields.size() != kFieldCount || !absl::SimpleAtoi(fields[0], &token.revision) ||
      !absl::SimpleAtoi(fields[3], &token.position) || !absl::SimpleAtoi(fields[5], &token.as_of_nanos)) {
    return InvalidPageToken("not a token of this service");
  }
  token.request_hash = fields[1];
  token.terminology = fields[2];
  token.after = fields[4];
  if (token.request_hash != request_hash) {
    return InvalidPageToken("belongs to another request");
  }
  return token;
}

std::string RequestHash(const google::protobuf::Message& request) {
  std::string text = absl::StrCat(request.GetDescriptor()->full_name(), "\n");
  const size_t begin = text.size();
  AppendBytes(request, text);
  if (const std::vector<int> page = PageFields(request); !page.empty()) {
    // Taken from the bytes, since a request with its patient is dear to copy.
    google::protobuf::UnknownFieldSet fields;
    fields.ParseFromArray(text.data() + begin, static_cast<int>(text.size() - begin));
    for (const int number : page) fields.DeleteByNumber(number);
    text.resize(begin);
    AppendBytes(fields, text);
  }
  return HashText(text);
}

absl::StatusOr<int> PageSize(int requested, absl::string_view field) {
  if (requested < 0 || requested > kMaxPageSize) {
    return InvalidField(field, absl::StrCat("must be 0 to ", kMaxPageSize));
  }
  return requested == 0 ? kDefaultPageSize : requested;
}

absl::Status InvalidPageToken(absl::string_view why) {
  return CallError(absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_PAGE_TOKEN_INVALID,
                   absl::StrCat("page_token: ", why));
}

absl::Status CheckPageToken(const PageToken& token, int64_t revision, absl::string_view terminology) {
  if (token.revision == revision && token.terminology == terminology) return absl::OkStatus();
  return CallError(absl::StatusCode::kFailedPrecondition, v1::ERROR_REASON_PAGE_TOKEN_EXPIRED,
                   "page_token: the catalog or the terminologies have moved on; begin again",
                   {{"catalog_revision", absl::StrCat(revision)}});
}

}  // namespace trialmatch
