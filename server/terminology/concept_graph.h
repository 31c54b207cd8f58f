// The concepts of all loaded systems and their hierarchy.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_GRAPH_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_GRAPH_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "terminology/code_entry.h"
#include "terminology/concept_codes.h"
#include "terminology/concept_edges.h"
#include "terminology/concept_nodes.h"
#include "terminology/concept_set.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Immutable and safe for any number of threads. The methods that Terminology has too keep its contracts.
class ConceptGraph {
 public:
  // Never fails: what does not fit together is an issue and left out. Keeps nothing of `rows`.
  ConceptGraph(const TableRows& rows, LoadIssues& issues)
      : ConceptGraph(rows, BuildConceptNodes(rows, issues), issues) {}

  std::vector<SystemVersion> Versions() const;
  bool HasSystem(absl::string_view system) const;
  bool Has(const Code& code) const { return FindLoaded(code).has_value(); }
  std::string DisplayName(const Code& code) const;
  std::vector<Code> ExactEquivalents(const Code& code) const;

  std::optional<ConceptId> Find(const Code& code) const {
    const CodeEntry* entry = Locate(code);
    return entry == nullptr ? std::nullopt : std::optional<ConceptId>(entry->id);
  }
  // Null when the code is unknown.
  const CodeEntry* Locate(const Code& code) const {
    const uint32_t place = codes_.PlaceOf(code);
    return place == ConceptCodes::kNowhere ? nullptr : &entries_[place];
  }
  // Of a loaded concept what a concept set needs, in few bytes, since sets name a great many.
  struct LoadedCode {
    ConceptId id = 0;
    Realm realm = 0;
  };
  std::optional<LoadedCode> FindLoaded(const Code& code) const {
    const uint32_t place = codes_.PlaceOf(code);
    if (place == ConceptCodes::kNowhere || loaded_[place].id == kNotLoaded) return std::nullopt;
    return loaded_[place];
  }
  absl::Span<const Code> Codes() const { return codes_.All(); }  // ascending, with those that are not loaded
  const Marks& KinOf(ConceptId id) const { return kin_[id]; }
  size_t ConceptCount() const { return codes_.ConceptCount(); }
  absl::Span<const Code> CodesOf(ConceptId id) const { return codes_.Of(id); }
  absl::Span<const ConceptId> Ancestors(ConceptId id) const { return ancestors_[id]; }
  absl::Span<const uint16_t> AncestorSteps(ConceptId id) const {
    return absl::MakeConstSpan(ancestor_steps_).subspan(ancestors_.FirstOf(id), ancestors_[id].size());
  }
  absl::Span<const ConceptId> Descendants(ConceptId id) const { return descendants_[id]; }
  bool IsA(ConceptId id, ConceptId ancestor) const {
    const absl::Span<const ConceptId> above = ancestors_[id];
    return std::binary_search(above.begin(), above.end(), ancestor);
  }
  // True iff something other than `id` lies beneath it.
  bool HasChildren(ConceptId id) const { return descendants_[id].size() > 1; }
  std::vector<Code> Path(const Code& code, const Code& ancestor) const;
  std::optional<int> Steps(const Code& code, const Code& ancestor) const;

  // For what is computed from the hierarchy while loading.
  const std::vector<ConceptId>& ParentsFirst() const { return parents_first_; }
  absl::Span<const ParentEdge> Parents(ConceptId id) const { return parents_[id]; }

  // The realms of the concept's codes, ascending.
  absl::Span<const Realm> RealmsOf(ConceptId id) const { return realms_[id]; }

 private:
  static constexpr uint32_t kNotLoaded = UINT32_MAX;
  struct System {
    SystemVersion version;
    Realm realm = 0;
  };

  ConceptGraph(const TableRows& rows, const ConceptNodes& nodes, LoadIssues& issues);
  void AddSystems(const TableRows& rows);
  void AddNodes(const ConceptNodes& nodes);
  void AddRealms(const ConceptNodes& nodes);
  void AddKin();
  Realm RealmOf(absl::string_view system) const;
  // The edges of a shortest way up from `id`, first step first. Requires IsA.
  std::vector<ParentEdge> Climb(ConceptId id, ConceptId ancestor) const;

  std::vector<System> systems_;  // by URI
  absl::flat_hash_map<std::string, size_t> system_of_uri_;
  ConceptCodes codes_;              // their places are what ParentEdge counts by
  std::vector<CodeEntry> entries_;  // by place
  std::vector<LoadedCode> loaded_;  // by place
  IdLists realms_;                  // by concept
  std::vector<std::vector<ParentEdge>> parents_;
  std::vector<ConceptId> parents_first_;
  IdLists ancestors_, descendants_;
  std::vector<uint16_t> ancestor_steps_;
  std::vector<Marks> kin_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_GRAPH_H_
