// The fingerprint that ties a person's judgement to the very text that was judged.
#ifndef TRIALMATCH_WIRE_TEXT_HASH_H_
#define TRIALMATCH_WIRE_TEXT_HASH_H_

#include <string>

namespace trialmatch {

// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
std::string HashText(const std::string& text);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TEXT_HASH_H_
