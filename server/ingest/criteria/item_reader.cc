#include "ingest/criteria/item_reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "ingest/criteria/headings.h"
#include "ingest/criteria/item_words.h"
#include "ingest/utf8.h"

namespace trialmatch::criteria {
namespace {

// As in wire/limits.h, which ingest must not include.
constexpr size_t kMaxTextBytes = 20'000;
// "A and B and C …" is read from the left: each step may split once more.
constexpr int kMaxSplits = 24;

class ItemReader {
 public:
  ItemReader(bool exclusion, const Reader& reader, absl::string_view text)
      : exclusion_(exclusion), reader_(reader), text_(text) {}

  std::optional<v1::Criterion> Read(Tokens tokens) {
    tokens = Trim(tokens);
    if (tokens.empty()) return std::nullopt;
    if (Tokens rest = tokens; DropVerdict(rest)) return ReadExcluded(tokens, Trim(rest));
    if (std::optional<v1::Criterion> whole = ReadWhole(tokens)) return whole;
    if (std::optional<v1::Criterion> sentences = ReadSentences(tokens)) return sentences;
    return ReadParts(tokens);
  }

  bool complete() const { return complete_; }

 private:
  void Place(Tokens tokens, v1::Criterion& criterion) const {
    const size_t start = tokens.front().start, end = tokens.back().end;
    criterion.set_text(PlainText(text_, start, end));
    criterion.mutable_source()->set_start(static_cast<int32_t>(start));
    criterion.mutable_source()->set_end(static_cast<int32_t>(end));
  }

  // What is said to be excluded, wherever it stands.
  std::optional<v1::Criterion> ReadExcluded(Tokens tokens, Tokens rest) const {
    std::optional<v1::Criterion> read = rest.empty() ? std::nullopt : ReadWhole(rest);
    if (!read || exclusion_) return read;
    v1::Criterion negated;
    Place(tokens, negated);
    negated.mutable_source()->set_rule(read->source().rule());
    negated.mutable_source()->set_confidence_percent(read->source().confidence_percent());
    *negated.mutable_not_() = *std::move(read);
    return negated;
  }

  // Everything by one rule.
  std::optional<v1::Criterion> ReadWhole(Tokens tokens, bool* self_contained = nullptr) const {
    const Tokens label = tokens.subspan(LabelOf(tokens));
    for (const Tokens words : {label, WithoutSubject(label)}) {
      if (words.empty()) continue;
      for (const Rule& rule : Rules()) {
        Cursor cursor(words);
        std::optional<Statement> statement = rule.read(cursor, reader_);
        if (!statement || !cursor.done()) continue;
        if (self_contained != nullptr) *self_contained = statement->self_contained;
        Mark(rule, words, statement->criterion);
        Place(tokens, statement->criterion);
        statement->criterion.mutable_source()->set_rule(rule.name);
        statement->criterion.mutable_source()->set_confidence_percent(rule.confidence_percent);
        return std::move(statement->criterion);
      }
    }
    return std::nullopt;
  }

  // The parts of what one rule read have its source and text too.
  void Mark(const Rule& rule, Tokens tokens, v1::Criterion& criterion) const {
    const auto mark = [&](v1::Criterion& child) {
      Place(tokens, child);
      child.mutable_source()->set_rule(rule.name);
      child.mutable_source()->set_confidence_percent(rule.confidence_percent);
      Mark(rule, tokens, child);
    };
    if (criterion.has_not_()) mark(*criterion.mutable_not_());
    if (criterion.has_all_of())
      for (v1::Criterion& child : *criterion.mutable_all_of()->mutable_criteria()) mark(child);
    if (criterion.has_any_of())
      for (v1::Criterion& child : *criterion.mutable_any_of()->mutable_criteria()) mark(child);
  }

  // Several sentences, each of which is read or a note: a sentence that is not read might take back another.
  std::optional<v1::Criterion> ReadSentences(Tokens tokens) const {
    std::vector<Tokens> sentences;
    size_t begin = 0;
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      const bool ends =
          tokens[i].Is(".") && !tokens[i + 1].glued && absl::ascii_isupper(text_[tokens[i + 1].start]);
      if (!ends) continue;
      sentences.push_back(tokens.subspan(begin, i - begin));
      begin = i + 1;
    }
    if (sentences.empty()) return std::nullopt;
    sentences.push_back(tokens.subspan(begin));
    std::vector<v1::Criterion> parts;
    for (const Tokens sentence : sentences) {
      const Tokens words = Trim(sentence);
      if (words.empty() || IsNote(words) || IsMethod(words)) continue;
      std::optional<v1::Criterion> part = ReadWhole(words);
      if (!part) return std::nullopt;
      parts.push_back(*std::move(part));
    }
    if (parts.empty()) return std::nullopt;
    return Join(std::move(parts), /*all=*/!exclusion_, tokens);
  }

  // "The scoring was based on …" tells how the number before it is found.
  static bool IsMethod(Tokens words) {
    Cursor cursor(words);
    return cursor.TakeAny({"the scoring was based on", "the scoring is based on", "scoring is based on",
                           "scoring was based on"});
  }

  v1::Criterion Join(std::vector<v1::Criterion> parts, bool all, Tokens tokens) const {
    if (parts.size() == 1) return std::move(parts[0]);
    v1::Criterion joined;
    Place(tokens, joined);
    joined.mutable_source()->set_rule(all ? "and" : "or");
    joined.mutable_source()->set_confidence_percent(95);
    auto& list = all ? *joined.mutable_all_of() : *joined.mutable_any_of();
    for (v1::Criterion& part : parts) *list.add_criteria() = std::move(part);
    return joined;
  }

  struct Split {
    size_t begin = 0, end = 0;  // of the joining words
    bool all = false;
  };

