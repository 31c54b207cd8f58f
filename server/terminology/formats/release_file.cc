#include "terminology/formats/release_file.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "terminology/plain_table_parser.h"
#include "terminology/table_text.h"

namespace trialmatch {
namespace {

absl::string_view FirstLine(absl::string_view content) {
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
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

}  // namespace

ReleaseFormat FormatOf(absl::string_view name, absl::string_view content) {
  const absl::string_view line = FirstLine(content);
  if (absl::StartsWith(name, "sct2_Concept_Snapshot")) return ReleaseFormat::kSnomedConcepts;
  if (absl::StartsWith(name, "sct2_Relationship_Snapshot")) return ReleaseFormat::kSnomedRelationships;
  if (absl::StartsWith(name, "sct2_Description_Snapshot")) return ReleaseFormat::kSnomedDescriptions;
  if (name == "Loinc.csv") return ReleaseFormat::kLoincTable;
  if (name == "RXNCONSO.RRF") return ReleaseFormat::kRxNormNames;
  if (name == "RXNREL.RRF") return ReleaseFormat::kRxNormRelations;
  if (absl::EndsWith(name, ".obo")) return ReleaseFormat::kObo;
  if (line == "id\tlabel\tsubClassOf") return ReleaseFormat::kDiseaseTable;
  if (line == "id\tlabel\txrefs") return ReleaseFormat::kDiseaseCrossReferences;
  if (absl::StartsWith(line, "class\tname\tingredient")) return ReleaseFormat::kDrugClasses;
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

std::vector<std::string> CommaCells(absl::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        cells.back().push_back(line[++i]);
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back().push_back(line[i]);
    }
  }
  return cells;
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
