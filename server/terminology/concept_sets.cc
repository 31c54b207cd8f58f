#include "terminology/concept_sets.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"

namespace trialmatch {
namespace {

template <typename T>
bool Meet(absl::Span<const T> a, absl::Span<const T> b) {
  if (a.size() > b.size()) std::swap(a, b);
  return std::any_of(a.begin(), a.end(),
                     [&](const T& x) { return std::binary_search(b.begin(), b.end(), x); });
}

}  // namespace

ResolvedSet::Side::Side(const ConceptGraph& graph, const std::vector<ConceptEntry>& all) {
  for (const ConceptEntry& entry : all) {
    if (const std::optional<ConceptGraph::LoadedCode> found = graph.FindLoaded(entry.code)) {
      entries.push_back({found->id, found->realm, entry.with_descendants});
    } else {
      resolved = false;
    }
  }
}

ResolvedSet::ResolvedSet(const ConceptGraph& graph, const ConceptSet& set)
    : graph_(graph), include_(graph, set.include), exclude_(graph, set.exclude) {
  for (const Entry& entry : include_.entries) included_.Add(entry.id);
  if (!include_.entries.empty() && include_.entries.front().realm != kNoRealm) {
    realm_ = include_.entries.front().realm;
  }
}

bool ResolvedSet::Has(const Side& side, ConceptId id) const {
  return absl::c_any_of(side.entries, [&](const Entry& entry) {
    return entry.id == id || (entry.with_descendants && graph_.IsA(id, entry.id));
  });
}

bool ResolvedSet::HasWithDescendants(const Side& side, ConceptId id) const {
  return absl::c_any_of(
      side.entries, [&](const Entry& entry) { return entry.with_descendants && graph_.IsA(id, entry.id); });
}

bool ResolvedSet::HasBeneath(const Side& side, ConceptId id) const {
  if (!graph_.HasChildren(id)) return false;
  const absl::Span<const ConceptId> beneath = graph_.Descendants(id);
  return absl::c_any_of(side.entries, [&](const Entry& entry) {
    if (entry.id != id && graph_.IsA(entry.id, id)) return true;
    // `id` has children, so when it lies beneath the entry they do too; else the two lists share no `id`.
    return entry.with_descendants &&
           (graph_.IsA(id, entry.id) || Meet(beneath, graph_.Descendants(entry.id)));
  });
}

bool ResolvedSet::Comparable(const Side& side, ConceptId id) const {
  const absl::Span<const Realm> own = graph_.RealmsOf(id);
  // A set that is written in several systems says the same in each, so one that the concept speaks is enough.
  const bool speaks = absl::c_any_of(side.entries, [&](const Entry& entry) {
    return std::binary_search(own.begin(), own.end(), entry.realm);
  });
  return speaks || absl::c_all_of(side.entries,
                                  [&](const Entry& entry) { return Meet(own, graph_.RealmsOf(entry.id)); });
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
  for (const Entry& entry : include_.entries) {
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
  Marks refuted_marks;
  for (const ConceptId id : refuted) refuted_marks.Add(id);
  const auto covered = [&](ConceptId id) {
    return std::any_of(refuted.begin(), refuted.end(), [&](ConceptId top) { return graph_.IsA(id, top); });
  };
  const auto covered_or_none = [&](ConceptId id) { return covered(id) || Has(exclude_, id); };
  return absl::c_all_of(include_.entries, [&](const Entry& entry) {
    // Mostly nothing refuted has to do with it, and nothing is excluded that need not be refuted.
    if (exclude_.entries.empty() && !graph_.KinOf(entry.id).MayMeet(refuted_marks)) return false;
    // Else mostly a whole entry is refuted, and what lies beneath it is too.
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
      const Reason reason = graph.HasSystem(code.system()) ? Reason::kUnknownCode : Reason::kSystemNotLoaded;
      problems.push_back({reason, in_exclude, i, code});
    }
  }
  if (problems.empty() && ResolvedSet(graph, set).Members().empty()) {
    problems.push_back({Reason::kNoMembers, false, 0, {}});
  }
  return problems;
}

}  // namespace trialmatch
