#include "wire/text_hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

std::string HashText(const std::string& text) {
  // Found once: to find it each time, as SHA256() does, takes longer than to hash a sentence.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char digest[SHA256_DIGEST_LENGTH];
  if (kSha256 == nullptr || EVP_Digest(text.data(), text.size(), digest, nullptr, kSha256, nullptr) != 1) {
    // Without memory for what the other needs beside the text; this has no way to fail.
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), SHA256_DIGEST_LENGTH));
}

}  // namespace trialmatch
