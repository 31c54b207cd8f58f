#include "terminology/formats/release_file.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "terminology/formats/comma_records.h"
#include "terminology/plain_table_parser.h"
#include "terminology/table_text.h"

namespace trialmatch {
namespace {

absl::string_view FirstLine(absl::string_view content) {
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
  content = content.substr(0, kMaxTableLineBytes);  // a longer line is of no form
  absl::string_view line = content.substr(0, content.find('\n'));
  absl::ConsumeSuffix(&line, "\r");
  return line;
}

bool AllDigits(absl::string_view text) {
  for (const char c : text) {
    if (!absl::ascii_isdigit(c)) return false;
  }
  return !text.empty();
}

// "Heading;A05.360.319"
bool IsTreeLine(absl::string_view line) {
  const size_t split = line.rfind(';');
  if (split == absl::string_view::npos || split == 0) return false;
  const absl::string_view number = line.substr(split + 1);
  return number.size() >= 3 && absl::ascii_isupper(number[0]) && AllDigits(number.substr(1, 2)) &&
         (number.size() == 3 || number[3] == '.');
}

// "00001 A00     0 Cholera ..."
bool IsOrderLine(absl::string_view line) {
  return line.size() > 16 && AllDigits(line.substr(0, 5)) && line[5] == ' ' && line[13] == ' ' &&
         (line[14] == '0' || line[14] == '1') && line[15] == ' ' && absl::ascii_isupper(line[6]);
}

// `line` begins with the columns that all files of RF2 have.
ReleaseFormat SnomedFormat(absl::string_view name, absl::string_view line) {
  ReleaseFormat format = ReleaseFormat::kNone;
  if (line == "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId") {
    format = ReleaseFormat::kSnomedConcepts;
  }
  if (line ==
      "id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\ttypeId\t"
      "characteristicTypeId\tmodifierId") {
    format = ReleaseFormat::kSnomedRelationships;
  }
  if (line ==
      "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId") {
    format = ReleaseFormat::kSnomedDescriptions;
  }
  const bool read = absl::StrContains(name, "Snapshot") && !absl::StrContains(name, "StatedRelationship") &&
                    !absl::StrContains(name, "TextDefinition");
  return read && format != ReleaseFormat::kNone ? format : ReleaseFormat::kSnomedOther;
}

bool HasColumns(const std::vector<std::string>& cells, std::initializer_list<absl::string_view> wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](absl::string_view name) {
    return std::find(cells.begin(), cells.end(), name) != cells.end();
  });
}

}  // namespace

ReleaseFormat FormatOf(absl::string_view name, absl::string_view content) {
  const absl::string_view line = FirstLine(content);
  if (absl::StartsWith(line, "id\teffectiveTime\tactive\tmoduleId\t")) return SnomedFormat(name, line);
  if (HasColumns(CommaCells(line), {"LOINC_NUM", "COMPONENT", "STATUS", "LONG_COMMON_NAME"})) {
    return ReleaseFormat::kLoincTable;
  }
  if (name == "RXNCONSO.RRF") return ReleaseFormat::kRxNormNames;
  if (name == "RXNREL.RRF") return ReleaseFormat::kRxNormRelations;
  if (name == "RXNSAB.RRF") return ReleaseFormat::kRxNormSources;
  if (absl::EndsWith(name, ".obo")) return ReleaseFormat::kObo;
  if (line == "id\tlabel\tsubClassOf") return ReleaseFormat::kDiseaseTable;
  if (line == "id\tlabel\txrefs") return ReleaseFormat::kDiseaseCrossReferences;
  if (HasColumns(absl::StrSplit(line, '\t'), {"class", "name", "ingredient"})) {
    return ReleaseFormat::kDrugClasses;
  }
  if (line == "*NEWRECORD") return ReleaseFormat::kMeshDescriptors;
  if (absl::EndsWith(name, ".tsv")) return ReleaseFormat::kNone;
  if (IsTreeLine(line)) return ReleaseFormat::kMeshTree;
  if (IsOrderLine(line)) return ReleaseFormat::kIcd10CmOrder;
  return ReleaseFormat::kNone;
}

void ForEachLine(const ReleaseFile& file, LoadIssues& issues,
                 absl::FunctionRef<void(RowOrigin, absl::string_view)> read) {
  absl::string_view content = file.content;
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
  uint32_t number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    const RowOrigin origin{file.index, ++number};
    absl::ConsumeSuffix(&line, "\r");
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    if (line.size() > kMaxTableLineBytes) {
      issues.Error(origin, absl::StrCat("the line is longer than ", kMaxTableLineBytes, " bytes"));
    } else if (!IsCleanText(line)) {
      issues.Error(origin, "the line is not UTF-8 or has control characters");
    } else {
      read(origin, line);
    }
  }
}

size_t SplitLine(absl::string_view line, char separator, absl::Span<absl::string_view> cells) {
  std::fill(cells.begin(), cells.end(), absl::string_view());
  for (size_t count = 0;; ++count) {
    const size_t end = line.find(separator);
    if (count < cells.size()) cells[count] = line.substr(0, end);
    if (end == absl::string_view::npos) return count + 1;
    line.remove_prefix(end + 1);
  }
}

std::string VersionInName(absl::string_view name) {
  for (size_t i = 0; i + 4 <= name.size(); ++i) {
    if (i > 0 && absl::ascii_isdigit(name[i - 1])) continue;
    size_t end = i;
    while (end < name.size() && absl::ascii_isdigit(name[end])) ++end;
    const bool date = end - i == 4 || end - i == 6 || end - i == 8;
    if (date && (absl::StartsWith(name.substr(i), "19") || absl::StartsWith(name.substr(i), "20"))) {
      return std::string(name.substr(i, end - i));
    }
  }
  return "not stated";
}

std::string CutName(absl::string_view name) {
  name = absl::StripAsciiWhitespace(name);
  if (name.size() > kMaxNameBytes) {
    size_t end = kMaxNameBytes;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    name = name.substr(0, end);
  }
  return std::string(name);
}

}  // namespace trialmatch
