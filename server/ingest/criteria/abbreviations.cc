#include "ingest/criteria/abbreviations.h"

#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace trialmatch::criteria {
namespace {

bool IsSmall(absl::string_view word) {
  for (const absl::string_view small : {"of", "and", "the", "in", "for", "by", "to", "on", "with", "or"}) {
    if (word == small) return true;
  }
  return false;
}

bool IsAbbreviation(const Token& token, absl::string_view text) {
  const absl::string_view written = text.substr(token.start, token.end - token.start);
  return token.kind == TokenKind::kWord && written.size() >= 2 && written.size() <= 8 &&
         absl::ascii_isupper(written[0]) && absl::c_count_if(written, absl::ascii_isupper) >= 2;
}

// The words before `bracket` whose initials are the abbreviation; empty where they are not.
std::string WordsBefore(const std::vector<Token>& line, size_t bracket, absl::string_view abbreviation) {
  size_t letter = abbreviation.size();
  if (letter > 0 && abbreviation.back() == 's') --letter;  // "AEs"
  size_t at = bracket;
  while (letter > 0 && at > 0) {
    const Token& word = line[at - 1];
    if (word.kind != TokenKind::kWord) return "";
    if (word.text[0] == abbreviation[letter - 1]) {
      --letter;
    } else if (!IsSmall(word.text)) {
      return "";
    }
    --at;
  }
  if (letter > 0) return "";
  std::string words;
  for (size_t i = at; i < bracket; ++i) absl::StrAppend(&words, words.empty() ? "" : " ", line[i].text);
  return words;
}

}  // namespace

Concepts::Abbreviations FindAbbreviations(const std::vector<std::vector<Token>>& lines,
                                          absl::string_view text) {
  Concepts::Abbreviations found;
  for (const std::vector<Token>& line : lines) {
    for (size_t i = 1; i + 2 < line.size() + 0; ++i) {
      if (!line[i].Is("(") || !line[i + 2].Is(")") || !IsAbbreviation(line[i + 1], text)) continue;
      std::string words = WordsBefore(line, i, line[i + 1].text);
      if (words.empty()) continue;
      const auto [known, is_new] = found.try_emplace(line[i + 1].text, words);
      if (!is_new && known->second != words) known->second = "";  // nobody knows which
    }
  }
  absl::erase_if(found, [](const auto& entry) { return entry.second.empty(); });
  return found;
}

}  // namespace trialmatch::criteria
