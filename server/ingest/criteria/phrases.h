// Lists of phrases, looked up by the word that they begin with.
#ifndef TRIALMATCH_INGEST_CRITERIA_PHRASES_H_
#define TRIALMATCH_INGEST_CRITERIA_PHRASES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/criteria/cursor.h"

namespace trialmatch::criteria {

// Made once for the process. `list` is written as Tokenize would write the phrases, with '|' between them;
// blanks around a '|' do not count.
class Phrases {
 public:
  explicit Phrases(absl::string_view list);

  // Passes over the longest phrase that stands at the cursor; false, and nothing passed, where none does.
  bool Take(Cursor& cursor) const {
    return !cursor.done() && (beginnings_ >> (cursor.Peek().hash % 64) & 1) != 0 && TakeLongest(cursor);
  }
  // Whether the words are one of the phrases.
  bool Has(absl::string_view words) const { return all_.contains(words); }
  bool Has(absl::Span<const Token> tokens) const;

 private:
  bool TakeLongest(Cursor& cursor) const;

  absl::flat_hash_set<std::string> all_;
  absl::flat_hash_map<uint64_t, std::vector<std::string>> by_first_word_;  // by the word's hash
  uint64_t beginnings_ = 0;  // a bit for each such hash: most words begin no phrase
};

// A literal as a template's argument.
template <size_t kSize>
struct FixedString {
  constexpr FixedString(const char (&text)[kSize]) { std::copy_n(text, kSize, value); }  // NOLINT: a literal
  char value[kSize];
};

// As Phrases::Take, for a list that stands where it is used: TakeAny<"at least | no less than">(cursor).
template <FixedString kList>
bool TakeAny(Cursor& cursor) {
  static const Phrases* const phrases = new Phrases(kList.value);
  return phrases->Take(cursor);
}

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_PHRASES_H_
