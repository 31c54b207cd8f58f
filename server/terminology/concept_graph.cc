#include "terminology/concept_graph.h"

#include <algorithm>
#include <map>
#include <queue>
#include <utility>

namespace trialmatch {

ConceptGraph::ConceptGraph(const TableRows& rows, const ConceptNodes& nodes, LoadIssues& issues)
    : codes_(nodes) {
  AddSystems(rows);
  AddNodes(nodes);
  AddRealms(nodes);
  ConceptEdges edges = BuildConceptEdges(nodes, issues);
  parents_ = std::move(edges.parents);
  parents_first_ = std::move(edges.parents_first);
  ancestors_ = std::move(edges.ancestors);
  ancestor_steps_ = std::move(edges.ancestor_steps);
  descendants_ = ancestors_.Inverse();
  AddKin();
}

void ConceptGraph::AddKin() {
  kin_.resize(ConceptCount());
  for (ConceptId id = 0; id < kin_.size(); ++id) {
    for (const ConceptId above : ancestors_[id]) kin_[id].Add(above);
  }
  for (auto id = parents_first_.rbegin(); id != parents_first_.rend(); ++id) {
    for (const ParentEdge& edge : parents_[*id]) kin_[edge.parent] |= kin_[*id];
  }
  for (CodeEntry& entry : entries_) {
    if (entry.id != kNoClass) entry.kin = kin_[entry.id];
  }
}

void ConceptGraph::AddSystems(const TableRows& rows) {
  std::map<std::string, const SystemRow*> by_uri;
  for (const SystemRow& row : rows.systems) by_uri.emplace(row.uri, &row);
  std::map<std::string, Realm> groups;
  for (const auto& [uri, row] : by_uri) {
    Realm realm = static_cast<Realm>(systems_.size());
    if (row->unlinked) {
      realm = kNoRealm;
    } else if (!row->group.empty()) {
      realm = groups.emplace(row->group, realm).first->second;
    }
    system_of_uri_.emplace(uri, systems_.size());
    systems_.push_back({{uri, row->name, row->version, 0}, realm});
  }
}

void ConceptGraph::AddNodes(const ConceptNodes& nodes) {
  entries_.reserve(nodes.nodes.size());
  loaded_.reserve(nodes.nodes.size());
  for (const ConceptNode& node : nodes.nodes) {
    const std::string& system = node.code->system();
    entries_.push_back({node.concept_class, RealmOf(system), Marks(), node.row != nullptr});
    loaded_.push_back({node.row == nullptr ? kNotLoaded : entries_.back().id, entries_.back().realm});
    if (node.row != nullptr) ++systems_[system_of_uri_.at(system)].version.concept_count;
  }
}

void ConceptGraph::AddRealms(const ConceptNodes& nodes) {
  std::vector<Realm> realms;
  for (const std::vector<uint32_t>& members : nodes.classes) {
    realms.clear();
    for (const uint32_t node : members) {
      if (entries_[node].realm != kNoRealm) realms.push_back(entries_[node].realm);
    }
    std::sort(realms.begin(), realms.end());
    realms.erase(std::unique(realms.begin(), realms.end()), realms.end());
    realms_.Append(realms);
  }
}

std::vector<SystemVersion> ConceptGraph::Versions() const {
  std::vector<SystemVersion> versions;
  for (const System& system : systems_) {
    if (system.version.concept_count > 0) versions.push_back(system.version);
  }
  return versions;
}

bool ConceptGraph::HasSystem(absl::string_view system) const {
  auto it = system_of_uri_.find(system);
  return it != system_of_uri_.end() && systems_[it->second].version.concept_count > 0;
}

std::string ConceptGraph::DisplayName(const Code& code) const {
  const uint32_t place = codes_.PlaceOf(code);
  if (place == ConceptCodes::kNowhere) return "";
  if (entries_[place].loaded) return std::string(codes_.NameAt(place));
  for (const Code& equivalent : CodesOf(entries_[place].id)) {
    const uint32_t other = codes_.PlaceOf(equivalent);
    if (entries_[other].loaded) return std::string(codes_.NameAt(other));
  }
  return "";
}

std::vector<Code> ConceptGraph::ExactEquivalents(const Code& code) const {
  std::vector<Code> others;
  const std::optional<ConceptId> id = Find(code);
  if (!id.has_value()) return others;
  for (const Code& other : CodesOf(*id)) {
    if (other != code) others.push_back(other);
  }
  return others;
}

Realm ConceptGraph::RealmOf(absl::string_view system) const {
  auto it = system_of_uri_.find(system);
  return it == system_of_uri_.end() ? kNoRealm : systems_[it->second].realm;
}

std::vector<ParentEdge> ConceptGraph::Climb(ConceptId id, ConceptId ancestor) const {
  struct From {
    ConceptId child;
    ParentEdge edge;
  };
  absl::flat_hash_map<ConceptId, From> reached;
  std::queue<ConceptId> open;
  open.push(id);
  while (!open.empty() && !reached.contains(ancestor) && id != ancestor) {
    const ConceptId child = open.front();
    open.pop();
    for (const ParentEdge& edge : parents_[child]) {
      if (!IsA(edge.parent, ancestor) || !reached.emplace(edge.parent, From{child, edge}).second) continue;
      open.push(edge.parent);
    }
  }
  std::vector<ParentEdge> way;
  for (ConceptId at = ancestor; at != id; at = reached.at(at).child) way.push_back(reached.at(at).edge);
  std::reverse(way.begin(), way.end());
  return way;
}

std::vector<Code> ConceptGraph::Path(const Code& code, const Code& ancestor) const {
  const std::optional<ConceptId> from = Find(code), to = Find(ancestor);
  if (!from.has_value() || !to.has_value() || !IsA(*from, *to)) return {};
  std::vector<Code> path = {code};
  const auto add = [&](const Code& next) {
    if (path.back() != next) path.push_back(next);
  };
  for (const ParentEdge& edge : Climb(*from, *to)) {
    add(codes_.All()[edge.child_node]);
    add(codes_.All()[edge.parent_node]);
  }
  add(ancestor);
  return path;
}

std::optional<int> ConceptGraph::Steps(const Code& code, const Code& ancestor) const {
  const std::optional<ConceptId> from = Find(code), to = Find(ancestor);
  if (!from.has_value() || !to.has_value()) return std::nullopt;
  const absl::Span<const ConceptId> above = ancestors_[*from];
  const auto found = std::lower_bound(above.begin(), above.end(), *to);
  if (found == above.end() || *found != *to) return std::nullopt;
  return AncestorSteps(*from)[found - above.begin()];
}

}  // namespace trialmatch
