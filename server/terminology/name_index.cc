#include "terminology/name_index.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

bool InvertsNames(const std::string& system) {
  return system != kIcd10CmUri && system != kIcd10Uri && system != kLoincUri && system != kRxNormUri;
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

// How many names and codes the rows have, and how many bytes those.
std::pair<size_t, size_t> Extent(const std::vector<ConceptRow>& rows) {
  size_t names = 0, bytes = 0;
  for (const ConceptRow& row : rows) {
    names += 2 + row.synonyms.size();
    bytes += row.display.size() + row.code.code().size();
    for (const std::string& synonym : row.synonyms) bytes += synonym.size();
  }
  return {names, bytes};
}

// Adds the lower-case names and code to `spelled`, and the words of the names to `named`.
void AddNamesOf(const ConceptRow& row, uint32_t code, CodeNames& spelled, CodeNames& named) {
  const auto add = [&](const std::string& name) {
    spelled.Add(absl::AsciiStrToLower(name), code);
    named.Add(JoinedNameWords(name), code);
    if (!InvertsNames(row.code.system())) return;
    if (const std::optional<std::string> natural = NaturalOrder(name))
      named.Add(JoinedNameWords(*natural), code);
  };
  spelled.Add(absl::AsciiStrToLower(row.code.code()), code);
  add(row.display);
  for (const std::string& synonym : row.synonyms) add(synonym);
}

// True iff `text` begins with these words.
bool BeginsWith(absl::string_view text, absl::string_view words) {
  return absl::StartsWith(text, words) && (text.size() == words.size() || text[words.size()] == ' ');
}

uint16_t TagOf(size_t hash) { return static_cast<uint16_t>(hash >> 48); }

}  // namespace

NameIndex::NameIndex(std::vector<ConceptRow> rows, const ConceptGraph& graph) : codes_(graph.Codes()) {
  const auto [count, bytes] = Extent(rows);
  CodeNames spelled(count, bytes), named(2 * count, 2 * bytes);
  {
    const std::vector<const ConceptRow*> kept = KeptRows(rows, graph);
    for (uint32_t code = 0; code < kept.size(); ++code) {
      if (kept[code] != nullptr) AddNamesOf(*kept[code], code, spelled, named);
    }
  }
  rows = std::vector<ConceptRow>();                // whose room the index takes
  text_.reserve(spelled.bytes() + named.bytes());  // what is not used takes no room until it is given back
  AddSpellings(spelled);
  AddNames(named);
  AddSlots();
  text_.shrink_to_fit();
  names_.shrink_to_fit();
}

void NameIndex::AddSpellings(CodeNames& spelled) {
  spelled.Sort();
  spellings_.reserve(spelled.entries().size());
  for (const CodeNames::Entry& entry : spelled.entries()) {
    const absl::string_view text = spelled.TextOf(entry);
    if (spellings_.empty() || TextOf(spellings_.back()) != text) {
      spellings_.push_back({static_cast<uint32_t>(text_.size()), entry.code, entry.length});
      absl::StrAppend(&text_, text);
    } else {
      const Spelling same = spellings_.back();
      spellings_.push_back({same.begin, entry.code, same.length});
    }
  }
}

void NameIndex::AddNames(CodeNames& named) {
  named.Sort();
  const std::vector<CodeNames::Entry>& sorted = named.entries();
  names_.reserve(sorted.size());
  auto spelling = spellings_.begin();  // both ascend, so that a text which both have is kept once
  for (auto it = sorted.begin(); it != sorted.end();) {
    const absl::string_view words = named.TextOf(*it);
    const auto end = std::find_if(
        it, sorted.end(), [&](const CodeNames::Entry& other) { return named.TextOf(other) != words; });
    while (spelling != spellings_.end() && TextOf(*spelling) < words) ++spelling;
    Name name{static_cast<uint32_t>(text_.size()), it->code, static_cast<uint32_t>(end - it), it->length};
    if (spelling != spellings_.end() && TextOf(*spelling) == words) {
      name.begin = spelling->begin;
    } else {
      absl::StrAppend(&text_, words);
    }
    if (name.count > 1) {
      name.first = static_cast<uint32_t>(shared_.size());
      for (auto one = it; one != end; ++one) shared_.push_back(codes_[one->code]);
    }
    names_.push_back(name);
    it = end;
  }
}

void NameIndex::AddSlots() {
  size_t count = 0;
  ForEachBeginning([&](uint32_t, absl::string_view) { ++count; });
  slots_.resize(std::bit_ceil(count * 4 / 3 + 1));
  ForEachBeginning([&](uint32_t name, absl::string_view words) {
    const size_t hash = absl::HashOf(words);
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].name != UINT32_MAX) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {name, static_cast<uint16_t>(words.size()), TagOf(hash)};
  });
}

// A space sorts before every byte of a word, so the names that begin with the same words stand together, and
// the first of them is those words alone if that is a name.
void NameIndex::ForEachBeginning(absl::FunctionRef<void(uint32_t, absl::string_view)> read) const {
  absl::string_view last;
  for (uint32_t i = 0; i < names_.size(); ++i) {
    const absl::string_view text = TextOf(names_[i]);
    for (size_t length = text.find(' '); true; length = text.find(' ', length + 1)) {
      length = std::min(length, text.size());
      if (!BeginsWith(last, text.substr(0, length))) read(i, text.substr(0, length));
      if (length == text.size()) break;
    }
    last = text;
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
