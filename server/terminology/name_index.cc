#include "terminology/name_index.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

// A text and the index of the code that it names.
using CodeName = std::pair<std::string, uint32_t>;

bool InvertsNames(const std::string& system) {
  return system != kIcd10CmUri && system != kIcd10Uri && system != kLoincUri && system != kRxNormUri;
}

void AddIfShort(std::string text, uint32_t code, std::vector<CodeName>& to) {
  if (!text.empty() && text.size() <= UINT16_MAX) to.emplace_back(std::move(text), code);
}

void SortAndUnite(std::vector<CodeName>& named) {
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
}

// For each of the graph's codes the row that it kept, or null.
std::vector<const ConceptRow*> KeptRows(const std::vector<ConceptRow>& rows, const ConceptGraph& graph) {
  std::vector<const ConceptRow*> sorted;
  for (const ConceptRow& row : rows) {
    if (row.code.system() != kCutEdgesUri && graph.Has(row.code)) sorted.push_back(&row);
  }
  std::sort(sorted.begin(), sorted.end(), [](const ConceptRow* a, const ConceptRow* b) {
    return std::tie(a->code, a->origin) < std::tie(b->code, b->origin);
  });
  std::vector<const ConceptRow*> kept(graph.Codes().size());
  size_t place = 0;
  for (const ConceptRow* row : sorted) {
    while (graph.Codes()[place] != row->code) ++place;
    if (kept[place] == nullptr) kept[place] = row;  // of several the graph kept the first
  }
  return kept;
}

// True iff `text` begins with these words.
bool BeginsWith(absl::string_view text, absl::string_view words) {
  return absl::StartsWith(text, words) && (text.size() == words.size() || text[words.size()] == ' ');
}

uint16_t TagOf(size_t hash) { return static_cast<uint16_t>(hash >> 48); }

}  // namespace

NameIndex::NameIndex(const std::vector<ConceptRow>& rows, const ConceptGraph& graph) : codes_(graph.Codes()) {
  const std::vector<const ConceptRow*> kept = KeptRows(rows, graph);
  AddSpellings(kept);
  AddNames(kept);
  AddSlots();
  text_.shrink_to_fit();
}

void NameIndex::AddSpellings(const std::vector<const ConceptRow*>& rows) {
  std::vector<CodeName> spelled;
  for (uint32_t code = 0; code < rows.size(); ++code) {
    if (rows[code] == nullptr) continue;
    AddIfShort(absl::AsciiStrToLower(rows[code]->display), code, spelled);
    AddIfShort(absl::AsciiStrToLower(rows[code]->code.code()), code, spelled);
    for (const std::string& synonym : rows[code]->synonyms)
      AddIfShort(absl::AsciiStrToLower(synonym), code, spelled);
  }
  SortAndUnite(spelled);
  spellings_.reserve(spelled.size());
  for (const auto& [text, code] : spelled) {
    if (spellings_.empty() || TextOf(spellings_.back()) != text) {
      spellings_.push_back({static_cast<uint32_t>(text_.size()), code, static_cast<uint16_t>(text.size())});
      text_ += text;
    } else {
      const Spelling same = spellings_.back();
      spellings_.push_back({same.begin, code, same.length});
    }
  }
}

