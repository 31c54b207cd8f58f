#include "ingest/criteria/item_reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "ingest/criteria/item_words.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/qualified.h"
#include "ingest/criteria/windows.h"
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
    if (std::optional<v1::Criterion> parts = ReadParts(tokens)) return parts;
    return ReadQualified(tokens);
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

  // "Must not be pregnant" among the exclusions says whom the trial wants, and "no anemia" whom it may want;
  // "does not consent" and "not using contraception" say whom it excludes.
  static bool MayRestateARequirement(const v1::Criterion& criterion) {
    if (!criterion.has_not_()) return false;
    const v1::Criterion& negated = criterion.not_();
    const auto& states = negated.reproductive_state().states();
    const bool bearing = std::any_of(states.begin(), states.end(), [](int state) {
      return state == v1::REPRODUCTIVE_STATE_PREGNANT || state == v1::REPRODUCTIVE_STATE_LACTATING;
    });
    return !negated.has_consent() && !negated.has_ability() && (states.empty() || bearing);
  }

  // "Consent must be given", in the first of the sentences and before any bracket, says among the exclusions,
  // too, what is required.
  bool Requires(Tokens words) const {
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i].Is("must") || words[i].Is("shall")) return true;
      if (words[i].Is("(")) return false;
      if (words[i].Is(".") && i + 1 < words.size() && !words[i + 1].glued) return false;
    }
    return false;
  }

  // Everything by one rule.
  std::optional<v1::Criterion> ReadWhole(Tokens tokens, bool* self_contained = nullptr) const {
    const Tokens label = tokens.subspan(LabelOf(tokens, /*bare=*/false).tokens);
    if (exclusion_ && Requires(tokens)) return std::nullopt;
    const bool has_number = std::any_of(label.begin(), label.end(), IsCount);
    const Tokens without_subject = WithoutSubject(label);
    for (const bool whole : {true, false}) {
      const Tokens words = whole ? label : without_subject;
      if (words.empty() || (!whole && words.size() == label.size())) continue;
      for (const Rule& rule : Rules()) {
        if (rule.of_numbers && !has_number) continue;
        Cursor cursor(words);
        std::optional<Statement> statement = rule.read(cursor, reader_);
        if (!statement || !cursor.done()) continue;
        if (exclusion_ && MayRestateARequirement(statement->criterion)) return std::nullopt;
        if (self_contained != nullptr) *self_contained = statement->self_contained;
        if (reader_.context.window) SetWindow(*reader_.context.window, statement->criterion);
        Mark(rule, words, statement->criterion);
        Place(tokens, statement->criterion);
        statement->criterion.mutable_source()->set_rule(rule.name);
        statement->criterion.mutable_source()->set_confidence_percent(rule.confidence_percent);
        return std::move(statement->criterion);
      }
    }
    return std::nullopt;
  }

  // The window of the lines above, of everything that says none of its own.
  static void SetWindow(const v1::TimeWindow& window, v1::Criterion& criterion) {
    const auto set = [&window](auto& fact) {
      if (fact.has_window()) return;
      *fact.mutable_window() = window;
      if constexpr (requires { fact.clear_status(); }) fact.clear_status();
    };
    if (criterion.has_not_()) SetWindow(window, *criterion.mutable_not_());
    if (criterion.has_all_of()) {
      for (v1::Criterion& child : *criterion.mutable_all_of()->mutable_criteria()) SetWindow(window, child);
    }
    if (criterion.has_any_of()) {
      for (v1::Criterion& child : *criterion.mutable_any_of()->mutable_criteria()) SetWindow(window, child);
    }
    if (criterion.has_condition()) set(*criterion.mutable_condition());
    if (criterion.has_procedure()) set(*criterion.mutable_procedure());
    if (criterion.has_medication()) set(*criterion.mutable_medication());
    if (criterion.has_observation()) set(*criterion.mutable_observation());
    if (criterion.has_trial_participation()) set(*criterion.mutable_trial_participation());
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
    if (criterion.has_if_then()) {
      mark(*criterion.mutable_if_then()->mutable_condition());
      mark(*criterion.mutable_if_then()->mutable_consequence());
    }
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
    return TakeAny<
        "the scoring was based on | the scoring is based on | scoring is based on | "
        "scoring was based on">(cursor);
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
    bool bare = false;  // no mark before the word
  };

  // The joining words outside of brackets. Nothing where "and" and "or" are mixed: nobody says how they bind.
  std::optional<std::vector<Split>> FindSplits(Tokens tokens) const {
    std::vector<Split> splits;
    // What is excepted may be as long as the list that it stands in.
    for (size_t i = 0; i < tokens.size(); ++i) {
      Cursor cursor(tokens.subspan(i));
      if (TakeAny<"except | excepting | other than | excluding | exception | exceptions | apart from | but "
                  "not | unless | "
                  "with exclusion of | aside from | besides | provided">(cursor))
        return std::nullopt;
    }
    int depth = 0;
    bool all = false, any = false;
    for (size_t i = 1; i + 1 < tokens.size(); ++i) {
      depth += tokens[i].Is("(") || tokens[i].Is("[");
      depth -= tokens[i].Is(")") || tokens[i].Is("]");
      if (depth != 0) continue;
      const bool mark = tokens[i].Is(";") || tokens[i].Is(",");
      const size_t word = mark ? i + 1 : i;
      if (word + 1 < tokens.size() && tokens[word].Is("and") && !tokens[word + 1].Is("/")) {
        splits.push_back({i, word + 1, true, !mark});
        all = true;
        i = word;
      } else if (word + 1 < tokens.size() && tokens[word].Is("or")) {
        splits.push_back({i, word + 1, false, !mark});
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

  // Whether an "or" behind these words may join their end only: they are several sentences, or have a
  // heading.
  bool SaysMore(Tokens words) const {
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i].Is(":") && !exclusion_) return true;
      if (words[i].Is(".") && !words[i + 1].glued && absl::ascii_isupper(text_[words[i + 1].start]))
        return true;
    }
    return false;
  }

  std::optional<v1::Criterion> ReadParts(Tokens tokens) {
    const std::optional<std::vector<Split>> splits = FindSplits(tokens);
    if (!splits) return std::nullopt;
    const bool all = splits->front().all;
    // In an exclusion "A and B" may be both or either of them.
    const bool must_read_all = exclusion_ && all;
    std::vector<v1::Criterion> parts;
    bool read_any = false, loose = false, unread = false, governed = false;
    size_t begin = 0;
    size_t next = 0;
    int steps = 0;
    while (begin < tokens.size() && steps++ < kMaxSplits) {
      // "No A or B" of an inclusion is neither of them, or is it?
      const bool after_not = !exclusion_ && !parts.empty() && parts.back().has_not_();
      if (after_not && !all) return std::nullopt;
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
      if (part && (governed || (unread && !IsBounded(part->source().rule())))) return std::nullopt;
      // Nor does anybody know of "no A and B above 5", unless a mark parts them.
      if (part && after_not && part->has_observation() && (*splits)[next - 1].bare) return std::nullopt;
      if (part) {
        read_any = true;
        loose = loose || !self_contained;
      } else {
        const size_t end = next < splits->size() ? (*splits)[next].begin : tokens.size();
        const Tokens words = Trim(tokens.subspan(begin, end - begin));
        taken = next;
        unread = true;
        governed = governed || MayGovern(words) || (!all && SaysMore(words));
        if (exclusion_ && Requires(words)) return std::nullopt;
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

  // Measurements only, all of them read.
  std::optional<v1::Criterion> ReadMeasurements(Tokens tokens) const {
    const Tokens words = Trim(tokens);
    if (words.empty()) return std::nullopt;
    std::optional<v1::Criterion> read = ReadWhole(words);
    if (!read) {
      ItemReader parts(exclusion_, reader_, text_);
      read = parts.ReadParts(words);
      if (!parts.complete()) return std::nullopt;
    }
    return read && OfMeasurements(*read) ? std::move(read) : std::nullopt;
  }

  static bool OfMeasurements(const v1::Criterion& criterion) {
    const auto all = [](const auto& list) { return std::all_of(list.begin(), list.end(), OfMeasurements); };
    if (criterion.has_all_of()) return all(criterion.all_of().criteria());
    if (criterion.has_any_of()) return all(criterion.any_of().criteria());
    return criterion.has_observation();
  }

  // Words that nothing reads, with a measurement that must hold as well.
  std::optional<v1::Criterion> ReadQualified(Tokens tokens) {
    for (const Qualified& split : SplitQualified(tokens, exclusion_)) {
      std::optional<v1::Criterion> measured = ReadMeasurements(split.measurement);
      const Tokens words = Trim(split.words);
      if (!measured || words.empty()) continue;
      complete_ = false;
      v1::Criterion unread = Unread(text_, words.front().start, words.back().end, "no rule reads it");
      return Join({std::move(unread), *std::move(measured)}, /*all=*/true, tokens);
    }
    return std::nullopt;
  }

  const bool exclusion_;
  const Reader& reader_;
  const absl::string_view text_;
  bool complete_ = true;
};

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
  // Each exclusion stands for itself, whether or not it says that another follows.
  if (exclusion && tokens.size() > 1 && tokens.back().Is("or")) tokens.remove_suffix(1);
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

bool LeaveOutLabel(absl::string_view text, size_t start, v1::Criterion& criterion) {
  v1::TextSource& source = *criterion.mutable_source();
  const auto end = static_cast<size_t>(source.end());
  if (end <= start) return false;
  if (static_cast<size_t>(source.start()) < start) {
    source.set_start(static_cast<int32_t>(start));
    criterion.set_text(PlainText(text, start, end));
  }
  const auto all = [&](v1::CriterionList& list) {
    return std::all_of(list.mutable_criteria()->begin(), list.mutable_criteria()->end(),
                       [&](v1::Criterion& part) { return LeaveOutLabel(text, start, part); });
  };
  if (criterion.has_not_()) return LeaveOutLabel(text, start, *criterion.mutable_not_());
  if (criterion.has_all_of()) return all(*criterion.mutable_all_of());
  return !criterion.has_any_of() || all(*criterion.mutable_any_of());
}

}  // namespace trialmatch::criteria
