#include "terminology/table_cells.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "terminology/plain_table_parser.h"

namespace trialmatch {

bool CellReader::AddSystem(RowOrigin row, absl::string_view alias, absl::string_view uri) {
  if (alias.empty() || alias.find_first_of(":|") != absl::string_view::npos) {
    issues_.Error(row, "an alias is not empty and has no ':' or '|'");
    return false;
  }
  const auto [of_alias, new_alias] = uri_of_alias_.emplace(alias, uri);
  if (of_alias->second != uri) {
    issues_.Error(row, absl::StrCat("the alias ", QuoteForIssue(alias), " has another URI already"));
    return false;
  }
  return true;
}

std::optional<std::string> CellReader::ReadAlias(RowOrigin row, absl::string_view alias) {
  const auto it = uri_of_alias_.find(alias);
  if (it != uri_of_alias_.end()) return it->second;
  issues_.Error(row, absl::StrCat("no system row has the alias ", QuoteForIssue(alias)));
  return std::nullopt;
}

std::optional<Code> CellReader::ReadCode(RowOrigin row, absl::string_view text) {
  const size_t colon = text.find(':');
  if (colon == absl::string_view::npos || colon == 0 || colon + 1 == text.size()) {
    issues_.Error(row, absl::StrCat("a code is written alias:code, not ", QuoteForIssue(text)));
    return std::nullopt;
  }
  const absl::string_view code = text.substr(colon + 1);
  if (code.size() > kMaxCodeBytes) {
    issues_.Error(row, absl::StrCat("a code has at most ", kMaxCodeBytes, " bytes"));
    return std::nullopt;
  }
  auto it = uri_of_alias_.find(text.substr(0, colon));
  if (it == uri_of_alias_.end()) {
    issues_.Error(row, absl::StrCat("no system row has the alias of ", QuoteForIssue(text)));
    return std::nullopt;
  }
  return Code{it->second, std::string(code)};
}

std::optional<std::string> CellReader::ReadName(RowOrigin row, absl::string_view what,
                                                absl::string_view text) {
  if (!text.empty() && text.size() <= kMaxNameBytes) return std::string(text);
  issues_.Error(row, text.empty() ? absl::StrCat(what, " is missing")
                                  : absl::StrCat(what, " is longer than ", kMaxNameBytes, " bytes"));
  return std::nullopt;
}

std::optional<Decimal> CellReader::ReadDecimal(RowOrigin row, absl::string_view what,
                                               absl::string_view text) {
  absl::StatusOr<Decimal> value = Decimal::Parse(text);
  if (value.ok()) return *std::move(value);
  issues_.Error(row, absl::StrCat(what, " is not a decimal number: ", QuoteForIssue(text)));
  return std::nullopt;
}

bool CellReader::ReadLimitEnd(RowOrigin row, absl::string_view what, absl::string_view text,
                              std::optional<Decimal>& end) {
  if (text.empty()) return true;
  end = ReadDecimal(row, what, text);
  return end.has_value();
}

bool CellReader::ReadAge(RowOrigin row, absl::string_view text, DayRange& age) {
  if (text.empty()) return true;
  const std::pair<absl::string_view, absl::string_view> ends = absl::StrSplit(text, absl::MaxSplits("..", 1));
  if (absl::StrContains(text, "..") && absl::SimpleAtoi(ends.first, &age.first) && age.first >= 0 &&
      (ends.second.empty() || absl::SimpleAtoi(ends.second, &age.last)) && age.first <= age.last) {
    return true;
  }
  issues_.Error(row, absl::StrCat("an age is a range of days like 0..27 or 28.., not ", QuoteForIssue(text)));
  return false;
}

std::optional<LimitSex> CellReader::ReadSex(RowOrigin row, absl::string_view text) {
  if (text.empty() || text == "any") return LimitSex::kAny;
  if (text == "male") return LimitSex::kMale;
  if (text == "female") return LimitSex::kFemale;
  issues_.Error(row, absl::StrCat("a sex is male, female or any, not ", QuoteForIssue(text)));
  return std::nullopt;
}

}  // namespace trialmatch
