// The terminology that the plain tables describe.
#ifndef TRIALMATCH_TERMINOLOGY_LOADED_TERMINOLOGY_H_
#define TRIALMATCH_TERMINOLOGY_LOADED_TERMINOLOGY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "terminology/analyte_table.h"
#include "terminology/concept_graph.h"
#include "terminology/grade_scales.h"
#include "terminology/limit_tables.h"
#include "terminology/load_issues.h"
#include "terminology/name_index.h"
#include "terminology/table_rows.h"
#include "terminology/terminology.h"
#include "terminology/unit_table.h"

namespace trialmatch {

class LoadedTerminology final : public Terminology {
 public:
  // Never fails; what does not fit together is an issue.
  LoadedTerminology(std::string revision, TableRows rows, LoadIssues& issues);

  using Terminology::CoveredBy;
  using Terminology::IsA;
  absl::string_view Revision() const override { return revision_; }
  std::vector<SystemVersion> Versions() const override { return graph_.Versions(); }
  bool HasSystem(absl::string_view system) const override { return graph_.HasSystem(system); }
  bool Has(const Code& code) const override { return graph_.Has(code); }
  std::string DisplayName(const Code& code) const override { return graph_.DisplayName(code); }
  std::vector<Code> ExactEquivalents(const Code& code) const override {
    return graph_.ExactEquivalents(code);
  }
  std::vector<Code> Search(absl::string_view name, size_t limit) const override {
    return names_.Search(name, limit);
  }
  const NameIndex& Names() const override { return names_; }

  std::optional<ConceptId> Find(const Code& code) const override { return graph_.Find(code); }
  const CodeEntry* Locate(const Code& code) const override { return graph_.Locate(code); }
  size_t ConceptCount() const override { return graph_.ConceptCount(); }
  absl::Span<const Code> CodesOf(ConceptId id) const override { return graph_.CodesOf(id); }
  absl::Span<const ConceptId> Ancestors(ConceptId id) const override { return graph_.Ancestors(id); }
  absl::Span<const uint16_t> AncestorSteps(ConceptId id) const override { return graph_.AncestorSteps(id); }
  absl::Span<const ConceptId> Descendants(ConceptId id) const override { return graph_.Descendants(id); }
  bool IsA(ConceptId id, ConceptId ancestor) const override { return graph_.IsA(id, ancestor); }
  std::vector<Code> Path(const Code& code, const Code& ancestor) const override {
    return graph_.Path(code, ancestor);
  }
  std::optional<int> Steps(const Code& code, const Code& ancestor) const override {
    return graph_.Steps(code, ancestor);
  }

  ResolvedSet Resolve(const ConceptSet& set) const override;
  Classification Classify(const Code& recorded, const ConceptSet& set) const override;
  bool CoveredBy(const ConceptSet& set, absl::Span<const ConceptId> refuted) const override;
  std::vector<ConceptId> Members(const ConceptSet& set) const override;
  std::vector<ConceptSetProblem> ValidateSet(const ConceptSet& set) const override;

  bool HasScale(absl::string_view scale) const override { return scales_.HasScale(scale); }
  std::optional<RankRange> Rank(absl::string_view scale, absl::string_view grade) const override {
    return scales_.Rank(scale, grade);
  }
  const AnalyteConversions* Analyte(const Code& code) const override;
  std::optional<std::string> UnitOf(const Code& code) const override;
  bool HasNormalLimitTable(absl::string_view table) const override { return limits_.HasTable(table); }
  std::optional<NormalLimit> NormalLimitOf(absl::string_view table, const Code& code, LimitSex sex,
                                           DayRange age) const override;

 private:
  std::string revision_;
  ConceptGraph graph_;
  NameIndex names_;
  GradeScales scales_;
  AnalyteTable analytes_;
  UnitTable units_;
  LimitTables limits_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_LOADED_TERMINOLOGY_H_
