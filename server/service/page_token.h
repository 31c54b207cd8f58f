// Where a page ended, in a form that the caller carries.
#ifndef TRIALMATCH_SERVICE_PAGE_TOKEN_H_
#define TRIALMATCH_SERVICE_PAGE_TOKEN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "domain/as_of.h"
#include "google/protobuf/message.h"

namespace trialmatch {

// Holds nothing of a patient: the request is there as a hash only.
struct PageToken {
  int64_t revision = 0;      // of the catalog
  std::string request_hash;  // RequestHash of the request it belongs to
  std::string terminology;   // revision of the terminologies
  uint64_t position = 0;     // of the next item in the ranked list
  std::string after;         // or the name after which the next item comes
  int64_t as_of_nanos = 0;   // the instant filled in by the service, where the request gave none
};

// URL-safe text.
std::string EncodePageToken(const PageToken& token);

// PAGE_TOKEN_INVALID unless EncodePageToken made it, unchanged, for a request with this hash.
absl::StatusOr<PageToken> DecodePageToken(absl::string_view text, absl::string_view request_hash);

// Depends on every field of the request but `page_token` and `page_size`.
std::string RequestHash(const google::protobuf::Message& request);

// `requested` within 0 to 1,000, where 0 is 50; INVALID_FIELDS about `field` otherwise.
absl::StatusOr<int> PageSize(int requested, absl::string_view field = "page_size");

// PAGE_TOKEN_INVALID.
absl::Status InvalidPageToken(absl::string_view why);

// PAGE_TOKEN_EXPIRED unless the token was given at this revision of the catalog and of the terminologies.
absl::Status CheckPageToken(const PageToken& token, int64_t revision, absl::string_view terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_PAGE_TOKEN_H_
