#include "storage/full_text_query.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace trialmatch {
namespace {

// FTS5 reads its query as a C string: a NUL would end it inside a quote. Controls are never part of a word.
bool IsSeparator(char c) { return absl::ascii_isspace(c) || absl::ascii_iscntrl(c); }

// True when the tokenizer may find a word: it takes letters and digits, of ASCII or beyond.
bool MayHaveWord(absl::string_view term) {
  return std::any_of(term.begin(), term.end(),
                     [](char c) { return absl::ascii_isalnum(c) || static_cast<unsigned char>(c) >= 0x80; });
}

size_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// Takes one word or phrase, without its quotes and stars, off the front of `rest`, which is not empty.
std::string TakeTerm(absl::string_view& rest) {
  std::string term;
  if (rest.front() == '"') {
    rest.remove_prefix(1);
    const size_t end = std::min(rest.find('"'), rest.size());
    term = std::string(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  } else {
    size_t end = 0;
    while (end < rest.size() && rest[end] != '"' && rest[end] != '*' && !IsSeparator(rest[end])) ++end;
    term = std::string(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  std::replace_if(term.begin(), term.end(), IsSeparator, ' ');
  return term;
}

}  // namespace

absl::StatusOr<std::string> ToFts5Query(absl::string_view text) {
  if (CountCharacters(text) > kMaxQueryCharacters) {
    return absl::InvalidArgumentError(
        absl::StrCat("the query has more than ", kMaxQueryCharacters, " characters"));
  }
  std::vector<std::string> terms;
  absl::string_view rest = text;
  while (!rest.empty()) {
    if (IsSeparator(rest.front())) {
      rest.remove_prefix(1);
      continue;
    }
    const std::string term = TakeTerm(rest);
    bool prefix = false;
    while (!rest.empty() && rest.front() == '*') {
      prefix = true;
      rest.remove_prefix(1);
    }
    if (!MayHaveWord(term)) continue;
    std::string quoted = absl::StrCat("\"", term, prefix ? "\"*" : "\"");
    if (std::find(terms.begin(), terms.end(), quoted) == terms.end()) terms.push_back(std::move(quoted));
  }
  if (terms.empty()) return absl::InvalidArgumentError("the query has no word");
  // A space, not AND: only the implicit AND passes over a term in which the tokenizer finds no word.
  return absl::StrJoin(terms, " ");
}

}  // namespace trialmatch
