// A place among tokens, from which rules read on.
#ifndef TRIALMATCH_INGEST_CRITERIA_CURSOR_H_
#define TRIALMATCH_INGEST_CRITERIA_CURSOR_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

// Cheap to copy: a rule that fails leaves the caller's cursor where it was. The tokens must outlive it.
// Phrases are tokens with one blank between them, as Tokenize writes them ("years of age", "no more than").
class Cursor {
 public:
  explicit Cursor(absl::Span<const Token> tokens) : tokens_(tokens) {}

  bool done() const { return at_ == tokens_.size(); }
  size_t at() const { return at_; }
  size_t left() const { return tokens_.size() - at_; }
  absl::Span<const Token> rest() const { return tokens_.subspan(at_); }
  // The token `ahead` places on; an empty sign behind the end.
  const Token& Peek(size_t ahead = 0) const { return ahead < left() ? tokens_[at_ + ahead] : kNothing; }
  bool PeekIs(TokenKind kind) const { return !done() && Peek().kind == kind; }

  void Advance(size_t count = 1) { at_ += count; }
  // Passes over the phrase; false, and nothing passed, where another stands here.
  bool Take(absl::string_view phrase);
  // The longest of the phrases that stands here; they need no order. For lists see phrases.h.
  bool TakeLongest(absl::Span<const std::string> phrases);

 private:
  static const Token kNothing;

  // Tokens of the phrase, where it stands here; 0: it does not.
  size_t LengthOf(absl::string_view phrase) const;

  absl::Span<const Token> tokens_;
  size_t at_ = 0;
};

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CURSOR_H_
