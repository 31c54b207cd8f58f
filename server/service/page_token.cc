#include "service/page_token.h"

#include <memory>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
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

void ClearField(google::protobuf::Message& message, const char* name) {
  const auto* field = message.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) message.GetReflection()->ClearField(&message, field);
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
  const std::unique_ptr<google::protobuf::Message> rest(request.New());
  rest->CopyFrom(request);
  ClearField(*rest, "page_token");
  ClearField(*rest, "page_size");
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    rest->SerializeToCodedStream(&coded);
  }
  return HashText(absl::StrCat(request.GetDescriptor()->full_name(), "\n", bytes));
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
