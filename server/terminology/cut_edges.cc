#include "terminology/cut_edges.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

using Rows = std::vector<uint32_t>;  // indexes of concept rows

class Cutter {
 public:
  Cutter(TableRows& rows, LoadIssues& issues) : rows_(rows), issues_(issues) {
    for (const CutRow& cut : rows.cuts) systems_.insert(cut.system);
    if (systems_.contains(kMeshUri)) systems_.insert(kMeshHeadingUri);
    for (uint32_t i = 0; i < rows.concepts.size(); ++i) {
      const ConceptRow& row = rows.concepts[i];
      if (!systems_.contains(row.code.system())) continue;
      named_[{ListSystem(row.code.system()), row.display}].push_back(i);
      row_of_code_.emplace(row.code, i);
      loaded_.insert(ListSystem(row.code.system()));
    }
  }

  void Run() {
    std::vector<std::pair<Rows, Rows>> cut;
    for (const CutRow& row : rows_.cuts) Cut(row, cut);
    FindChildren();
    for (const auto& [lower, upper] : cut) AddOverlaps(lower, upper);
    if (overlaps_.empty()) return;
    AddSystem();
    for (ConceptRow& overlap : overlaps_) rows_.concepts.push_back(std::move(overlap));
  }

 private:
  // Which system the list of cuts speaks of.
  static absl::string_view ListSystem(absl::string_view system) {
    return system == kMeshHeadingUri ? kMeshUri : system;
  }
  Rows Find(const std::string& system, const std::string& name) const {
    const auto found = named_.find({absl::string_view(system), absl::string_view(name)});
    return found == named_.end() ? Rows() : found->second;
  }

  void Cut(const CutRow& cut, std::vector<std::pair<Rows, Rows>>& done);
  void FindChildren();
  void AddOverlaps(const Rows& lower, const Rows& upper);
  // All above it, with itself.
  absl::flat_hash_set<uint32_t> Above(uint32_t row) const;
  void AddSystem();

  TableRows& rows_;
  LoadIssues& issues_;
  absl::flat_hash_set<std::string> systems_;
  absl::flat_hash_set<absl::string_view> loaded_;
  absl::flat_hash_map<std::pair<absl::string_view, absl::string_view>, Rows> named_;
  absl::flat_hash_map<Code, uint32_t> row_of_code_;
  absl::flat_hash_map<uint32_t, Rows> children_;
  std::set<std::pair<uint32_t, uint32_t>> overlapping_;
  std::vector<ConceptRow> overlaps_;
};

void Cutter::Cut(const CutRow& cut, std::vector<std::pair<Rows, Rows>>& done) {
  if (!loaded_.contains(cut.system)) return;  // waits for the release to be mounted
  const Rows lower = Find(cut.system, cut.child), upper = Find(cut.system, cut.parent);
  bool any = false;
  for (const uint32_t child : lower) {
    std::vector<Code>& parents = rows_.concepts[child].parents;
    const size_t before = parents.size();
    parents.erase(std::remove_if(parents.begin(), parents.end(),
                                 [&](const Code& parent) {
                                   return std::any_of(upper.begin(), upper.end(), [&](uint32_t row) {
                                     return rows_.concepts[row].code == parent;
                                   });
                                 }),
                  parents.end());
    any = any || parents.size() < before;
  }
  if (any) {
    done.emplace_back(lower, upper);
  } else {
    issues_.Warning(cut.origin, absl::StrCat("the loaded release has no such edge: ",
                                             QuoteForIssue(cut.child), " under ", QuoteForIssue(cut.parent)));
  }
}

void Cutter::FindChildren() {
  for (const auto& [code, row] : row_of_code_) {
    for (const Code& parent : rows_.concepts[row].parents) {
      const auto above = row_of_code_.find(parent);
      if (above != row_of_code_.end()) children_[above->second].push_back(row);
    }
  }
}

absl::flat_hash_set<uint32_t> Cutter::Above(uint32_t row) const {
  absl::flat_hash_set<uint32_t> above = {row};
  std::vector<uint32_t> open = {row};
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    for (const Code& parent : rows_.concepts[at].parents) {
      const auto found = row_of_code_.find(parent);
      if (found != row_of_code_.end() && above.insert(found->second).second) open.push_back(found->second);
    }
  }
  return above;
}

void Cutter::AddOverlaps(const Rows& lower, const Rows& upper) {
  Rows open = lower;
  absl::flat_hash_set<uint32_t> seen(open.begin(), open.end());
  while (!open.empty()) {
    const uint32_t row = open.back();
    open.pop_back();
    const absl::flat_hash_set<uint32_t> above = Above(row);
    for (const uint32_t top : upper) {
      if (above.contains(top) || !overlapping_.emplace(row, top).second) continue;
      const ConceptRow& low = rows_.concepts[row];
      const ConceptRow& high = rows_.concepts[top];
      overlaps_.push_back({low.origin,
                           Code(kCutEdgesUri, absl::StrCat(low.code.code(), "|", high.code.code())),
                           absl::StrCat(low.display, " that is ", high.display),
                           {low.code, high.code},
                           {}});
    }
    const auto children = children_.find(row);
    if (children == children_.end()) continue;
    for (const uint32_t child : children->second) {
      if (seen.insert(child).second) open.push_back(child);
    }
  }
}

void Cutter::AddSystem() {
  for (const SystemRow& system : rows_.systems) {
    if (system.uri == kCutEdgesUri) return;
  }
  rows_.systems.push_back(
      {rows_.cuts.front().origin, kCutEdgesUri, "Cut edges", "not stated", "", false, false, false});
}

}  // namespace

void ApplyCuts(TableRows& rows, LoadIssues& issues) {
  if (!rows.cuts.empty()) Cutter(rows, issues).Run();
}

}  // namespace trialmatch
