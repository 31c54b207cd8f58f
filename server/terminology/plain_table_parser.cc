#include "terminology/plain_table_parser.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "terminology/table_cells.h"
#include "terminology/table_text.h"

namespace trialmatch {
namespace {

// A line split at its tabs, with trimmed cells; cells past the end read as empty.
struct RawRow {
  RowOrigin origin;
  std::vector<absl::string_view> cells;

  absl::string_view Cell(size_t i) const { return i < cells.size() ? cells[i] : absl::string_view(); }
};

struct Kind {
  absl::string_view name;
  size_t min_cells, max_cells;  // with the kind's own cell
};

constexpr size_t kMaxCells = 8;  // a longer row is split no further; it is refused anyway

constexpr Kind kKinds[] = {{"system", 4, 6},     {"concept", 3, 5}, {"map", 3, 4},
                           {"cut", 4, 5},        {"scale", 4, 4},   {"analyte", 3, 3},
                           {"conversion", 5, 6}, {"unit", 3, 3},    {"limit", 8, 8}};

class Parser {
 public:
  explicit Parser(LoadIssues& issues) : issues_(issues), cells_(issues) {}

  void ReadFile(uint32_t file, absl::string_view content);
  // Needs every file's systems, wherever they stand.
  TableRows Interpret();

 private:
  void ReadLine(RowOrigin origin, absl::string_view line);
  void System(const RawRow& row);
  void Concept(const RawRow& row);
  void Map(const RawRow& row);
  void Cut(const RawRow& row);
  void Scale(const RawRow& row);
  void Analyte(const RawRow& row);
  void Conversion(const RawRow& row);
  void UnitOfCode(const RawRow& row);
  void Limit(const RawRow& row);

