#include "terminology/formats/comma_records.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "terminology/plain_table_parser.h"
#include "terminology/table_text.h"

namespace trialmatch {
namespace {

// Where the record at the beginning of `text` ends: at a line end outside quotes, or at the first line end
// after it is too long.
size_t EndOfRecord(absl::string_view text) {
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    quoted ^= text[i] == '"';
    if (text[i] == '\n' && (!quoted || i > kMaxTableLineBytes)) return i;
  }
  return text.size();
}

}  // namespace

std::vector<std::string> CommaCells(absl::string_view record) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (size_t i = 0; i < record.size(); ++i) {
    if (record[i] == '"') {
      if (quoted && i + 1 < record.size() && record[i + 1] == '"') {
        cells.back().push_back(record[++i]);
      } else {
        quoted = !quoted;
      }
    } else if (record[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(record[i]);
    }
  }
  return cells;
}

void ForEachCommaRecord(const ReleaseFile& file, LoadIssues& issues,
                        absl::FunctionRef<void(RowOrigin, const std::vector<std::string>&)> read) {
  absl::string_view rest = file.content;
  absl::ConsumePrefix(&rest, "\xEF\xBB\xBF");
  uint32_t line = 1;
  while (!rest.empty()) {
    const RowOrigin origin{file.index, line};
    absl::string_view record = rest.substr(0, EndOfRecord(rest));
    rest.remove_prefix(std::min(rest.size(), record.size() + 1));
    line += 1 + static_cast<uint32_t>(std::count(record.begin(), record.end(), '\n'));
    absl::ConsumeSuffix(&record, "\r");
    if (record.size() > kMaxTableLineBytes) {
      issues.Error(origin, absl::StrCat("the record is longer than ", kMaxTableLineBytes,
                                        " bytes, or a quote is not closed; left out up to line ", line - 1));
      continue;
    }
    const std::string joined = absl::StrReplaceAll(record, {{"\r\n", " "}, {"\n", " "}});
    if (absl::StripAsciiWhitespace(joined).empty()) continue;
    if (!IsCleanText(joined)) {
      issues.Error(origin, "the record is not UTF-8 or has control characters");
      continue;
    }
    read(origin, CommaCells(joined));
  }
}

}  // namespace trialmatch
