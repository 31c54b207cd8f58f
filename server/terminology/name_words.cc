#include "terminology/name_words.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace trialmatch {
namespace {

constexpr size_t kMaxInvertedParts = 4;

bool IsWordByte(char c) { return absl::ascii_isalnum(c) || static_cast<unsigned char>(c) >= 0x80; }

// Words with which the part of an enumeration or of a qualification begins, but none of a name that was
// turned round.
bool BeginsOtherwise(absl::string_view part) {
  constexpr absl::string_view kFirst[] = {"and",  "as",      "by",         "due",     "except",      "for",
                                          "from", "in",      "including",  "nos",     "not",         "of",
                                          "on",   "or",      "other",      "sequela", "unspecified", "with",
                                          "to",   "without", "subsequent", "initial"};
  const absl::string_view first = part.substr(0, part.find(' '));
  return std::any_of(std::begin(kFirst), std::end(kFirst),
                     [&](absl::string_view word) { return absl::EqualsIgnoreCase(first, word); });
}

}  // namespace

std::string JoinedNameWords(absl::string_view name) {
  std::string words;
  words.reserve(name.size());
  bool apart = false;  // something lies between the last word and what comes
  for (size_t i = 0; i < name.size(); ++i) {
    if (!IsWordByte(name[i])) {
      const bool inner = name[i] == '\'' && i > 0 && IsWordByte(name[i - 1]) && i + 1 < name.size() &&
                         IsWordByte(name[i + 1]);
      apart = apart || !inner;
      continue;
    }
    if (apart && !words.empty()) words.push_back(' ');
    apart = false;
    words.push_back(absl::ascii_tolower(name[i]));
  }
  return words;
}

std::vector<std::string> NameWords(absl::string_view name) {
  return absl::StrSplit(JoinedNameWords(name), ' ', absl::SkipEmpty());
}

std::optional<std::string> NaturalOrder(absl::string_view name) {
  std::vector<absl::string_view> parts = absl::StrSplit(name, ", ");
  if (parts.size() < 2 || parts.size() > kMaxInvertedParts) return std::nullopt;
  for (const absl::string_view part : parts) {
    if (part.empty() || BeginsOtherwise(part)) return std::nullopt;
  }
  std::reverse(parts.begin(), parts.end());
  return absl::StrJoin(parts, " ");
}

}  // namespace trialmatch
