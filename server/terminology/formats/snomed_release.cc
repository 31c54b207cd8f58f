#include "terminology/formats/snomed_release.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

// Identifiers of SNOMED CT's own metadata.
constexpr absl::string_view kIsAType = "116680003";
constexpr absl::string_view kAdditional = "900000000000227009";
constexpr absl::string_view kFullySpecifiedName = "900000000000003001";
constexpr absl::string_view kSynonym = "900000000000013009";

constexpr size_t kMinIdDigits = 6, kMaxIdDigits = 18;

std::optional<uint64_t> ReadId(absl::string_view text) {
  uint64_t id = 0;
  if (text.size() < kMinIdDigits || text.size() > kMaxIdDigits || !absl::ascii_isdigit(text[0]) ||
      text[0] == '0' || !absl::SimpleAtoi(text, &id)) {
    return std::nullopt;
  }
  return id;
}

std::optional<uint32_t> ReadDate(absl::string_view text) {
  uint32_t date = 0;
  if (text.size() != 8 || !absl::ascii_isdigit(text[0]) || !absl::SimpleAtoi(text, &date))
    return std::nullopt;
  return date;
}

// Calls `read` with the component and the cells of each row after the first.
template <size_t kCells, typename Component, typename Read>
void ForEachRow(const ReleaseFile& file, LoadIssues& issues, Read read) {
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    if (origin.line == 1) return;  // the names of the columns
    std::array<absl::string_view, kCells> cells;
    if (SplitLine(line, '\t', absl::MakeSpan(cells)) != kCells) {
      return issues.Error(origin, absl::StrCat("a row has ", kCells, " cells"));
    }
    const std::optional<uint64_t> id = ReadId(cells[0]);
    const std::optional<uint32_t> time = ReadDate(cells[1]);
    if (!id.has_value() || !time.has_value() || (cells[2] != "0" && cells[2] != "1")) {
      return issues.Error(origin, "a row begins with an identifier, a date (yyyymmdd), and 0 or 1");
    }
    Component row;
    row.id = *id;
    row.effective_time = *time;
    row.active = cells[2] == "1";
    row.origin = origin;
    read(row, cells);
  });
}

// "sct2_Concept_Snapshot_INT_20250901.txt": what stands after the last "_"; empty unless that is a date.
absl::string_view DateInName(absl::string_view name) {
  const size_t begin = name.rfind('_');
  if (begin == absl::string_view::npos) return "";
  name = name.substr(begin + 1, 8);
  return ReadDate(name).has_value() ? name : "";
}

// "Asthma (disorder)" without its tag; empty when it has none.
absl::string_view WithoutTag(absl::string_view name) {
  const size_t tag = name.rfind(" (");
  if (tag == absl::string_view::npos || !absl::EndsWith(name, ")")) return "";
  return absl::StripAsciiWhitespace(name.substr(0, tag));
}

Code CodeOf(uint64_t id) { return {kSnomedUri, absl::StrCat(id)}; }

std::string Quoted(uint64_t id) { return QuoteForIssue(absl::StrCat(id)); }

}  // namespace

void SnomedRelease::ReadConcepts(const ReleaseFile& file, LoadIssues& issues) {
  concept_files_.push_back({file.index, 0});
  const absl::string_view date = DateInName(file.name);
  if (!date.empty()) versions_.emplace(date);
  ForEachRow<5, Concept>(file, issues, [&](Concept& row, const auto&) { concepts_.push_back(row); });
}

void SnomedRelease::ReadRelationships(const ReleaseFile& file, LoadIssues& issues) {
  relationship_files_.push_back({file.index, 0});
  ForEachRow<10, IsA>(file, issues, [&](IsA& row, const auto& cells) {
    if (cells[7] != kIsAType || cells[8] == kAdditional) return;
    const std::optional<uint64_t> source = ReadId(cells[4]), destination = ReadId(cells[5]);
    if (!source.has_value() || !destination.has_value()) {
      return issues.Error(row.origin, "a relationship is from an identifier to an identifier");
    }
    row.source = *source;
    row.destination = *destination;
    is_as_.push_back(row);
  });
}

void SnomedRelease::ReadDescriptions(const ReleaseFile& file, LoadIssues& issues) {
  description_files_.push_back({file.index, 0});
  ForEachRow<9, Description>(file, issues, [&](Description& row, const auto& cells) {
    row.full = cells[6] == kFullySpecifiedName;
    if (!row.full && cells[6] != kSynonym) return;
    const std::optional<uint64_t> of = ReadId(cells[4]);
    row.term = absl::StripAsciiWhitespace(cells[7]);
    if (!of.has_value() || row.term.empty()) {
      return issues.Error(row.origin, "a description has the identifier of a concept, and a term");
    }
    row.of = *of;
    row.english = cells[5] == "en";
    descriptions_.push_back(row);
  });
}

