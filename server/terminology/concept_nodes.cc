#include "terminology/concept_nodes.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

bool SameConcept(const ConceptRow& a, const ConceptRow& b) {
  return a.display == b.display && a.parents == b.parents && a.synonyms == b.synonyms;
}

std::pair<Code, Code> InOrder(const MapRow& map) {
  return map.from < map.to ? std::make_pair(map.from, map.to) : std::make_pair(map.to, map.from);
}

std::string Name(const Code& code) { return QuoteForIssue(code.code()); }

// A map between two nodes, `a` < `b`.
struct Link {
  bool xref;
  uint32_t a, b;
  RowOrigin origin;
  bool refused = false;

  auto Key() const { return std::tie(xref, a, b, origin); }
};

class Builder {
 public:
  Builder(const TableRows& rows, LoadIssues& issues) : rows_(rows), issues_(issues) {}

  ConceptNodes Build() {
    AddConcepts();
    std::vector<Link> links = ReadMaps();
    do {
      LoadIssues quiet({});  // the last round reports
      Unite(links, quiet);
    } while (RefuseWhatClosesCycles(links));
    Unite(links, issues_);
    NumberClasses();
    ReportUselessMaps(links);
    return std::move(out_);
  }

 private:
  void AddConcepts();
  void FindPlaces();
  // Adds the codes that only maps have.
  void AddMapped(const std::vector<const MapRow*>& maps);
  std::vector<Link> ReadMaps();
  void Unite(const std::vector<Link>& links, LoadIssues& issues);
  void UniteCrossReference(const Link& link, LoadIssues& issues);
  void Merge(const Link& link, bool may_join_one_system, LoadIssues& issues);
  // Refuses the cross-references of concepts that would lie beneath themselves; true iff there were any.
  bool RefuseWhatClosesCycles(std::vector<Link>& links);
  // True for the roots that are on a cycle, or between two.
  std::vector<bool> OnCycles() const;
  bool JoinsOneSystem(uint32_t root_a, uint32_t root_b) const;
  void NumberClasses();
  void ReportUselessMaps(const std::vector<Link>& links);

  const std::string& SystemOf(uint32_t node) const { return out_.nodes[node].code->system(); }

  const TableRows& rows_;
  LoadIssues& issues_;
  ConceptNodes out_;
  std::vector<uint32_t> root_;                  // of each node
  std::vector<std::vector<uint32_t>> members_;  // of each root
  // How many codes of another system a node is mapped to.
  absl::flat_hash_map<std::pair<uint32_t, absl::string_view>, int> partners_;
};

void Builder::AddConcepts() {
  std::vector<const ConceptRow*> sorted;
  for (const ConceptRow& row : rows_.concepts) sorted.push_back(&row);
  std::sort(sorted.begin(), sorted.end(), [](const ConceptRow* x, const ConceptRow* y) {
    return std::tie(x->code, x->origin) < std::tie(y->code, y->origin);
  });
  for (const ConceptRow* row : sorted) {
    if (!out_.nodes.empty() && *out_.nodes.back().code == row->code) {
      if (SameConcept(*row, *out_.nodes.back().row)) {
        issues_.Warning(row->origin, absl::StrCat("the same concept row again: ", Name(row->code)));
      } else {
        issues_.Error(row->origin, absl::StrCat("the concept has another row already: ", Name(row->code)));
      }
      continue;
    }
    out_.nodes.push_back({&row->code, row, kNoClass});
  }
  FindPlaces();
}

void Builder::FindPlaces() {
  out_.places = CodePlaces(out_.nodes.size());
  for (uint32_t i = 0; i < out_.nodes.size(); ++i) out_.places.Add(*out_.nodes[i].code, i);
}

void Builder::AddMapped(const std::vector<const MapRow*>& maps) {
  std::vector<const Code*> mapped;
  for (const MapRow* map : maps) {
    for (const Code* code : {&map->from, &map->to}) {
      if (!out_.Find(*code).has_value()) mapped.push_back(code);
    }
  }
  const auto before = [](const Code* x, const Code* y) { return *x < *y; };
  const auto same = [](const Code* x, const Code* y) { return *x == *y; };
  std::sort(mapped.begin(), mapped.end(), before);
  mapped.erase(std::unique(mapped.begin(), mapped.end(), same), mapped.end());
  if (mapped.empty()) return;
  for (const Code* code : mapped) out_.nodes.push_back({code, nullptr, kNoClass});
  std::sort(out_.nodes.begin(), out_.nodes.end(),
            [&](const ConceptNode& x, const ConceptNode& y) { return before(x.code, y.code); });
  FindPlaces();
}

