#include "ingest/criteria/phrases.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace trialmatch::criteria {

Phrases::Phrases(absl::string_view list) {
  for (const absl::string_view piece : absl::StrSplit(list, '|')) {
    std::string phrase(piece);
    absl::RemoveExtraAsciiWhitespace(&phrase);
    if (phrase.empty() || !all_.insert(phrase).second) continue;
    const uint64_t first = HashOfWord(absl::string_view(phrase).substr(0, phrase.find(' ')));
    beginnings_ |= uint64_t{1} << (first % 64);
    by_first_word_[first].push_back(std::move(phrase));
  }
}

bool Phrases::TakeLongest(Cursor& cursor) const {
  const auto candidates = by_first_word_.find(cursor.Peek().hash);
  return candidates != by_first_word_.end() && cursor.TakeLongest(candidates->second);
}

bool Phrases::Has(absl::Span<const Token> tokens) const {
  Cursor cursor(tokens);
  return Take(cursor) && cursor.done();
}

}  // namespace trialmatch::criteria
