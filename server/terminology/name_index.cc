#include "terminology/name_index.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace trialmatch {

NameIndex::NameIndex(const std::vector<ConceptRow>& rows, const ConceptGraph& graph) {
  std::vector<const ConceptRow*> sorted;
  for (const ConceptRow& row : rows) {
    if (graph.Has(row.code)) sorted.push_back(&row);
  }
  std::sort(sorted.begin(), sorted.end(), [](const ConceptRow* a, const ConceptRow* b) {
    return std::tie(a->code, a->origin) < std::tie(b->code, b->origin);
  });
  for (const ConceptRow* row : sorted) {
    if (!codes_.empty() && codes_.back() == row->code) continue;  // the graph kept the first
    const uint32_t index = static_cast<uint32_t>(codes_.size());
    codes_.push_back(row->code);
    names_.emplace_back(absl::AsciiStrToLower(row->display), index);
    names_.emplace_back(absl::AsciiStrToLower(row->code.code()), index);
    for (const std::string& synonym : row->synonyms)
      names_.emplace_back(absl::AsciiStrToLower(synonym), index);
  }
  std::sort(names_.begin(), names_.end());
  names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
}

std::vector<Code> NameIndex::Search(absl::string_view name, size_t limit) const {
  const std::string wanted = absl::AsciiStrToLower(absl::StripAsciiWhitespace(name));
  std::vector<Code> found;
  if (wanted.empty()) return found;
  absl::flat_hash_set<uint32_t> seen;
  // The exact name sorts before every longer one that begins with it.
  auto it = std::lower_bound(names_.begin(), names_.end(), std::make_pair(wanted, uint32_t{0}));
  for (; it != names_.end() && found.size() < limit && absl::StartsWith(it->first, wanted); ++it) {
    if (seen.insert(it->second).second) found.push_back(codes_[it->second]);
  }
  return found;
}

}  // namespace trialmatch
