#include "terminology/loaded_terminology.h"

#include <utility>

#include "terminology/concept_sets.h"

namespace trialmatch {

bool Terminology::IsA(const Code& code, const Code& ancestor) const {
  const std::optional<ConceptId> id = Find(code), above = Find(ancestor);
  return id.has_value() && above.has_value() && IsA(*id, *above);
}

bool Terminology::CoveredBy(const ConceptSet& set, absl::Span<const Code> refuted) const {
  std::vector<ConceptId> ids;
  for (const Code& code : refuted) {
    if (const std::optional<ConceptId> id = Find(code)) ids.push_back(*id);
  }
  return CoveredBy(set, absl::MakeConstSpan(ids));
}

bool Terminology::SetLiesBeneath(const ConceptSet& set, const Code& code) const {
  const std::optional<ConceptId> id = Find(code);
  return CoveredBy(set, id ? absl::MakeConstSpan(&*id, 1) : absl::Span<const ConceptId>());
}

LoadedTerminology::LoadedTerminology(std::string revision, TableRows rows, LoadIssues& issues)
    : revision_(std::move(revision)),
      graph_(rows, issues),
      names_(std::move(rows.concepts), graph_),
      scales_(rows.scales, issues),
      analytes_(rows, graph_, issues),
      units_(rows.units, graph_, issues),
      limits_(rows.limits, graph_, issues) {}

ResolvedSet LoadedTerminology::Resolve(const ConceptSet& set) const { return ResolvedSet(graph_, set); }

Classification LoadedTerminology::Classify(const Code& recorded, const ConceptSet& set) const {
  return ResolvedSet(graph_, set).Classify(recorded);
}

bool LoadedTerminology::CoveredBy(const ConceptSet& set, absl::Span<const ConceptId> refuted) const {
  return ResolvedSet(graph_, set).CoveredBy(refuted);
}

std::vector<ConceptId> LoadedTerminology::Members(const ConceptSet& set) const {
  return ResolvedSet(graph_, set).Members();
}

std::vector<ConceptSetProblem> LoadedTerminology::ValidateSet(const ConceptSet& set) const {
  return ValidateConceptSet(graph_, set);
}

const AnalyteConversions* LoadedTerminology::Analyte(const Code& code) const {
  const std::optional<ConceptId> id = graph_.Find(code);
  return id.has_value() ? analytes_.Find(*id) : nullptr;
}

std::optional<std::string> LoadedTerminology::UnitOf(const Code& code) const {
  const std::optional<ConceptId> id = graph_.Find(code);
  return id.has_value() ? units_.Find(*id) : std::nullopt;
}

std::optional<NormalLimit> LoadedTerminology::NormalLimitOf(absl::string_view table, const Code& code,
                                                            LimitSex sex, DayRange age) const {
  const std::optional<ConceptId> id = graph_.Find(code);
  if (!id.has_value()) return std::nullopt;
  return limits_.Find(table, *id, sex, age);
}

}  // namespace trialmatch
