#include "terminology/unit_table.h"

#include "absl/strings/str_cat.h"
#include "domain/unit.h"

namespace trialmatch {

UnitTable::UnitTable(const std::vector<UnitRow>& rows, const ConceptGraph& graph, LoadIssues& issues) {
  absl::flat_hash_map<std::string, int32_t> entry_of_unit;
  absl::flat_hash_map<ConceptId, int32_t> own;
  for (const UnitRow& row : rows) {
    const std::optional<ConceptId> id = graph.Find(row.code);
    if (!id.has_value()) {
      issues.Error(row.origin, absl::StrCat("the code is not a concept: ", QuoteForIssue(row.code.code())));
      continue;
    }
    if (!Unit::Parse(row.unit).ok()) {
      issues.Error(row.origin, absl::StrCat("the unit is not UCUM: ", QuoteForIssue(row.unit)));
      continue;
    }
    const auto [entry, new_unit] = entry_of_unit.emplace(row.unit, static_cast<int32_t>(units_.size()));
    if (new_unit) units_.push_back(row.unit);
    const auto [stated, is_new] = own.emplace(*id, entry->second);
    if (is_new) continue;
    if (stated->second == entry->second) {
      issues.Warning(row.origin, "the concept or its equivalent has this unit already");
    } else {
      issues.Error(row.origin, "the concept or its equivalent has another unit already");
    }
  }
  entries_ = InheritedEntries(own, graph);
}

std::optional<std::string> UnitTable::Find(ConceptId id) const {
  const std::optional<int32_t> entry = entries_.Find(id);
  if (!entry.has_value()) return std::nullopt;
  return units_[*entry];
}

}  // namespace trialmatch
