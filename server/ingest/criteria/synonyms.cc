#include "ingest/criteria/synonyms.h"

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_split.h"
#include "ingest/criteria/synonym_tables.h"

namespace trialmatch::criteria {
namespace {

using Map = absl::flat_hash_map<absl::string_view, absl::string_view>;

const Map& Table() {
  static const Map* const table = [] {
    auto* map = new Map;
    for (const absl::Span<const SynonymRow> rows :
         {ConditionSynonyms(), NeoplasmSynonyms(), TreatmentSynonyms()}) {
      for (const SynonymRow& row : rows) {
        for (const absl::string_view synonym : absl::StrSplit(row.synonyms, '|'))
          map->emplace(synonym, row.name);
      }
    }
    return map;
  }();
  return *table;
}

// Every beginning of a name that ends with a word.
const absl::flat_hash_set<absl::string_view>& Beginnings() {
  static const auto* const beginnings = [] {
    auto* set = new absl::flat_hash_set<absl::string_view>;
    for (const auto& [name, canonical] : Table()) {
      for (size_t blank = name.find(' '); blank != absl::string_view::npos;
           blank = name.find(' ', blank + 1)) {
        set->insert(name.substr(0, blank));
      }
    }
    return set;
  }();
  return *beginnings;
}

}  // namespace

bool MayBeCanonical(absl::string_view words) { return Beginnings().contains(words); }

absl::string_view CanonicalName(absl::string_view words) {
  const auto found = Table().find(words);
  return found == Table().end() ? words : found->second;
}

}  // namespace trialmatch::criteria
