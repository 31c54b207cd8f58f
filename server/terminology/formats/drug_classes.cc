#include "terminology/formats/drug_classes.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "terminology/system_uris.h"

namespace trialmatch {

void DrugClasses::ReadTable(const ReleaseFile& file, LoadIssues& issues) {
  const std::string version = VersionInName(file.name);
  std::vector<absl::string_view> columns;
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
    for (absl::string_view& cell : cells) cell = absl::StripAsciiWhitespace(cell);
    if (origin.line == 1) {
      columns = std::move(cells);
      return;
    }
    const auto cell = [&](absl::string_view name) {
      const size_t place = std::find(columns.begin(), columns.end(), name) - columns.begin();
      return place < cells.size() ? cells[place] : absl::string_view();
    };
    if (cells.size() > columns.size()) return issues.Error(origin, "a row has more cells than columns");
    AddRow({origin, cell("class"), cell("name"), cell("ingredient"), cell("parent"), cell("system")}, version,
           issues);
  });
}

void DrugClasses::AddRow(const Row& row, absl::string_view version, LoadIssues& issues) {
  if (row.code.empty() || row.name.empty()) return issues.Error(row.origin, "a row has a class and its name");
  const std::string system(row.system.empty() ? kDrugClassUri : row.system);
  systems_.try_emplace(system, Source{{row.origin.file, 0}, std::string(version)});
  const Code code(system, std::string(row.code));
  const auto [found, added] = classes_.try_emplace(code);
  if (added) {
    found->second.origin = row.origin;
    found->second.name = std::string(row.name);
  } else if (found->second.name != row.name) {
    issues.Error(row.origin, absl::StrCat("the class has another name already: ", QuoteForIssue(row.code)));
  }
  if (!row.parent.empty()) found->second.parents.emplace(row.parent);
  if (!row.drug.empty()) classes_of_drug_[row.drug].emplace_back(code, row.origin);
}

std::vector<Code> DrugClasses::ClassesOf(absl::string_view rxcui) const {
  std::vector<Code> classes;
  const auto found = classes_of_drug_.find(rxcui);
  if (found == classes_of_drug_.end()) return classes;
  for (const auto& [code, origin] : found->second) classes.push_back(code);
  return classes;
}

void DrugClasses::Finish(ReleaseRows& out, absl::FunctionRef<bool(absl::string_view)> is_drug) const {
  for (const auto& [uri, system] : systems_) {
    out.AddSystem(system.origin, uri, uri == kDrugClassUri ? "Drug classes" : uri, system.version);
  }
  for (const auto& [code, one] : classes_) {
    ConceptRow row{one.origin, code, one.name, {}, {}};
    for (const std::string& parent : one.parents) {
      const Code above(code.system(), parent);
      if (classes_.contains(above) || out.IsOwn(above)) {
        row.parents.push_back(above);
      } else {
        out.issues().Error(one.origin,
                           absl::StrCat("the class above is not in the table: ", QuoteForIssue(parent)));
      }
    }
    out.AddConcept(std::move(row));
  }
  std::vector<std::pair<RowOrigin, absl::string_view>> unknown;
  for (const auto& [drug, classes] : classes_of_drug_) {
    if (is_drug(drug)) continue;
    const Code own(kRxNormUri, drug);
    if (out.IsOwn(own)) out.AddConcept({classes.front().second, own, "", ClassesOf(drug), {}});
    if (out.IsOwn(own)) continue;
    for (const auto& [code, origin] : classes) unknown.emplace_back(origin, drug);
  }
  std::sort(unknown.begin(), unknown.end());
  for (const auto& [origin, drug] : unknown) {
    out.issues().Error(origin, absl::StrCat("the drug is no concept of RxNorm: ", QuoteForIssue(drug)));
  }
}

}  // namespace trialmatch
