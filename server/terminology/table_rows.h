// The rows of plain terminology tables, read but not yet brought together.
#ifndef TRIALMATCH_TERMINOLOGY_TABLE_ROWS_H_
#define TRIALMATCH_TERMINOLOGY_TABLE_ROWS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "domain/code.h"
#include "domain/decimal.h"
#include "terminology/load_issues.h"
#include "terminology/normal_limit.h"

namespace trialmatch {

struct SystemRow {
  RowOrigin origin;
  std::string uri, name, version;
  std::string group;  // empty: curated apart from every other system
  // It has more codes than the concepts that are loaded; maps may name those.
  bool partial = false;
  // Its own hierarchy is not loaded, so that nothing follows from a missing link between two of its codes.
  bool unlinked = false;
  bool released = false;  // it has concepts of a release
};

struct ConceptRow {
  RowOrigin origin;
  Code code;
  std::string display;
  std::vector<Code> parents;
  std::vector<std::string> synonyms;
};

// kXref is believed only where it is one-to-one; kApart says that a cross-reference between the two is wrong.
enum class MapKind : uint8_t { kExact, kXref, kApart };

struct MapRow {
  RowOrigin origin;
  Code from, to;
  MapKind kind = MapKind::kExact;
};

// The concept of that name lies beneath the other in its system's own hierarchy, but is no kind of it. An
// `origin` of a plain table.
struct CutRow {
  RowOrigin origin;
  std::string system, child, parent;
};

struct ScaleRow {
  RowOrigin origin;
  std::string scale;
  std::vector<std::string> spellings;
  int first_rank = 0, last_rank = 0;
};

struct AnalyteRow {
  RowOrigin origin;
  Code code;
  Decimal molar_mass_g_per_mol;
};

// to = slope * from + intercept
struct ConversionRow {
  RowOrigin origin;
  Code code;
  std::string from_unit, to_unit;
  Decimal slope, intercept;
};

struct UnitRow {
  RowOrigin origin;
  Code code;
  std::string unit;
};

inline constexpr int64_t kNoLastDay = std::numeric_limits<int64_t>::max();

struct LimitRow {
  RowOrigin origin;
  std::string table;
  Code code;
  LimitSex sex = LimitSex::kAny;
  DayRange age{0, kNoLastDay};
  NormalLimit limit;
};

// Each list is in the order of origin; what releases have comes after the plain tables'.
struct TableRows {
  std::vector<SystemRow> systems;
  std::vector<ConceptRow> concepts;
  std::vector<MapRow> maps;
  std::vector<CutRow> cuts;
  std::vector<ScaleRow> scales;
  std::vector<AnalyteRow> analytes;
  std::vector<ConversionRow> conversions;
  std::vector<UnitRow> units;
  std::vector<LimitRow> limits;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_TABLE_ROWS_H_