void NameIndex::AddNames(const std::vector<const ConceptRow*>& rows) {
  std::vector<CodeName> named;
  const auto add = [&](const std::string& name, uint32_t code) {
    AddIfShort(JoinedNameWords(name), code, named);
    if (!InvertsNames(codes_[code].system())) return;
    if (const std::optional<std::string> natural = NaturalOrder(name))
      AddIfShort(JoinedNameWords(*natural), code, named);
  };
  for (uint32_t code = 0; code < rows.size(); ++code) {
    if (rows[code] == nullptr) continue;
    add(rows[code]->display, code);
    for (const std::string& synonym : rows[code]->synonyms) add(synonym, code);
  }
  SortAndUnite(named);
  auto spelling = spellings_.begin();  // both ascend, so that a text which both have is kept once
  for (auto it = named.begin(); it != named.end();) {
    const std::string& words = it->first;
    const auto end =
        std::find_if(it, named.end(), [&](const CodeName& other) { return other.first != words; });
    while (spelling != spellings_.end() && TextOf(*spelling) < words) ++spelling;
    Name name{static_cast<uint32_t>(text_.size()), it->second, static_cast<uint32_t>(end - it),
              static_cast<uint16_t>(words.size())};
    if (spelling != spellings_.end() && TextOf(*spelling) == words) {
      name.begin = spelling->begin;
    } else {
      text_ += words;
    }
    if (name.count > 1) {
      name.first = static_cast<uint32_t>(shared_.size());
      for (auto one = it; one != end; ++one) shared_.push_back(codes_[one->second]);
    }
    names_.push_back(name);
    it = end;
  }
}

// A space sorts before every byte of a word, so the names that begin with the same words stand together, and
// the first of them is those words alone if that is a name.
void NameIndex::AddSlots() {
  std::vector<std::pair<uint32_t, uint16_t>> beginnings;  // name, length
  absl::string_view last;
  for (uint32_t i = 0; i < names_.size(); ++i) {
    const absl::string_view text = TextOf(names_[i]);
    for (size_t length = text.find(' '); true; length = text.find(' ', length + 1)) {
      length = std::min(length, text.size());
      if (!BeginsWith(last, text.substr(0, length)))
        beginnings.emplace_back(i, static_cast<uint16_t>(length));
      if (length == text.size()) break;
    }
    last = text;
  }
  slots_.resize(std::bit_ceil(beginnings.size() * 4 / 3 + 1));
  for (const auto& [name, length] : beginnings) {
    const size_t hash = absl::HashOf(TextOf(names_[name]).substr(0, length));
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].name != UINT32_MAX) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {name, length, TagOf(hash)};
  }
}

std::optional<uint32_t> NameIndex::Find(absl::string_view words) const {
  if (words.empty()) return std::nullopt;
  const size_t hash = absl::HashOf(words);
  for (size_t at = hash & (slots_.size() - 1); true; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.name == UINT32_MAX) return std::nullopt;
    if (slot.tag != TagOf(hash) || slot.length != words.size()) continue;
    if (TextOf(names_[slot.name]).substr(0, slot.length) == words) return slot.name;
  }
}

absl::Span<const Code> NameIndex::Named(absl::string_view words) const {
  const std::optional<uint32_t> found = Find(words);
  if (!found.has_value() || names_[*found].length != words.size()) return {};
  const Name& name = names_[*found];
  return (name.count > 1 ? absl::MakeConstSpan(shared_) : codes_).subspan(name.first, name.count);
}

bool NameIndex::GoesOn(absl::string_view words) const {
  const std::optional<uint32_t> found = Find(words);
  if (!found.has_value()) return false;
  if (names_[*found].length != words.size()) return true;
  return *found + 1 < names_.size() && BeginsWith(TextOf(names_[*found + 1]), words);
}

std::vector<Code> NameIndex::Search(absl::string_view name, size_t limit) const {
  const std::string wanted = absl::AsciiStrToLower(absl::StripAsciiWhitespace(name));
  std::vector<Code> found;
  if (wanted.empty()) return found;
  absl::flat_hash_set<uint32_t> seen;
  // The exact name sorts before every longer one that begins with it.
  auto it = std::lower_bound(spellings_.begin(), spellings_.end(), absl::string_view(wanted),
                             [this](const Spelling& a, absl::string_view b) { return TextOf(a) < b; });
  for (; it != spellings_.end() && found.size() < limit && absl::StartsWith(TextOf(*it), wanted); ++it) {
    if (seen.insert(it->code).second) found.push_back(codes_[it->code]);
  }
  return found;
}

}  // namespace trialmatch