  LoadIssues& issues_;
  std::vector<RawRow> raw_;
  CellReader cells_;
  TableRows rows_;
};

void Parser::ReadFile(uint32_t file, absl::string_view content) {
  absl::ConsumePrefix(&content, "\xEF\xBB\xBF");
  uint32_t number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ReadLine({file, ++number}, line);
  }
}

void Parser::ReadLine(RowOrigin origin, absl::string_view line) {
  absl::ConsumeSuffix(&line, "\r");
  if (absl::StripAsciiWhitespace(line).empty() || line[0] == '#') return;
  if (line.size() > kMaxTableLineBytes) {
    return issues_.Error(origin, absl::StrCat("the line is longer than ", kMaxTableLineBytes, " bytes"));
  }
  if (!IsCleanText(line)) {
    return issues_.Error(origin, "the line is not UTF-8 or has control characters");
  }
  RawRow row{origin, absl::StrSplit(line, absl::MaxSplits('\t', kMaxCells))};
  for (absl::string_view& cell : row.cells) cell = absl::StripAsciiWhitespace(cell);
  while (row.cells.back().empty() && row.cells.size() > 1) row.cells.pop_back();
  for (const Kind& kind : kKinds) {
    if (row.cells[0] != kind.name) continue;
    if (row.cells.size() < kind.min_cells || row.cells.size() > kind.max_cells) {
      return issues_.Error(origin, absl::StrCat("a ", kind.name, " row has ", kind.min_cells, " to ",
                                                kind.max_cells, " cells, this one ", row.cells.size()));
    }
    if (kind.name == "system") return System(row);
    raw_.push_back(std::move(row));
    return;
  }
  issues_.Error(origin, absl::StrCat("unknown kind of row ", QuoteForIssue(row.cells[0])));
}

TableRows Parser::Interpret() {
  for (const RawRow& row : raw_) {
    const absl::string_view kind = row.cells[0];
    if (kind == "concept") Concept(row);
    if (kind == "map") Map(row);
    if (kind == "cut") Cut(row);
    if (kind == "scale") Scale(row);
    if (kind == "analyte") Analyte(row);
    if (kind == "conversion") Conversion(row);
    if (kind == "unit") UnitOfCode(row);
    if (kind == "limit") Limit(row);
  }
  return std::move(rows_);
}

void Parser::System(const RawRow& row) {
  const absl::string_view alias = row.Cell(1);
  std::optional<std::string> uri = cells_.ReadName(row.origin, "the URI", row.Cell(2));
  std::optional<std::string> name = cells_.ReadName(row.origin, "the name", row.Cell(3));
  if (!uri.has_value() || !name.has_value()) return;
  if (!cells_.AddSystem(row.origin, alias, *uri)) return;
  SystemRow system{row.origin, *uri,  *name, std::string(row.Cell(4)), std::string(row.Cell(5)),
                   false,      false, false};
  for (const SystemRow& other : rows_.systems) {
    if (other.uri != *uri) continue;
    if (other.name == system.name && other.version == system.version && other.group == system.group) {
      return issues_.Warning(row.origin, "the same system row again");
    }
    return issues_.Error(row.origin, "the system is described differently elsewhere");
  }
  if (rows_.systems.size() >= kMaxTableSystems) {
    return issues_.Error(row.origin, absl::StrCat("more than ", kMaxTableSystems, " systems"));
  }
  rows_.systems.push_back(std::move(system));
}

void Parser::Concept(const RawRow& row) {
  if (rows_.concepts.size() >= kMaxTableConcepts) {
    return issues_.Error(row.origin, absl::StrCat("more than ", kMaxTableConcepts, " concepts"));
  }
  std::optional<Code> code = cells_.ReadCode(row.origin, row.Cell(1));
  std::optional<std::string> display = cells_.ReadName(row.origin, "the display name", row.Cell(2));
  if (!code.has_value() || !display.has_value()) return;
  ConceptRow entry{row.origin, *std::move(code), *std::move(display), {}, {}};
  for (absl::string_view parent : SplitValues(row.Cell(3))) {
    if (entry.parents.size() >= kMaxConceptParents) {
      issues_.Error(row.origin, absl::StrCat("more than ", kMaxConceptParents, " parents"));
      break;
    }
    if (std::optional<Code> above = cells_.ReadCode(row.origin, parent))
      entry.parents.push_back(*std::move(above));
  }
  for (absl::string_view synonym : SplitValues(row.Cell(4))) {
    if (entry.synonyms.size() >= kMaxConceptSynonyms) {
      issues_.Error(row.origin, absl::StrCat("more than ", kMaxConceptSynonyms, " synonyms"));
      break;
    }
    if (std::optional<std::string> name = cells_.ReadName(row.origin, "a synonym", synonym))
      entry.synonyms.push_back(*name);
  }
  rows_.concepts.push_back(std::move(entry));
}

void Parser::Map(const RawRow& row) {
  std::optional<Code> from = cells_.ReadCode(row.origin, row.Cell(1));
  std::optional<Code> to = cells_.ReadCode(row.origin, row.Cell(2));
  if (!from.has_value() || !to.has_value()) return;
  const absl::string_view how = row.Cell(3);
  MapKind kind = MapKind::kExact;
  if (how == "xref") kind = MapKind::kXref;
  if (how == "apart") kind = MapKind::kApart;
  if (kind == MapKind::kExact && !how.empty() && how != "exact") {
    return issues_.Error(row.origin, absl::StrCat("a map is exact, xref or apart, not ", QuoteForIssue(how)));
  }
  if (*from == *to) return issues_.Warning(row.origin, "a code mapped to itself");
  rows_.maps.push_back({row.origin, *std::move(from), *std::move(to), kind});
}

void Parser::Cut(const RawRow& row) {
  std::optional<std::string> system = cells_.ReadAlias(row.origin, row.Cell(1));
  std::optional<std::string> child = cells_.ReadName(row.origin, "the lower name", row.Cell(2));
  std::optional<std::string> parent = cells_.ReadName(row.origin, "the upper name", row.Cell(3));
  if (!system.has_value() || !child.has_value() || !parent.has_value()) return;
  rows_.cuts.push_back({row.origin, *std::move(system), *std::move(child), *std::move(parent)});
}

void Parser::Scale(const RawRow& row) {
  std::optional<std::string> scale = cells_.ReadName(row.origin, "the scale", row.Cell(1));
  if (!scale.has_value()) return;
  ScaleRow entry{row.origin, *std::move(scale), {}, 0, 0};
  for (absl::string_view grade : SplitValues(row.Cell(2))) {
    std::optional<std::string> name = cells_.ReadName(row.origin, "a grade", grade);
    if (!name.has_value()) return;
    entry.spellings.push_back(*std::move(name));
  }
  if (entry.spellings.empty()) return issues_.Error(row.origin, "no grade");
  const std::pair<absl::string_view, absl::string_view> ranks =
      absl::StrSplit(row.Cell(3), absl::MaxSplits("..", 1));
  const bool range = absl::StrContains(row.Cell(3), "..");
  if (!absl::SimpleAtoi(ranks.first, &entry.first_rank) ||
      !absl::SimpleAtoi(range ? ranks.second : ranks.first, &entry.last_rank) || entry.first_rank < 0 ||
      entry.first_rank > entry.last_rank || entry.last_rank > kMaxRank) {
    return issues_.Error(row.origin, absl::StrCat("a rank is a whole number from 0 to ", kMaxRank,
                                                  " or a range like 3..5, not ", QuoteForIssue(row.Cell(3))));
  }
  rows_.scales.push_back(std::move(entry));
}

void Parser::Analyte(const RawRow& row) {
  std::optional<Code> code = cells_.ReadCode(row.origin, row.Cell(1));
  std::optional<Decimal> mass = cells_.ReadDecimal(row.origin, "the molar mass", row.Cell(2));
  if (!code.has_value() || !mass.has_value()) return;
  if (*mass <= Decimal()) return issues_.Error(row.origin, "a molar mass is more than zero");
  rows_.analytes.push_back({row.origin, *std::move(code), *std::move(mass)});
}

void Parser::Conversion(const RawRow& row) {
  std::optional<Code> code = cells_.ReadCode(row.origin, row.Cell(1));
  std::optional<std::string> from = cells_.ReadName(row.origin, "the unit", row.Cell(2));
  std::optional<std::string> to = cells_.ReadName(row.origin, "the unit", row.Cell(3));
  std::optional<Decimal> slope = cells_.ReadDecimal(row.origin, "the slope", row.Cell(4));
  std::optional<Decimal> intercept = Decimal();
  if (!row.Cell(5).empty()) intercept = cells_.ReadDecimal(row.origin, "the intercept", row.Cell(5));
  if (!code.has_value() || !from.has_value() || !to.has_value() || !slope.has_value() ||
      !intercept.has_value()) {
    return;
  }
  if (*slope == Decimal()) return issues_.Error(row.origin, "a slope is not zero");
  if (*from == *to) return issues_.Error(row.origin, "a conversion is between two different units");
  rows_.conversions.push_back({row.origin, *std::move(code), *std::move(from), *std::move(to),
                               *std::move(slope), *std::move(intercept)});
}

void Parser::UnitOfCode(const RawRow& row) {
  std::optional<Code> code = cells_.ReadCode(row.origin, row.Cell(1));
  std::optional<std::string> unit = cells_.ReadName(row.origin, "the unit", row.Cell(2));
  if (!code.has_value() || !unit.has_value()) return;
  rows_.units.push_back({row.origin, *std::move(code), *std::move(unit)});
}

void Parser::Limit(const RawRow& row) {
  std::optional<std::string> table = cells_.ReadName(row.origin, "the table", row.Cell(1));
  std::optional<Code> code = cells_.ReadCode(row.origin, row.Cell(2));
  std::optional<LimitSex> sex = cells_.ReadSex(row.origin, row.Cell(3));
  std::optional<std::string> unit = cells_.ReadName(row.origin, "the unit", row.Cell(7));
  if (!table.has_value() || !code.has_value() || !sex.has_value() || !unit.has_value()) return;
  LimitRow entry;
  if (!cells_.ReadAge(row.origin, row.Cell(4), entry.age) ||
      !cells_.ReadLimitEnd(row.origin, "the low end", row.Cell(5), entry.limit.low) ||
      !cells_.ReadLimitEnd(row.origin, "the high end", row.Cell(6), entry.limit.high)) {
    return;
  }
  if (!entry.limit.low.has_value() && !entry.limit.high.has_value()) {
    return issues_.Error(row.origin, "a limit has a low or a high end");
  }
  if (entry.limit.low.has_value() && entry.limit.high.has_value() && *entry.limit.high < *entry.limit.low) {
    return issues_.Error(row.origin, "the low end is above the high end");
  }
  entry.origin = row.origin;
  entry.table = *std::move(table);
  entry.code = *std::move(code);
  entry.sex = *sex;
  entry.limit.unit = *std::move(unit);
  rows_.limits.push_back(std::move(entry));
}

}  // namespace

TableRows ParsePlainTables(const std::vector<absl::string_view>& contents, LoadIssues& issues) {
  Parser parser(issues);
  size_t total = 0;
  for (uint32_t file = 0; file < contents.size(); ++file) {
    total += contents[file].size();
    if (total > kMaxTableBytes) {
      issues.Error({file, 0},
                   absl::StrCat("left out: the files have more than ", kMaxTableBytes, " bytes together"));
      break;
    }
    parser.ReadFile(file, contents[file]);
  }
  return parser.Interpret();
}

}  // namespace trialmatch