  // The joining words outside of brackets. Nothing where "and" and "or" are mixed: nobody says how they bind.
  std::optional<std::vector<Split>> FindSplits(Tokens tokens) const {
    std::vector<Split> splits;
    int depth = 0;
    bool all = false, any = false;
    for (size_t i = 1; i + 1 < tokens.size(); ++i) {
      depth += tokens[i].Is("(") || tokens[i].Is("[");
      depth -= tokens[i].Is(")") || tokens[i].Is("]");
      if (depth != 0) continue;
      const bool mark = tokens[i].Is(";") || tokens[i].Is(",");
      const size_t word = mark ? i + 1 : i;
      if (word + 1 < tokens.size() && tokens[word].Is("and") && !tokens[word + 1].Is("/")) {
        splits.push_back({i, word + 1, true});
        all = true;
        i = word;
      } else if (word + 1 < tokens.size() && tokens[word].Is("or")) {
        splits.push_back({i, word + 1, false});
        any = true;
        i = word;
      } else if (tokens[i].Is(";")) {
        splits.push_back({i, i + 1, !exclusion_});
        (exclusion_ ? any : all) = true;
      }
    }
    if (splits.empty() || (all && any)) return std::nullopt;
    return splits;
  }

  // Rules whose statements have their own numbers, or words that nothing before them changes.
  static bool IsBounded(absl::string_view rule) {
    return rule == "age" || rule == "observation" || rule == "performance-status" || rule == "consent" ||
           rule == "gestation";
  }

  std::optional<v1::Criterion> ReadParts(Tokens tokens) {
    const std::optional<std::vector<Split>> splits = FindSplits(tokens);
    if (!splits) return std::nullopt;
    const bool all = splits->front().all;
    // In an exclusion "A and B" may be both or either of them.
    const bool must_read_all = exclusion_ && all;
    std::vector<v1::Criterion> parts;
    bool read_any = false, loose = false, unread = false;
    size_t begin = 0;
    size_t next = 0;
    int steps = 0;
    while (begin < tokens.size() && steps++ < kMaxSplits) {
      // The longest part that one rule reads, from the left.
      size_t taken = next;
      std::optional<v1::Criterion> part;
      bool self_contained = true;
      for (size_t until = splits->size() + 1; until-- > next;) {
        const size_t end = until < splits->size() ? (*splits)[until].begin : tokens.size();
        const Tokens words = Trim(tokens.subspan(begin, end - begin));
        if (words.empty()) continue;
        part = ReadWhole(words, &self_contained);
        taken = until;
        if (part) break;
      }
      // What governs an unread part ("if not A or B") may govern what is behind it.
      if (part && unread && !IsBounded(part->source().rule())) return std::nullopt;
      if (part) {
        read_any = true;
        loose = loose || !self_contained;
      } else {
        const size_t end = next < splits->size() ? (*splits)[next].begin : tokens.size();
        const Tokens words = Trim(tokens.subspan(begin, end - begin));
        taken = next;
        unread = true;
        if (!words.empty()) part = Unread(text_, words.front().start, words.back().end, "no rule reads it");
      }
      if (part) parts.push_back(*std::move(part));
      begin = taken < splits->size() ? (*splits)[taken].end : tokens.size();
      next = taken + 1;
    }
    // What is behind a loose statement might belong to it.
    if (!read_any || begin < tokens.size() || (unread && (loose || must_read_all))) return std::nullopt;
    complete_ = !unread;
    return Join(std::move(parts), all, tokens);
  }

  const bool exclusion_;
  const Reader& reader_;
  const absl::string_view text_;
  bool complete_ = true;
};

// Why an item stayed text, for people.
const char* ReasonOf(Tokens tokens) {
  Cursor cursor(tokens);
  while (!cursor.done() && !cursor.Peek().Is("age") && !cursor.Peek().Is("aged") && !cursor.Peek().Is("ages"))
    cursor.Advance();
  if (cursor.done()) return "no rule reads it";
  bool number = false;
  for (const Token& token : cursor.rest()) {
    number = number || token.kind == TokenKind::kNumber;
    for (const absl::string_view unit : {"years", "year", "months", "month", "weeks", "week", "days", "day",
                                         "hours", "hour", "yrs", "yr", "y"}) {
      if (token.Is(unit)) return "no rule reads it";
    }
  }
  return number ? "an age without a unit is never guessed" : "no rule reads it";
}

}  // namespace

std::string PlainText(absl::string_view text, size_t start, size_t end) {
  std::string plain(text.substr(start, end - start));
  absl::RemoveExtraAsciiWhitespace(&plain);
  plain.resize(CutUtf8(plain, kMaxTextBytes).size());
  return plain;
}

v1::Criterion Unread(absl::string_view text, size_t start, size_t end, absl::string_view reason) {
  v1::Criterion criterion;
  criterion.set_text(PlainText(text, start, end));
  criterion.mutable_source()->set_start(static_cast<int32_t>(start));
  criterion.mutable_source()->set_end(static_cast<int32_t>(end));
  criterion.mutable_unstructured()->set_reason(std::string(reason));
  return criterion;
}

ReadItemResult ReadItem(Tokens tokens, bool exclusion, const Reader& reader, absl::string_view text) {
  ItemReader item(exclusion, reader, text);
  ReadItemResult result;
  if (std::optional<v1::Criterion> read = item.Read(tokens)) {
    result.criterion = *std::move(read);
    result.complete = item.complete();
  } else {
    const Tokens words = Trim(tokens);
    const Tokens& whole = words.empty() ? tokens : words;
    result.criterion = Unread(text, whole.front().start, whole.back().end, ReasonOf(tokens));
  }
  return result;
}

}  // namespace trialmatch::criteria
