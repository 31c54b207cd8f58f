#include "registry/code_check.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "domain/unit.h"
#include "domain/unit_conversion.h"
#include "wire/code_references.h"

namespace trialmatch {
namespace {

// Checks one reference and says what is wrong with it.
class CodeCheck {
 public:
  CodeCheck(const Terminology& terminology, const CodeReference& reference, IssueSink& sink)
      : terminology_(terminology), reference_(reference), sink_(sink) {}

  void operator()(const Code& code) const {
    if (code.system().empty() || code.code().empty() || terminology_.Has(code)) return;
    const bool label = reference_.criterion_id.empty();
    if (terminology_.HasSystem(code.system())) {
      Report(Severity::kError, "the code system does not have this code");
    } else {
      Report(label ? Severity::kWarning : Severity::kError, "the code system is not loaded");
    }
  }

  // Its codes are references of their own.
  void operator()(const ConceptSet& set) const {
    if (set.include.empty()) return;
    const std::vector<ConceptSetProblem> problems = terminology_.ValidateSet(set);
    const bool empty = std::any_of(problems.begin(), problems.end(), [](const ConceptSetProblem& problem) {
      return problem.reason == ConceptSetProblem::Reason::kNoMembers;
    });
    if (empty) Report(Severity::kError, "has no member: everything that is included is excluded again");
  }

  void operator()(const GradeRange& range) const {
    if (range.scale.empty()) return;
    if (!terminology_.HasScale(range.scale)) {
      return Report(Severity::kError, "the scale is not loaded", ".scale");
    }
    const std::optional<RankRange> min = CheckGrade(range.scale, range.min, ".min");
    const std::optional<RankRange> max = CheckGrade(range.scale, range.max, ".max");
    if (min && max && min->first > max->last) Report(Severity::kError, "is above max", ".min");
  }

  void operator()(const UnitReference& reference) const {
    const absl::StatusOr<Unit> bound = Unit::Parse(reference.unit);
    if (!bound.ok()) return;
    for (const ConceptEntry& entry : reference.concepts.include) {
      const std::optional<std::string> known = terminology_.UnitOf(entry.code);
      if (!known) continue;
      const absl::StatusOr<Unit> measured = Unit::Parse(*known);
      const bool comparable =
          measured.ok() && ClinicalConversion(*bound, *measured, terminology_.Analyte(entry.code)).ok();
      if (comparable) continue;
      return Report(Severity::kError, absl::StrCat("is not comparable with ", *known, ", in which \"",
                                                   terminology_.DisplayName(entry.code), "\" is measured"));
    }
  }

 private:
  // No grade is no bound.
  std::optional<RankRange> CheckGrade(const std::string& scale, const std::string& grade,
                                      absl::string_view member) const {
    if (grade.empty()) return std::nullopt;
    const std::optional<RankRange> rank = terminology_.Rank(scale, grade);
    if (!rank) Report(Severity::kError, "the scale does not have this grade", member);
    return rank;
  }

  void Report(Severity severity, absl::string_view description, absl::string_view member = "") const {
    const InCriterion criterion(sink_, reference_.criterion_id);
    sink_.ReportPath(severity, absl::StrCat(reference_.field, member), description);
  }

  const Terminology& terminology_;
  const CodeReference& reference_;
  IssueSink& sink_;
};

}  // namespace

void CheckCodes(const v1::Trial& trial, absl::string_view root, const Terminology& terminology,
                IssueSink& sink) {
  for (const CodeReference& reference : CodesOf(trial, root)) {
    std::visit(CodeCheck(terminology, reference, sink), reference.what);
  }
}

}  // namespace trialmatch
