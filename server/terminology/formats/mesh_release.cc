#include "terminology/formats/mesh_release.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "terminology/name_words.h"
#include "terminology/system_uris.h"

namespace trialmatch {

MeshRelease::Heading& MeshRelease::HeadingOf(RowOrigin origin, absl::string_view name) {
  const auto [found, added] = heading_of_name_.emplace(name, headings_.size());
  if (added) headings_.push_back({origin, std::string(name), "", {}, {}});
  return headings_[found->second];
}

void MeshRelease::ReadTree(const ReleaseFile& file, LoadIssues& issues) {
  if (!tree_.has_value()) tree_ = Source{{file.index, 0}, VersionInName(file.name)};
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    const size_t split = line.rfind(';');
    const absl::string_view name = absl::StripAsciiWhitespace(line.substr(0, split));
    if (split == absl::string_view::npos || name.empty() || split + 1 == line.size()) {
      return issues.Error(origin, "a line of the tree is a heading, a semicolon and a tree number");
    }
    if (name.size() > 256) return issues.Error(origin, "the heading is longer than 256 bytes");
    HeadingOf(origin, name).numbers.emplace_back(absl::StripAsciiWhitespace(line.substr(split + 1)));
  });
}

void MeshRelease::ReadDescriptors(const ReleaseFile& file, LoadIssues& issues) {
  if (!descriptors_.has_value()) descriptors_ = Source{{file.index, 0}, VersionInName(file.name)};
  Heading record;
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    if (line == "*NEWRECORD") {
      AddRecord(record, issues);
      record = {origin, "", "", {}, {}};
      return;
    }
    const size_t split = line.find(" = ");
    if (split == absl::string_view::npos) return;  // goes on with a text that is not read
    const absl::string_view key = line.substr(0, split);
    const absl::string_view value = absl::StripAsciiWhitespace(line.substr(split + 3));
    if (key == "MH") record.name = std::string(value);
    if (key == "UI") record.id = std::string(value);
    if (key == "MN") record.numbers.emplace_back(value);
    if (key == "ENTRY" || key == "PRINT ENTRY")
      record.synonyms.emplace_back(value.substr(0, value.find('|')));
  });
  AddRecord(record, issues);
}

void MeshRelease::AddRecord(const Heading& record, LoadIssues& issues) {
  if (record.name.empty() && record.id.empty()) return;  // before the first, or of another kind
  if (record.name.empty() || record.id.empty() || record.name.size() > 256) {
    return issues.Error(record.origin, "a descriptor has a heading (MH) and an id (UI)");
  }
  Heading& heading = HeadingOf(record.origin, record.name);
  if (!heading.id.empty()) {
    return issues.Error(record.origin,
                        absl::StrCat("the heading has a record already: ", QuoteForIssue(record.name)));
  }
  heading.id = record.id;
  heading.numbers.insert(heading.numbers.end(), record.numbers.begin(), record.numbers.end());
  heading.synonyms = record.synonyms;
}

void MeshRelease::Claim(absl::string_view id, absl::string_view name) { claims_.emplace_back(id, name); }

std::vector<std::optional<std::string>> MeshRelease::StatedIds(const std::vector<MapRow>& maps) const {
  std::vector<std::optional<std::string>> stated(headings_.size());
  for (const MapRow& map : maps) {
    if (map.kind != MapKind::kExact) continue;
    const bool forward = map.from.system() == kMeshHeadingUri;
    const Code& heading = forward ? map.from : map.to;
    const Code& id = forward ? map.to : map.from;
    if (heading.system() != kMeshHeadingUri || id.system() != kMeshUri) continue;
    const auto found = heading_of_name_.find(heading.code());
    if (found != heading_of_name_.end()) stated[found->second] = id.code();
  }
  return stated;
}

