#include "terminology/analyte_table.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {

AnalyteTable::AnalyteTable(const TableRows& rows, const ConceptGraph& graph, LoadIssues& issues) {
  for (const AnalyteRow& row : rows.analytes) AddMolarMass(row, graph, issues);
  for (const ConversionRow& row : rows.conversions) AddConversion(row, graph, issues);
  inherited_ = InheritedEntries(own_, graph);
}

AnalyteConversions* AnalyteTable::EntryFor(const Code& code, RowOrigin origin, const ConceptGraph& graph,
                                           LoadIssues& issues) {
  const std::optional<ConceptId> id = graph.Find(code);
  if (!id.has_value()) {
    issues.Error(origin, absl::StrCat("the code is not a concept: ", QuoteForIssue(code.code())));
    return nullptr;
  }
  const auto [entry, is_new] = own_.emplace(*id, static_cast<int32_t>(entries_.size()));
  if (is_new) entries_.emplace_back();
  return &entries_[entry->second];
}

void AnalyteTable::AddMolarMass(const AnalyteRow& row, const ConceptGraph& graph, LoadIssues& issues) {
  const absl::Status valid = ValidateAnalyteConversions({row.molar_mass_g_per_mol, {}});
  if (!valid.ok()) return issues.Error(row.origin, std::string(valid.message()));
  AnalyteConversions* entry = EntryFor(row.code, row.origin, graph, issues);
  if (entry == nullptr) return;
  if (!entry->molar_mass_g_per_mol.has_value()) {
    entry->molar_mass_g_per_mol = row.molar_mass_g_per_mol;
  } else if (*entry->molar_mass_g_per_mol == row.molar_mass_g_per_mol) {
    issues.Warning(row.origin, "the concept or its equivalent has this molar mass already");
  } else {
    issues.Error(row.origin, "the concept or its equivalent has another molar mass already");
  }
}

void AnalyteTable::AddConversion(const ConversionRow& row, const ConceptGraph& graph, LoadIssues& issues) {
  AnalyteConversions::Linear linear{row.from_unit, row.to_unit, row.slope, row.intercept};
  const absl::Status valid = ValidateAnalyteConversions({std::nullopt, {linear}});
  if (!valid.ok()) return issues.Error(row.origin, std::string(valid.message()));
  AnalyteConversions* entry = EntryFor(row.code, row.origin, graph, issues);
  if (entry == nullptr) return;
  for (const AnalyteConversions::Linear& other : entry->linear) {
    if (other == linear)
      return issues.Warning(row.origin, "the concept or its equivalent has this conversion already");
    const bool same = other.from_unit == linear.from_unit && other.to_unit == linear.to_unit;
    const bool turned = other.from_unit == linear.to_unit && other.to_unit == linear.from_unit;
    if (same || turned) {
      return issues.Error(row.origin, "these two units have a conversion already, which serves both ways");
    }
  }
  entry->linear.push_back(std::move(linear));
}

const AnalyteConversions* AnalyteTable::Find(ConceptId id) const {
  const std::optional<int32_t> entry = inherited_.Find(id);
  return entry.has_value() ? &entries_[*entry] : nullptr;
}

}  // namespace trialmatch
