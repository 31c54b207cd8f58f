#include "terminology/formats/loinc_table.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "terminology/formats/comma_records.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

enum Column : size_t {
  kNumber,
  kLongName,
  kStatus,
  kComponent,
  kProperty,
  kTime,
  kSystem,
  kScale,
  kMethod,
  kShortName,
  kDisplayName,
  kExampleUnits,
  kLastChanged,
  kColumns
};
constexpr absl::string_view kNames[kColumns] = {
    "LOINC_NUM",         "LONG_COMMON_NAME", "STATUS",      "COMPONENT",
    "PROPERTY",          "TIME_ASPCT",       "SYSTEM",      "SCALE_TYP",
    "METHOD_TYP",        "SHORTNAME",        "DisplayName", "EXAMPLE_UCUM_UNITS",
    "VersionLastChanged"};

constexpr size_t kAbsent = static_cast<size_t>(-1);

// "2.77" as {2, 77}; others come before all.
std::pair<int, int> VersionOrder(absl::string_view version) {
  const std::vector<absl::string_view> parts = absl::StrSplit(version, '.');
  std::pair<int, int> order = {-1, -1};
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &order.first) ||
      !absl::SimpleAtoi(parts[1], &order.second)) {
    return {-1, -1};
  }
  return order;
}

class Table {
 public:
  explicit Table(ReleaseRows& out) : out_(out) {}

  void Read(const ReleaseFile& file);

 private:
  struct Term {
    RowOrigin origin;
    std::string cells[kColumns];
  };

  void ReadHeader(const std::vector<std::string>& cells);
  void ReadTerm(RowOrigin origin, const std::vector<std::string>& cells);
  // What tells codes apart, with this system and method.
  static std::string Axes(const Term& term, absl::string_view system, absl::string_view method) {
    return absl::StrCat(term.cells[kComponent], "\n", term.cells[kProperty], "\n", term.cells[kTime], "\n",
                        system, "\n", term.cells[kScale], "\n", method);
  }
  void FindByAxes();
  // The one term that has these axes; of several the one that is active.
  std::optional<size_t> OneOf(const std::string& axes) const;
  void FindParents();
  void AddTerm(size_t index);

  ReleaseRows& out_;
  size_t place_[kColumns] = {};  // in a record
  std::vector<Term> terms_;
  std::string version_ = "not stated";
  absl::flat_hash_map<std::string, std::vector<size_t>> of_axes_;
  std::vector<std::vector<size_t>> parents_;  // by term
};

void Table::ReadHeader(const std::vector<std::string>& cells) {
  for (size_t column = 0; column < kColumns; ++column) {
    const auto found = std::find(cells.begin(), cells.end(), kNames[column]);
    place_[column] = found == cells.end() ? kAbsent : static_cast<size_t>(found - cells.begin());
  }
}

void Table::ReadTerm(RowOrigin origin, const std::vector<std::string>& cells) {
  Term term{origin, {}};
  for (size_t column = 0; column < kColumns; ++column) {
    if (place_[column] < cells.size())
      term.cells[column] = std::string(absl::StripAsciiWhitespace(cells[place_[column]]));
  }
  if (term.cells[kNumber].empty() || term.cells[kLongName].empty() || term.cells[kStatus].empty()) {
    return out_.issues().Error(origin, "a record has a LOINC_NUM, a LONG_COMMON_NAME and a STATUS");
  }
  const std::string& changed = term.cells[kLastChanged];
  if (VersionOrder(changed) > VersionOrder(version_)) version_ = changed;
  if (term.cells[kStatus] == "DEPRECATED") return;
  terms_.push_back(std::move(term));
}

void Table::FindByAxes() {
  for (const Column axis : {kComponent, kProperty, kTime, kSystem, kScale, kMethod}) {
    if (place_[axis] == kAbsent) return;  // an excerpt that does not tell codes apart
  }
  for (size_t i = 0; i < terms_.size(); ++i)
    of_axes_[Axes(terms_[i], terms_[i].cells[kSystem], terms_[i].cells[kMethod])].push_back(i);
}

std::optional<size_t> Table::OneOf(const std::string& axes) const {
  const auto all = of_axes_.find(axes);
  if (all == of_axes_.end()) return std::nullopt;
  if (all->second.size() == 1) return all->second.front();
  std::optional<size_t> active;
  for (const size_t one : all->second) {
    if (terms_[one].cells[kStatus] != "ACTIVE") continue;
    if (active.has_value()) return std::nullopt;
    active = one;
  }
  return active;
}

void Table::FindParents() {
  parents_.resize(terms_.size());
  for (size_t i = 0; i < terms_.size(); ++i) {
    const std::string& system = terms_[i].cells[kSystem];
    const std::string& method = terms_[i].cells[kMethod];
    if (!method.empty()) {
      if (const std::optional<size_t> above = OneOf(Axes(terms_[i], system, "")))
        parents_[i].push_back(*above);
    }
    // "^" says whom the specimen is of; which part a "/" before it belongs to is not told.
    if (!absl::StrContains(system, '/') || absl::StrContains(system, '^')) continue;
    if (OneOf(Axes(terms_[i], system, method)) != i) continue;
    for (const absl::string_view specimen : absl::StrSplit(system, '/', absl::SkipEmpty())) {
      const auto beneath = of_axes_.find(Axes(terms_[i], specimen, method));
      if (beneath == of_axes_.end()) continue;
      for (const size_t one : beneath->second) parents_[one].push_back(i);
    }
  }
}

void Table::AddTerm(size_t index) {
  Term& term = terms_[index];
  const Code code(kLoincUri, term.cells[kNumber]);
  ConceptRow row{
      term.origin, code, term.cells[kLongName], {}, {term.cells[kShortName], term.cells[kDisplayName]}};
  for (const size_t above : parents_[index])
    row.parents.emplace_back(kLoincUri, terms_[above].cells[kNumber]);
  out_.AddConcept(std::move(row));
  const std::string& unit = term.cells[kExampleUnits];
  if (!unit.empty() && !absl::StrContains(unit, ';')) out_.AddUnit(term.origin, code, unit);
}

void Table::Read(const ReleaseFile& file) {
  bool header = true;
  ForEachCommaRecord(file, out_.issues(), [&](RowOrigin origin, const std::vector<std::string>& cells) {
    header ? ReadHeader(cells) : ReadTerm(origin, cells);
    header = false;
  });
  if (terms_.empty()) return;
  FindByAxes();
  FindParents();
  out_.AddSystem({file.index, 0}, kLoincUri, "LOINC", version_);
  out_.Expect(terms_.size());
  for (size_t i = 0; i < terms_.size(); ++i) AddTerm(i);
}

}  // namespace

void ReadLoincTable(const ReleaseFile& file, ReleaseRows& out) { Table(out).Read(file); }

}  // namespace trialmatch
