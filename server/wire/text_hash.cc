#include "wire/text_hash.h"

#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

std::string HashText(const std::string& text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  // The one-shot call on memory has no way to fail.
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), SHA256_DIGEST_LENGTH));
}

}  // namespace trialmatch
