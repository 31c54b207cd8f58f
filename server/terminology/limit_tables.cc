#include "terminology/limit_tables.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "domain/unit.h"

namespace trialmatch {

LimitTables::LimitTables(const std::vector<LimitRow>& rows, const ConceptGraph& graph, LoadIssues& issues) {
  for (const LimitRow& row : rows) {
    const std::optional<ConceptId> id = graph.Find(row.code);
    if (!id.has_value()) {
      issues.Error(row.origin, absl::StrCat("the code is not a concept: ", QuoteForIssue(row.code.code())));
      continue;
    }
    if (!Unit::Parse(row.limit.unit).ok()) {
      issues.Error(row.origin, absl::StrCat("the unit is not UCUM: ", QuoteForIssue(row.limit.unit)));
      continue;
    }
    Rows& known = tables_[row.table][*id];
    const auto overlap = std::find_if(known.begin(), known.end(), [&](const Row& other) {
      return other.sex == row.sex && other.age.first <= row.age.last && row.age.first <= other.age.last;
    });
    if (overlap == known.end()) {
      known.push_back({row.sex, row.age, row.limit});
    } else if (overlap->limit == row.limit && overlap->age.first == row.age.first &&
               overlap->age.last == row.age.last) {
      issues.Warning(row.origin, "the same limit row again");
    } else {
      issues.Error(row.origin, "the ages overlap another row of this table, concept and sex");
    }
  }
}

bool LimitTables::HasTable(absl::string_view table) const { return tables_.contains(table); }

const NormalLimit* LimitTables::At(const Rows& rows, LimitSex sex, int64_t day) {
  const NormalLimit* found = nullptr;
  for (const Row& row : rows) {
    if (day < row.age.first || day > row.age.last) continue;
    if (row.sex == sex) return &row.limit;
    if (row.sex == LimitSex::kAny) found = &row.limit;
  }
  return found;
}

std::optional<NormalLimit> LimitTables::Find(absl::string_view table, ConceptId id, LimitSex sex,
                                             DayRange age) const {
  auto by_concept = tables_.find(table);
  if (by_concept == tables_.end() || age.first > age.last) return std::nullopt;
  auto rows = by_concept->second.find(id);
  if (rows == by_concept->second.end()) return std::nullopt;
  // The limit is the same between two of these days.
  std::vector<int64_t> days = {age.first};
  for (const Row& row : rows->second) {
    if (row.age.first > age.first && row.age.first <= age.last) days.push_back(row.age.first);
    if (row.age.last >= age.first && row.age.last < age.last) days.push_back(row.age.last + 1);
  }
  std::vector<LimitSex> sexes = {sex};
  if (sex == LimitSex::kAny) sexes = {LimitSex::kMale, LimitSex::kFemale};
  const NormalLimit* only = nullptr;
  for (LimitSex of : sexes) {
    for (int64_t day : days) {
      const NormalLimit* limit = At(rows->second, of, day);
      if (limit == nullptr || (only != nullptr && !(*only == *limit))) return std::nullopt;
      only = limit;
    }
  }
  return *only;
}

}  // namespace trialmatch