std::vector<std::optional<std::string>> MeshRelease::JoinedIds(
    const std::vector<std::optional<std::string>>& stated) const {
  std::set<std::string> taken;
  for (const auto& id : stated) {
    if (id.has_value()) taken.insert(*id);
  }
  absl::flat_hash_map<std::string, std::set<size_t>> headings_of_words;
  for (size_t i = 0; i < headings_.size(); ++i) {
    headings_of_words[JoinedNameWords(headings_[i].name)].insert(i);
    const std::optional<std::string> natural = NaturalOrder(headings_[i].name);
    if (natural.has_value()) headings_of_words[JoinedNameWords(*natural)].insert(i);
  }
  std::vector<std::set<absl::string_view>> ids(headings_.size());
  absl::flat_hash_map<absl::string_view, std::set<size_t>> headings_of_id;
  for (const auto& [id, name] : claims_) {
    const auto found = headings_of_words.find(JoinedNameWords(name));
    if (found == headings_of_words.end() || taken.contains(id)) continue;
    for (const size_t heading : found->second) {
      ids[heading].insert(id);
      headings_of_id[id].insert(heading);
    }
  }
  std::vector<std::optional<std::string>> joined(headings_.size());
  for (size_t i = 0; i < headings_.size(); ++i) {
    if (stated[i].has_value() || ids[i].size() != 1 || headings_of_id.at(*ids[i].begin()).size() != 1)
      continue;
    joined[i] = std::string(*ids[i].begin());
  }
  return joined;
}

Code MeshRelease::CodeOf(const Heading& heading) {
  return heading.id.empty() ? Code(kMeshHeadingUri, heading.name) : Code(kMeshUri, heading.id);
}

void MeshRelease::AddSystems(ReleaseRows& out) const {
  if (descriptors_.has_value()) out.AddSystem(descriptors_->origin, kMeshUri, "MeSH", descriptors_->version);
  if (!tree_.has_value()) return;
  out.AddSystem(tree_->origin, kMeshHeadingUri, "MeSH headings", tree_->version);
  if (descriptors_.has_value()) return;
  out.AddSystem(tree_->origin, kMeshUri, "MeSH (ids known from cross-references)", tree_->version);
  out.AddPartialSystem(tree_->origin, kMeshUri, "MeSH");
  out.AddUnlinkedSystem(tree_->origin, kMeshUri, "MeSH");
}

void MeshRelease::AddHeading(size_t index, ReleaseRows& out) {
  Heading& heading = headings_[index];
  ConceptRow row{heading.origin, CodeOf(heading), heading.name, {}, std::move(heading.synonyms)};
  for (const std::string& number : heading.numbers) {
    const size_t last = number.rfind('.');
    if (last == std::string::npos) continue;  // the top of a category
    const auto above = heading_of_number_.find(number.substr(0, last));
    if (above == heading_of_number_.end()) {
      out.issues().Error(heading.origin, absl::StrCat("nothing stands above ", QuoteForIssue(number)));
    } else if (above->second != index) {
      row.parents.push_back(CodeOf(headings_[above->second]));
    }
  }
  out.AddConcept(std::move(row));
}

void MeshRelease::Finish(ReleaseRows& out) {
  if (headings_.empty()) return;
  AddSystems(out);
  for (size_t i = 0; i < headings_.size(); ++i) {
    for (const std::string& number : headings_[i].numbers) {
      const auto [found, added] = heading_of_number_.emplace(number, i);
      if (!added && found->second != i) {
        out.issues().Error(headings_[i].origin,
                           absl::StrCat("another heading has the tree number ", QuoteForIssue(number)));
      }
    }
  }
  std::vector<std::optional<std::string>> stated(headings_.size()), joined(headings_.size());
  if (!descriptors_.has_value()) {
    stated = StatedIds(out.maps());
    joined = JoinedIds(stated);
  }
  out.Expect(headings_.size() + headings_.size() / 8);
  size_t with_id = 0;
  for (size_t i = 0; i < headings_.size(); ++i) {
    AddHeading(i, out);
    const Heading& heading = headings_[i];
    const std::optional<std::string>& known = stated[i].has_value() ? stated[i] : joined[i];
    with_id += !heading.id.empty() || known.has_value();
    if (!known.has_value()) continue;
    const Code id(kMeshUri, *known);
    out.AddConcept({heading.origin, id, heading.name, {}, {}});
    // What joins is a cross-reference by another publisher, however well the names agree.
    if (joined[i].has_value()) out.AddMap(heading.origin, CodeOf(heading), id, /*exact=*/false);
  }
  if (with_id == headings_.size()) return;
  out.issues().Warning(tree_.value_or(Source{}).origin,
                       absl::StrFormat("%d of %d headings (%.1f %%) have a MeSH id; the others are known by "
                                       "their headings",
                                       with_id, headings_.size(), 100.0 * with_id / headings_.size()));
}

}  // namespace trialmatch