std::vector<Link> Builder::ReadMaps() {
  absl::flat_hash_set<absl::string_view> loaded_systems, partial, released;
  for (const SystemRow& system : rows_.systems) {
    if (system.partial) partial.insert(system.uri);
    if (system.released) released.insert(system.uri);
  }
  absl::flat_hash_set<std::pair<Code, Code>> apart;
  for (const MapRow& map : rows_.maps) {
    if (map.kind == MapKind::kApart) apart.insert(InOrder(map));
  }
  for (const ConceptNode& node : out_.nodes) loaded_systems.insert(node.code->system());
  std::vector<const MapRow*> maps;
  for (const MapRow& map : rows_.maps) {
    if (map.kind == MapKind::kApart) continue;
    bool resolves = true;
    for (const Code* code : {&map.from, &map.to}) {
      if (out_.Find(*code).has_value() || !loaded_systems.contains(code->system())) continue;
      if (partial.contains(code->system())) continue;
      std::string reason = absl::StrCat("the system has concepts, but not this one: ", Name(*code));
      // Which codes a release has is up to its year, and no fault of who wrote the map.
      released.contains(code->system()) ? issues_.Warning(map.origin, std::move(reason))
                                        : issues_.Error(map.origin, std::move(reason));
      resolves = false;
    }
    if (!apart.empty() && apart.contains(InOrder(map))) {
      issues_.Warning(map.origin, absl::StrCat("not used, since a row says that they are apart: ",
                                               Name(map.from), " and ", Name(map.to)));
      continue;
    }
    if (resolves) maps.push_back(&map);
  }
  AddMapped(maps);
  std::vector<Link> links;
  for (const MapRow* map : maps) {
    const auto [a, b] = std::minmax({*out_.Find(map->from), *out_.Find(map->to)});
    links.push_back({map->kind == MapKind::kXref, a, b, map->origin});
  }
  std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) { return x.Key() < y.Key(); });
  return links;
}

std::vector<bool> Builder::OnCycles() const {
  std::vector<std::vector<uint32_t>> next[2];  // parents, children
  for (auto& lists : next) lists.resize(root_.size());
  for (uint32_t child = 0; child < root_.size(); ++child) {
    if (out_.nodes[child].row == nullptr) continue;
    for (const Code& code : out_.nodes[child].row->parents) {
      const std::optional<uint32_t> parent = out_.Find(code);
      if (!parent.has_value() || root_[*parent] == root_[child]) continue;
      next[0][root_[child]].push_back(root_[*parent]);
      next[1][root_[*parent]].push_back(root_[child]);
    }
  }
  std::vector<bool> left(root_.size(), true);
  for (const int side : {0, 1}) {  // take away what has nothing above, then what has nothing beneath
    std::vector<size_t> count(root_.size(), 0);
    std::vector<uint32_t> open;
    for (uint32_t i = 0; i < root_.size(); ++i) {
      for (const uint32_t other : next[side][i]) count[i] += left[other];
      if (left[i] && count[i] == 0) open.push_back(i);
    }
    while (!open.empty()) {
      const uint32_t at = open.back();
      open.pop_back();
      left[at] = false;
      for (const uint32_t other : next[1 - side][at]) {
        if (left[other] && --count[other] == 0) open.push_back(other);
      }
    }
  }
  return left;
}

bool Builder::RefuseWhatClosesCycles(std::vector<Link>& links) {
  const std::vector<bool> on_cycle = OnCycles();
  bool any = false;
  for (Link& link : links) {
    if (!link.xref || link.refused || root_[link.a] != root_[link.b] || !on_cycle[root_[link.a]]) continue;
    link.refused = any = true;
    issues_.Warning(link.origin,
                    absl::StrCat("the cross-reference would put a concept beneath itself; not used: ",
                                 Name(*out_.nodes[link.a].code), " and ", Name(*out_.nodes[link.b].code)));
  }
  return any;
}

