// A terminology that counts how often it is asked about a concept set with a code, or about the code itself.
#ifndef TRIALMATCH_TESTS_SUPPORT_COUNTING_TERMINOLOGY_H_
#define TRIALMATCH_TESTS_SUPPORT_COUNTING_TERMINOLOGY_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "terminology/concept_sets.h"
#include "terminology/terminology.h"

namespace trialmatch {

// For one thread. The terminology that answers outlives it.
class CountingTerminology final : public Terminology {
 public:
  explicit CountingTerminology(const Terminology& base) : base_(base) {}

  int AskedAbout(const Code& code) const {
    const auto found = asked_.find(code);
    return found == asked_.end() ? 0 : found->second;
  }

  bool Has(const Code& code) const override {
    ++asked_[code];
    return base_.Has(code);
  }
  std::optional<ConceptId> Find(const Code& code) const override {
    ++asked_[code];
    return base_.Find(code);
  }
  // Not counted: this is asked once of everything that a patient has recorded.
  const CodeEntry* Locate(const Code& code) const override { return base_.Locate(code); }
  ResolvedSet Resolve(const ConceptSet& set) const override {
    Note(set);
    return base_.Resolve(set);
  }
  Classification Classify(const Code& recorded, const ConceptSet& set) const override {
    Note(set);
    return base_.Classify(recorded, set);
  }
  bool CoveredBy(const ConceptSet& set, absl::Span<const ConceptId> refuted) const override {
    Note(set);
    return base_.CoveredBy(set, refuted);
  }
  std::vector<ConceptId> Members(const ConceptSet& set) const override {
    Note(set);
    return base_.Members(set);
  }
  std::vector<ConceptSetProblem> ValidateSet(const ConceptSet& set) const override {
    Note(set);
    return base_.ValidateSet(set);
  }

  using Terminology::CoveredBy;
  using Terminology::IsA;
  absl::string_view Revision() const override { return base_.Revision(); }
  std::vector<SystemVersion> Versions() const override { return base_.Versions(); }
  bool HasSystem(absl::string_view system) const override { return base_.HasSystem(system); }
  std::string DisplayName(const Code& code) const override { return base_.DisplayName(code); }
  std::vector<Code> ExactEquivalents(const Code& code) const override { return base_.ExactEquivalents(code); }
  std::vector<Code> Search(absl::string_view name, size_t limit) const override {
    return base_.Search(name, limit);
  }
  const NameIndex& Names() const override { return base_.Names(); }
  size_t ConceptCount() const override { return base_.ConceptCount(); }
  absl::Span<const Code> CodesOf(ConceptId id) const override { return base_.CodesOf(id); }
  absl::Span<const ConceptId> Ancestors(ConceptId id) const override { return base_.Ancestors(id); }
  absl::Span<const uint16_t> AncestorSteps(ConceptId id) const override { return base_.AncestorSteps(id); }
  absl::Span<const ConceptId> Descendants(ConceptId id) const override { return base_.Descendants(id); }
  bool IsA(ConceptId id, ConceptId ancestor) const override { return base_.IsA(id, ancestor); }
  std::vector<Code> Path(const Code& code, const Code& ancestor) const override {
    return base_.Path(code, ancestor);
  }
  std::optional<int> Steps(const Code& code, const Code& ancestor) const override {
    return base_.Steps(code, ancestor);
  }
  bool HasScale(absl::string_view scale) const override { return base_.HasScale(scale); }
  std::optional<RankRange> Rank(absl::string_view scale, absl::string_view grade) const override {
    return base_.Rank(scale, grade);
  }
  const AnalyteConversions* Analyte(const Code& code) const override { return base_.Analyte(code); }
  std::optional<std::string> UnitOf(const Code& code) const override { return base_.UnitOf(code); }
  bool HasNormalLimitTable(absl::string_view table) const override {
    return base_.HasNormalLimitTable(table);
  }
  std::optional<NormalLimit> NormalLimitOf(absl::string_view table, const Code& code, LimitSex sex,
                                           DayRange age) const override {
    return base_.NormalLimitOf(table, code, sex, age);
  }

 private:
  void Note(const ConceptSet& set) const {
    for (const ConceptEntry& entry : set.include) ++asked_[entry.code];
  }

  const Terminology& base_;
  mutable std::map<Code, int> asked_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_COUNTING_TERMINOLOGY_H_
