#include "terminology/concept_edges.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

class Builder {
 public:
  Builder(const ConceptNodes& nodes, LoadIssues& issues) : nodes_(nodes), issues_(issues) {}

  ConceptEdges Build() {
    out_.parents.resize(nodes_.classes.size());
    for (ConceptId id = 0; id < out_.parents.size(); ++id) AddParents(id);
    CutCycles();
    Close();
    return std::move(out_);
  }

 private:
  // A concept whose parents are being walked, and the next of them.
  struct Step {
    ConceptId id;
    size_t next;
  };

  struct Ancestor {
    ConceptId id;
    uint16_t steps;
  };

  static void Merge(const std::vector<Ancestor>& own, const std::vector<Ancestor>& above,
                    std::vector<Ancestor>& merged);
  void AddParents(ConceptId id);
  void CutCycles();
  void Close();
  void Leave(const ParentEdge& edge, absl::string_view why);

  const ConceptNodes& nodes_;
  LoadIssues& issues_;
  ConceptEdges out_;
};

void Builder::AddParents(ConceptId id) {
  std::vector<ParentEdge>& edges = out_.parents[id];
  for (uint32_t node : nodes_.classes[id]) {
    const ConceptRow* row = nodes_.nodes[node].row;
    if (row == nullptr) continue;
    for (const Code& code : row->parents) {
      const std::optional<uint32_t> parent = nodes_.Find(code);
      if (!parent.has_value() || nodes_.nodes[*parent].row == nullptr) {
        issues_.Error(row->origin, absl::StrCat("the parent is not a concept: ", QuoteForIssue(code.code())));
        continue;
      }
      const ParentEdge edge{nodes_.nodes[*parent].concept_class, node, *parent};
      if (edge.parent == id) {
        Leave(edge, "is the concept itself or the same by a map");
        continue;
      }
      edges.push_back(edge);
    }
  }
  // Stable, so that of two rows which state the same step the first code's stays.
  std::stable_sort(edges.begin(), edges.end(),
                   [](const ParentEdge& x, const ParentEdge& y) { return x.parent < y.parent; });
  edges.erase(std::unique(edges.begin(), edges.end(),
                          [](const ParentEdge& x, const ParentEdge& y) { return x.parent == y.parent; }),
              edges.end());
}

// Walks up depth first in the order of ids, without recursion; an edge back to a concept that is still being
// walked closes a cycle.
void Builder::CutCycles() {
  enum : uint8_t { kNew, kOpen, kDone };
  std::vector<uint8_t> state(out_.parents.size(), kNew);
  std::vector<Step> stack;
  for (ConceptId start = 0; start < state.size(); ++start) {
    if (state[start] != kNew) continue;
    state[start] = kOpen;
    stack.push_back({start, 0});
    while (!stack.empty()) {
      Step& step = stack.back();
      std::vector<ParentEdge>& edges = out_.parents[step.id];
      if (step.next == edges.size()) {
        state[step.id] = kDone;
        out_.parents_first.push_back(step.id);
        stack.pop_back();
        continue;
      }
      const ConceptId parent = edges[step.next].parent;
      if (state[parent] == kOpen) {
        Leave(edges[step.next], "would close a cycle");
        edges.erase(edges.begin() + step.next);
        continue;
      }
      ++step.next;
      if (state[parent] == kNew) {
        state[parent] = kOpen;
        stack.push_back({parent, 0});
      }
    }
  }
}

// Of a concept that both have, the shorter way stays; `above` is one step further away.
void Builder::Merge(const std::vector<Ancestor>& own, const std::vector<Ancestor>& above,
                    std::vector<Ancestor>& merged) {
  merged.clear();
  auto mine = own.begin();
  for (Ancestor one : above) {
    ++one.steps;
    for (; mine != own.end() && mine->id < one.id; ++mine) merged.push_back(*mine);
    if (mine != own.end() && mine->id == one.id) one.steps = std::min(one.steps, (mine++)->steps);
    merged.push_back(one);
  }
  merged.insert(merged.end(), mine, own.end());
}

void Builder::Close() {
  std::vector<std::vector<Ancestor>> closure(out_.parents.size());
  size_t total = 0;
  std::vector<Ancestor> merged;
  for (ConceptId id : out_.parents_first) {
    std::vector<Ancestor> own = {{id, 0}};
    std::vector<ParentEdge> kept;
    for (const ParentEdge& edge : out_.parents[id]) {
      Merge(own, closure[edge.parent], merged);
      if (merged.size() > kMaxAncestors || total + merged.size() > kMaxClosure) {
        Leave(edge, "would give more ancestors than are kept");
        continue;
      }
      kept.push_back(edge);
      own.swap(merged);
    }
    out_.parents[id] = std::move(kept);
    total += own.size();
    closure[id] = std::vector<Ancestor>(own.begin(), own.end());
  }
  out_.ancestor_steps.reserve(total);
  std::vector<ConceptId> ids;
  for (const std::vector<Ancestor>& ancestors : closure) {
    ids.clear();
    for (const Ancestor& ancestor : ancestors) {
      ids.push_back(ancestor.id);
      out_.ancestor_steps.push_back(ancestor.steps);
    }
    out_.ancestors.Append(ids);
  }
}

void Builder::Leave(const ParentEdge& edge, absl::string_view why) {
  const ConceptNode& child = nodes_.nodes[edge.child_node];
  issues_.Error(child.row->origin,
                absl::StrCat("the parent ", QuoteForIssue(nodes_.nodes[edge.parent_node].code->code()),
                             " is left out: it ", why));
}

}  // namespace

void IdLists::Append(absl::Span<const ConceptId> ids) {
  items_.insert(items_.end(), ids.begin(), ids.end());
  ends_.push_back(items_.size());
}

IdLists IdLists::Inverse() const {
  IdLists inverse;
  inverse.ends_.assign(ends_.size(), 0);
  inverse.items_.resize(items_.size());
  for (ConceptId item : items_) ++inverse.ends_[item + 1];
  for (size_t i = 1; i < inverse.ends_.size(); ++i) inverse.ends_[i] += inverse.ends_[i - 1];
  std::vector<size_t> next(inverse.ends_.begin(), inverse.ends_.end() - 1);
  for (ConceptId id = 0; id < list_count(); ++id) {
    for (ConceptId item : (*this)[id]) inverse.items_[next[item]++] = id;
  }
  return inverse;
}

ConceptEdges BuildConceptEdges(const ConceptNodes& nodes, LoadIssues& issues) {
  return Builder(nodes, issues).Build();
}

}  // namespace trialmatch
