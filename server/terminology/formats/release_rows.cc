#include "terminology/formats/release_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "terminology/formats/release_file.h"
#include "terminology/plain_table_parser.h"

namespace trialmatch {

ReleaseRows::ReleaseRows(TableRows& rows, LoadIssues& issues) : rows_(rows), issues_(issues) {
  for (size_t i = 0; i < rows.systems.size(); ++i) system_of_uri_.emplace(rows.systems[i].uri, i);
  for (size_t i = 0; i < rows.concepts.size(); ++i) own_.emplace(rows.concepts[i].code, i);
  for (const UnitRow& unit : rows.units) own_units_.insert(unit.code);
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
  if (row.code.code().empty() || row.code.code().size() > kMaxCodeBytes) {
    return issues_.Error(row.origin, absl::StrCat("a code has 1 to ", kMaxCodeBytes, " bytes"));
  }
  row.display = CutName(row.display);
  if (row.display.empty()) row.display = row.code.code();
  const auto own = own_.find(row.code);
  if (own != own_.end()) {
    ConceptRow& known = rows_.concepts[own->second];
    known.parents.insert(known.parents.end(), row.parents.begin(), row.parents.end());
    known.synonyms.insert(known.synonyms.end(), row.synonyms.begin(), row.synonyms.end());
    if (row.display != row.code.code()) known.synonyms.push_back(std::move(row.display));
    return Bound(known);
  }
  if (rows_.concepts.size() >= kMaxTableConcepts) {
    return issues_.Error(row.origin, absl::StrCat("more than ", kMaxTableConcepts, " concepts"));
  }
  Bound(row);
  rows_.concepts.push_back(std::move(row));
}

void ReleaseRows::Bound(ConceptRow& row) {
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
}

void ReleaseRows::AddMap(RowOrigin origin, Code from, Code to, bool exact) {
  rows_.maps.push_back({origin, std::move(from), std::move(to), exact ? MapKind::kExact : MapKind::kXref});
}

void ReleaseRows::AddUnit(RowOrigin origin, const Code& code, absl::string_view unit) {
  if (!own_units_.contains(code)) rows_.units.push_back({origin, code, std::string(unit)});
}

}  // namespace trialmatch