template <typename Row>
void SnomedRelease::KeepLatest(std::vector<Row>& rows, LoadIssues& issues) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.id, b.effective_time, a.origin) < std::tie(b.id, a.effective_time, b.origin);
  });
  size_t kept = 0;
  for (const Row& row : rows) {
    if (kept == 0 || rows[kept - 1].id != row.id) {
      rows[kept++] = row;
      continue;
    }
    const Row& counts = rows[kept - 1];
    // That several files have a component is as it should be, unless they say different things of one day.
    if (row.origin.file == counts.origin.file ||
        (row.effective_time == counts.effective_time && !(row == counts))) {
      issues.Error(row.origin, absl::StrCat("another row of this identifier counts: ", Quoted(row.id)));
    }
  }
  rows.resize(kept);
}

const SnomedRelease::Concept* SnomedRelease::Find(uint64_t concept_id) const {
  const auto found = std::lower_bound(concepts_.begin(), concepts_.end(), concept_id,
                                      [](const Concept& a, uint64_t id) { return a.id < id; });
  return found == concepts_.end() || found->id != concept_id ? nullptr : &*found;
}

bool SnomedRelease::IsActive(uint64_t concept_id) const {
  const Concept* found = Find(concept_id);
  return found != nullptr && found->active;
}

void SnomedRelease::KeepIsAs(LoadIssues& issues) {
  KeepLatest(is_as_, issues);
  size_t kept = 0;
  for (const IsA& row : is_as_) {
    if (!row.active) continue;
    if (!IsActive(row.source)) {
      issues.Error(row.origin, absl::StrCat("what lies beneath is no active concept: ", Quoted(row.source)));
    } else if (!IsActive(row.destination)) {
      issues.Error(row.origin, absl::StrCat("the parent is no active concept: ", Quoted(row.destination)));
    } else {
      is_as_[kept++] = row;
    }
  }
  is_as_.resize(kept);
  std::sort(is_as_.begin(), is_as_.end(), [](const IsA& a, const IsA& b) {
    return std::tie(a.source, a.destination) < std::tie(b.source, b.destination);
  });
}

// Concepts that are retired keep their active descriptions, which nobody needs.
void SnomedRelease::KeepDescriptions(LoadIssues& issues) {
  KeepLatest(descriptions_, issues);
  size_t kept = 0;
  for (const Description& row : descriptions_) {
    if (!row.active) continue;
    const Concept* of = Find(row.of);
    if (of == nullptr) issues.Error(row.origin, absl::StrCat("describes no concept: ", Quoted(row.of)));
    if (of != nullptr && of->active) descriptions_[kept++] = row;
  }
  descriptions_.resize(kept);
  // Of each concept the name to show first.
  std::sort(descriptions_.begin(), descriptions_.end(), [](const Description& a, const Description& b) {
    return std::tuple(a.of, !a.full, !a.english, b.effective_time, a.id) <
           std::tuple(b.of, !b.full, !b.english, a.effective_time, b.id);
  });
}

void SnomedRelease::AddSystem(ReleaseRows& out) const {
  std::string version = absl::StrJoin(versions_, ", ");
  if (version.empty()) {
    uint32_t latest = 0;
    for (const Concept& row : concepts_) latest = std::max(latest, row.effective_time);
    version = absl::StrCat(latest);
  }
  out.AddSystem(concept_files_.front(), kSnomedUri, "SNOMED CT", version);
  if (!relationship_files_.empty()) return;
  out.AddUnlinkedSystem(concept_files_.front(), kSnomedUri, "SNOMED CT");
  out.issues().Error(concept_files_.front(), "no snapshot of relationships: nothing lies beneath another");
}

void SnomedRelease::Finish(ReleaseRows& out) {
  if (concepts_.empty()) {
    for (const auto& files : {concept_files_, relationship_files_, description_files_}) {
      for (const RowOrigin& file : files) out.issues().Error(file, "left out: SNOMED CT without concepts");
    }
    return;
  }
  KeepLatest(concepts_, out.issues());
  KeepIsAs(out.issues());
  KeepDescriptions(out.issues());
  AddSystem(out);
  out.Expect(concepts_.size());
  auto above = is_as_.begin();
  auto name = descriptions_.begin();
  for (const Concept& row : concepts_) {
    if (!row.active) continue;
    ConceptRow added{row.origin, CodeOf(row.id), "", {}, {}};
    for (; above != is_as_.end() && above->source == row.id; ++above)
      added.parents.push_back(CodeOf(above->destination));
    if (!description_files_.empty() && (name == descriptions_.end() || name->of != row.id || !name->full))
      out.issues().Error(row.origin, absl::StrCat("no fully specified name: ", Quoted(row.id)));
    for (; name != descriptions_.end() && name->of == row.id; ++name) {
      added.synonyms.emplace_back(name->term);
      if (name->full) added.synonyms.emplace_back(WithoutTag(name->term));
    }
    if (!added.synonyms.empty()) added.display = added.synonyms.front();
    out.AddConcept(std::move(added));
  }
}

}  // namespace trialmatch