void Builder::Unite(const std::vector<Link>& links, LoadIssues& issues) {
  root_.resize(out_.nodes.size());
  members_.resize(out_.nodes.size());
  for (uint32_t i = 0; i < root_.size(); ++i) {
    root_[i] = i;
    members_[i] = {i};
  }
  partners_.clear();
  absl::flat_hash_set<std::pair<uint32_t, uint32_t>> seen;
  std::vector<Link> distinct;
  for (const Link& link : links) {  // exact ones come first, so a cross-reference never hides one
    if (!seen.insert({link.a, link.b}).second) {
      issues.Warning(link.origin, "the same two codes are mapped already");
      continue;
    }
    distinct.push_back(link);
    ++partners_[{link.a, SystemOf(link.b)}];
    ++partners_[{link.b, SystemOf(link.a)}];
  }
  for (const Link& link : distinct) {
    if (link.refused) continue;
    if (link.xref) {
      UniteCrossReference(link, issues);
    } else {
      Merge(link, /*may_join_one_system=*/true, issues);
    }
  }
}

void Builder::UniteCrossReference(const Link& link, LoadIssues& issues) {
  if (partners_.at({link.a, SystemOf(link.b)}) > 1 || partners_.at({link.b, SystemOf(link.a)}) > 1) {
    issues.Warning(link.origin, "the cross-reference is not one-to-one and not used");
    return;
  }
  Merge(link, /*may_join_one_system=*/false, issues);
}

bool Builder::JoinsOneSystem(uint32_t root_a, uint32_t root_b) const {
  for (uint32_t a : members_[root_a]) {
    for (uint32_t b : members_[root_b]) {
      if (SystemOf(a) == SystemOf(b)) return true;
    }
  }
  return false;
}

void Builder::Merge(const Link& link, bool may_join_one_system, LoadIssues& issues) {
  uint32_t a = root_[link.a], b = root_[link.b];
  if (a == b) return;
  if (members_[a].size() + members_[b].size() > kMaxClassCodes) {
    issues.Error(link.origin, absl::StrCat("more than ", kMaxClassCodes, " codes would mean the same"));
    return;
  }
  if (JoinsOneSystem(a, b)) {
    if (!may_join_one_system) {
      issues.Warning(link.origin,
                     "the cross-reference would make two codes of one system the same; not used");
      return;
    }
    const bool both = out_.nodes[link.a].row != nullptr && out_.nodes[link.b].row != nullptr;
    if (both || !issues.IsRelease(link.origin)) {  // alternative ids of a release are no news
      issues.Warning(link.origin, "two codes of one system are the same by this map");
    }
  }
  if (members_[a].size() < members_[b].size()) std::swap(a, b);
  for (uint32_t node : members_[b]) {
    root_[node] = a;
    members_[a].push_back(node);
  }
  members_[b].clear();
}

void Builder::NumberClasses() {
  for (uint32_t i = 0; i < out_.nodes.size(); ++i) {
    std::vector<uint32_t>& members = members_[root_[i]];
    if (out_.nodes[i].concept_class != kNoClass || members.empty()) continue;
    const bool loaded =
        std::any_of(members.begin(), members.end(), [&](uint32_t m) { return out_.nodes[m].row != nullptr; });
    if (!loaded) continue;
    std::sort(members.begin(), members.end());
    for (uint32_t member : members) out_.nodes[member].concept_class = out_.classes.size();
    out_.classes.push_back(members);
  }
}

void Builder::ReportUselessMaps(const std::vector<Link>& links) {
  for (const Link& link : links) {
    if (out_.nodes[link.a].concept_class != kNoClass || out_.nodes[link.b].concept_class != kNoClass)
      continue;
    issues_.Warning(link.origin, "neither code is a concept, nor the same as one");
  }
}

}  // namespace

std::optional<uint32_t> ConceptNodes::Find(const Code& code) const {
  return places.Find(code, [this](uint32_t node) -> const Code& { return *nodes[node].code; });
}

ConceptNodes BuildConceptNodes(const TableRows& rows, LoadIssues& issues) {
  return Builder(rows, issues).Build();
}

}  // namespace trialmatch
