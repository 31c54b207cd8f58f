#include "terminology/concept_sets.h"

#include <algorithm>
#include <utility>

namespace trialmatch {
namespace {

template <typename T>
bool Meet(absl::Span<const T> a, absl::Span<const T> b) {
  if (a.size() > b.size()) std::swap(a, b);
  return std::any_of(a.begin(), a.end(),
                     [&](const T& x) { return std::binary_search(b.begin(), b.end(), x); });
}

}  // namespace

ResolvedSet::ResolvedSet(const ConceptGraph& graph, const ConceptSet& set)
    : graph_(graph), include_(Resolve(set.include)), exclude_(Resolve(set.exclude)) {
  for (const Side::Entry& entry : include_.entries) included_marks_ |= ConceptGraph::KinMark(entry.id);
  if (!include_.entries.empty() && include_.entries[0].realm != kNoRealm) realm_ = include_.entries[0].realm;
}

ResolvedSet::Side ResolvedSet::Resolve(const std::vector<ConceptEntry>& entries) const {
  Side side;
  for (const ConceptEntry& entry : entries) {
    const CodeEntry* found = graph_.Locate(entry.code);
    if (found == nullptr || !found->loaded) {
      side.resolved = false;
      continue;
    }
    side.entries.push_back({found->id, found->realm, entry.with_descendants});
  }
  return side;
}

bool ResolvedSet::Has(const Side& side, ConceptId id) const {
  return std::any_of(side.entries.begin(), side.entries.end(), [&](const Side::Entry& entry) {
    return entry.id == id || (entry.with_descendants && graph_.IsA(id, entry.id));
  });
}

bool ResolvedSet::HasWithDescendants(const Side& side, ConceptId id) const {
  return std::any_of(side.entries.begin(), side.entries.end(), [&](const Side::Entry& entry) {
    return entry.with_descendants && graph_.IsA(id, entry.id);
  });
}

bool ResolvedSet::HasBeneath(const Side& side, ConceptId id) const {
  if (!graph_.HasChildren(id)) return false;
  for (const Side::Entry& entry : side.entries) {
    if (entry.id != id && graph_.IsA(entry.id, id)) return true;
  }
  const absl::Span<const ConceptId> beneath = graph_.Descendants(id);
  for (const Side::Entry& entry : side.entries) {
    if (!entry.with_descendants) continue;
    // `id` has children, so when it lies beneath the entry they do too; else the two lists share no `id`.
    if (graph_.IsA(id, entry.id) || Meet(beneath, graph_.Descendants(entry.id))) return true;
  }
  return false;
}

bool ResolvedSet::Comparable(const Side& side, ConceptId id) const {
  const absl::Span<const Realm> own = graph_.RealmsOf(id);
  // A set that is written in several systems says the same in each, so one that the concept speaks is enough.
  const bool speaks = std::any_of(side.entries.begin(), side.entries.end(), [&](const Side::Entry& entry) {
    return std::binary_search(own.begin(), own.end(), entry.realm);
  });
  if (speaks) return true;
  return std::all_of(side.entries.begin(), side.entries.end(),
                     [&](const Side::Entry& entry) { return Meet(own, graph_.RealmsOf(entry.id)); });
}

NotDecided ResolvedSet::Undecided(const Side& side, ConceptId id) const {
  if (!side.resolved) return NotDecided::kSetNotResolved;
  return Comparable(side, id) ? NotDecided::kNone : NotDecided::kSystemsNotComparable;
}

Classification ResolvedSet::ClassifyConcept(ConceptId id) const {
  if (HasWithDescendants(exclude_, id)) return {Membership::kNotMember, NotDecided::kNone};
  const bool included = Has(include_, id);
  const bool excluded = Has(exclude_, id);
  // A member is undone by something excluded beneath it; anything else may become one by something included.
  const bool member = included && !excluded;
  if (HasBeneath(member ? exclude_ : include_, id)) return {Membership::kMaybe, NotDecided::kNone};
  NotDecided undecided = NotDecided::kNone;
  if (member) undecided = Undecided(exclude_, id);
  if (!included) undecided = Undecided(include_, id);
  if (undecided != NotDecided::kNone) return {Membership::kMaybe, undecided};
  return {member ? Membership::kMember : Membership::kNotMember, NotDecided::kNone};
}

std::vector<ConceptId> ResolvedSet::Members() const {
  std::vector<ConceptId> members;
  for (const Side::Entry& entry : include_.entries) {
    if (entry.with_descendants) {
      const absl::Span<const ConceptId> beneath = graph_.Descendants(entry.id);
      members.insert(members.end(), beneath.begin(), beneath.end());
    } else {
      members.push_back(entry.id);
    }
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  members.erase(
      std::remove_if(members.begin(), members.end(), [&](ConceptId id) { return Has(exclude_, id); }),
      members.end());
  return members;
}

bool ResolvedSet::CoveredBy(absl::Span<const ConceptId> refuted) const {
  if (!include_.resolved || !exclude_.resolved) return false;
  const auto covered = [&](ConceptId id) {
    return std::any_of(refuted.begin(), refuted.end(), [&](ConceptId top) { return graph_.IsA(id, top); });
  };
  const auto covered_or_none = [&](ConceptId id) { return covered(id) || Has(exclude_, id); };
  return std::all_of(include_.entries.begin(), include_.entries.end(), [&](const Side::Entry& entry) {
    // Mostly a whole entry is refuted, and what lies beneath it is too.
    if (covered(entry.id)) return true;
    if (!entry.with_descendants) return Has(exclude_, entry.id);
    const absl::Span<const ConceptId> beneath = graph_.Descendants(entry.id);
    return std::all_of(beneath.begin(), beneath.end(), covered_or_none);
  });
}

std::vector<ConceptSetProblem> ValidateConceptSet(const ConceptGraph& graph, const ConceptSet& set) {
  using Reason = ConceptSetProblem::Reason;
  std::vector<ConceptSetProblem> problems;
  for (const bool in_exclude : {false, true}) {
    const std::vector<ConceptEntry>& entries = in_exclude ? set.exclude : set.include;
    for (size_t i = 0; i < entries.size(); ++i) {
      const Code& code = entries[i].code;
      if (graph.Has(code)) continue;
      const Reason reason = graph.HasSystem(code.system) ? Reason::kUnknownCode : Reason::kSystemNotLoaded;
      problems.push_back({reason, in_exclude, i, code});
    }
  }
  if (problems.empty() && ResolvedSet(graph, set).Members().empty()) {
    problems.push_back({Reason::kNoMembers, false, 0, {}});
  }
  return problems;
}

}  // namespace trialmatch
