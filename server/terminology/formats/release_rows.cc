#include "terminology/formats/release_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "terminology/formats/release_file.h"
#include "terminology/plain_table_parser.h"

namespace trialmatch {

ReleaseRows::ReleaseRows(TableRows& rows, LoadIssues& issues) : rows_(rows), issues_(issues) {
  for (size_t i = 0; i < rows.systems.size(); ++i) system_of_uri_.emplace(rows.systems[i].uri, i);
}

SystemRow& ReleaseRows::SystemOf(RowOrigin origin, absl::string_view uri, absl::string_view name) {
  const auto [found, added] = system_of_uri_.emplace(uri, rows_.systems.size());
  if (added)
    rows_.systems.push_back({origin, std::string(uri), std::string(name), "", "", false, false, false});
  return rows_.systems[found->second];
}

void ReleaseRows::AddSystem(RowOrigin origin, absl::string_view uri, absl::string_view name,
                            absl::string_view version) {
  SystemRow& system = SystemOf(origin, uri, name);
  const auto [first, added] = released_.emplace(uri, origin);
  if (!added) {
    if (system.version != version) {
      issues_.Warning(origin, absl::StrCat("another file gives the version ", QuoteForIssue(system.version),
                                           " of the same system; this one ", QuoteForIssue(version)));
    }
    return;
  }
  system.released = true;
  system.name = std::string(name);
  system.version = std::string(version);
}

void ReleaseRows::AddPartialSystem(RowOrigin origin, absl::string_view uri, absl::string_view name) {
  SystemOf(origin, uri, name).partial = true;
}

void ReleaseRows::AddUnlinkedSystem(RowOrigin origin, absl::string_view uri, absl::string_view name) {
  SystemOf(origin, uri, name).unlinked = true;
}

void ReleaseRows::AddConcept(ConceptRow row) {
  if (rows_.concepts.size() >= kMaxTableConcepts) {
    return issues_.Error(row.origin, absl::StrCat("more than ", kMaxTableConcepts, " concepts"));
  }
  if (row.code.code().empty() || row.code.code().size() > kMaxCodeBytes) {
    return issues_.Error(row.origin, absl::StrCat("a code has 1 to ", kMaxCodeBytes, " bytes"));
  }
  row.display = CutName(row.display);
  if (row.display.empty()) row.display = row.code.code();
  std::sort(row.parents.begin(), row.parents.end());
  row.parents.erase(std::unique(row.parents.begin(), row.parents.end()), row.parents.end());
  if (row.parents.size() > kMaxConceptParents) {
    issues_.Error(row.origin, absl::StrCat("more than ", kMaxConceptParents, " parents"));
    row.parents.resize(kMaxConceptParents);
  }
  for (std::string& synonym : row.synonyms) synonym = CutName(synonym);
  row.synonyms.erase(std::remove_if(row.synonyms.begin(), row.synonyms.end(),
                                    [&](const std::string& s) { return s.empty() || s == row.display; }),
                     row.synonyms.end());
  std::sort(row.synonyms.begin(), row.synonyms.end());
  row.synonyms.erase(std::unique(row.synonyms.begin(), row.synonyms.end()), row.synonyms.end());
  if (row.synonyms.size() > kMaxConceptSynonyms) {
    issues_.Error(row.origin, absl::StrCat("more than ", kMaxConceptSynonyms, " synonyms"));
    row.synonyms.resize(kMaxConceptSynonyms);
  }
  rows_.concepts.push_back(std::move(row));
}

void ReleaseRows::AddMap(RowOrigin origin, Code from, Code to, bool exact) {
  rows_.maps.push_back({origin, std::move(from), std::move(to), exact ? MapKind::kExact : MapKind::kXref});
}

}  // namespace trialmatch
