#include "terminology/formats/disease_release.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "terminology/system_uris.h"

namespace trialmatch {
namespace {

absl::string_view Unquoted(absl::string_view cell) {
  cell = absl::StripAsciiWhitespace(cell);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
  return cell;
}

// The value without trailing "{modifiers}" and "! comment".
absl::string_view Identifier(absl::string_view value) {
  return value.substr(0, value.find_first_of(" \t{!"));
}

// "MESH:D006394" as a code; empty for a system that is not read here.
std::optional<Code> CrossReferenced(absl::string_view reference) {
  const size_t colon = reference.find(':');
  if (colon == absl::string_view::npos || colon + 1 == reference.size()) return std::nullopt;
  const absl::string_view prefix = reference.substr(0, colon);
  std::string code(reference.substr(colon + 1));
  if (code.size() > 64) return std::nullopt;
  if (prefix == "MESH" || prefix == "MSH") return Code(kMeshUri, std::move(code));
  if (prefix == "ICD10CM") return Code(kIcd10CmUri, std::move(code));
  if (absl::StartsWith(prefix, "SNOMEDCT_US") || prefix == "SCTID") return Code(kSnomedUri, std::move(code));
  return std::nullopt;
}

absl::string_view SystemName(absl::string_view uri) {
  if (uri == kMeshUri) return "MeSH";
  if (uri == kIcd10CmUri) return "ICD-10-CM";
  if (uri == kSnomedUri) return "SNOMED CT";
  return uri == kDiseaseOntologyUri ? "Disease Ontology" : uri;
}

}  // namespace

DiseaseRelease::Term& DiseaseRelease::TermOf(RowOrigin origin, absl::string_view id,
                                             absl::string_view system) {
  const auto [found, added] = terms_.try_emplace(std::string(id));
  if (added) {
    found->second.origin = origin;
    found->second.system = std::string(system);
  }
  return found->second;
}

void DiseaseRelease::ReadRows(const ReleaseFile& file, LoadIssues& issues, bool cross_references) {
  systems_.try_emplace(kDiseaseOntologyUri, System{{file.index, 0}, VersionInName(file.name)});
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    if (origin.line == 1) return;  // the names of the columns
    const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
    const absl::string_view id = Unquoted(cells[0]);
    if (cells.size() != 3 || id.empty() || Unquoted(cells[1]).empty()) {
      return issues.Error(origin, "a row has three cells, and an id and a label in the first two");
    }
    Term& term = TermOf(origin, id, kDiseaseOntologyUri);
    if (term.label.empty()) term.label = std::string(Unquoted(cells[1]));
    const absl::string_view last = Unquoted(cells[2]);
    if (!cross_references) term.defined = true;
    for (const absl::string_view one : absl::StrSplit(last, '|', absl::SkipWhitespace())) {
      if (!cross_references) term.parent_labels.emplace_back(absl::StripAsciiWhitespace(one));
      if (!cross_references) continue;
      for (const absl::string_view reference : absl::StrSplit(one, ", ", absl::SkipWhitespace()))
        term.cross_references.emplace_back(absl::StripAsciiWhitespace(reference));
    }
  });
}

void DiseaseRelease::ReadTable(const ReleaseFile& file, LoadIssues& issues) { ReadRows(file, issues, false); }

void DiseaseRelease::ReadCrossReferences(const ReleaseFile& file, LoadIssues& issues) {
  ReadRows(file, issues, true);
}

void DiseaseRelease::ReadTag(absl::string_view key, absl::string_view value, Term& term) {
  if (key == "name") term.label = std::string(value);
  if (key == "is_a") term.parents.emplace_back(Identifier(value));
  if (key == "alt_id") term.other_ids.emplace_back(Identifier(value));
  if (key == "xref") term.cross_references.emplace_back(Identifier(value));
  if (key == "is_obsolete") term.obsolete = Identifier(value) == "true";
  if (key == "replaced_by") term.replaced_by.emplace_back(Identifier(value));
  if (key == "synonym" && absl::ConsumePrefix(&value, "\"")) {
    const size_t end = value.find('"');
    if (end == absl::string_view::npos) return;
    // Narrow, broad and related ones name something else.
    if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(value.substr(end + 1)), "EXACT"))
      term.synonyms.emplace_back(value.substr(0, end));
  }
}

void DiseaseRelease::ReadObo(const ReleaseFile& file, LoadIssues& issues) {
  std::string system = kDiseaseOntologyUri, version = VersionInName(file.name);
  bool in_term = false, in_header = true;
  Term* term = nullptr;
  ForEachLine(file, issues, [&](RowOrigin origin, absl::string_view line) {
    if (line.front() == '[') {
      if (in_header) systems_.try_emplace(system, System{{file.index, 0}, version});
      in_header = false;
      in_term = absl::StripAsciiWhitespace(line) == "[Term]";
      term = nullptr;
      return;
    }
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos) return issues.Error(origin, "neither a stanza nor a tag");
    const absl::string_view key = line.substr(0, colon);
    const absl::string_view value = absl::StripAsciiWhitespace(line.substr(colon + 1));
    if (in_header && key == "data-version" && !value.empty()) version = std::string(value);
    if (in_header && key == "ontology" && !absl::StartsWith(value, "doid") && !value.empty())
      system = absl::StrCat("http://purl.obolibrary.org/obo/", value, ".owl");
    if (!in_term) return;
    if (key == "id") {
      if (Identifier(value).empty()) return issues.Error(origin, "a term without an id");
      term = &TermOf(origin, Identifier(value), system);
      term->defined = true;
    } else if (term == nullptr) {
      issues.Error(origin, "a tag of a term before its id");
    } else {
      ReadTag(key, value, *term);
    }
  });
}

void DiseaseRelease::AddCrossReferences(const Code& code, const Term& term, ReleaseRows& out,
                                        MeshRelease& mesh) {
  size_t mesh_ids = 0;
  for (const std::string& reference : term.cross_references) {
    const std::optional<Code> other = CrossReferenced(reference);
    mesh_ids += other.has_value() && other->system() == kMeshUri;
  }
  for (const std::string& reference : term.cross_references) {
    const std::optional<Code> other = CrossReferenced(reference);
    if (!other.has_value()) continue;
    out.AddNamedSystem(term.origin, other->system(), SystemName(other->system()));
    out.AddMap(term.origin, code, *other, /*exact=*/false);
    if (other->system() != kMeshUri || mesh_ids != 1) continue;
    mesh.Claim(other->code(), term.label);
    for (const std::string& synonym : term.synonyms) mesh.Claim(other->code(), synonym);
  }
}

void DiseaseRelease::AddReplaced(const std::string& id, const Term& term, ReleaseRows& out) {
  if (term.replaced_by.size() != 1) return;
  const auto now = terms_.find(term.replaced_by.front());
  if (now == terms_.end() || !now->second.defined || now->second.obsolete) return;
  out.AddPartialSystem(term.origin, term.system, SystemName(term.system));
  out.AddMap(term.origin, Code(term.system, id), Code(now->second.system, now->first), /*exact=*/true);
}

void DiseaseRelease::AddTerm(const std::string& id, Term& term, ReleaseRows& out, MeshRelease& mesh) {
  const Code code(term.system, id);
  ConceptRow row{term.origin, code, term.label, {}, term.synonyms};
  for (const std::string& parent : term.parents) {
    const auto above = terms_.find(parent);
    Code code_above(above == terms_.end() ? term.system : above->second.system, parent);
    const bool here = above != terms_.end() && above->second.defined && !above->second.obsolete;
    if (here || out.IsOwn(code_above)) {
      row.parents.push_back(std::move(code_above));
    } else {
      out.issues().Error(term.origin, absl::StrCat("the parent is not a concept: ", QuoteForIssue(parent)));
    }
  }
  for (const std::string& label : term.parent_labels) {
    const auto ids = ids_of_label_.find(label);
    if (ids == ids_of_label_.end() || ids->second.size() != 1) {
      out.issues().Error(term.origin,
                         absl::StrCat(ids == ids_of_label_.end() ? "no term has" : "several terms have",
                                      " the label of the parent ", QuoteForIssue(label)));
      continue;
    }
    row.parents.emplace_back(terms_.at(ids->second.front()).system, ids->second.front());
  }
  out.AddConcept(std::move(row));
  for (const std::string& other : term.other_ids) {
    out.AddPartialSystem(term.origin, term.system, SystemName(term.system));
    if (other == id || terms_.contains(other)) {
      out.issues().Error(term.origin,
                         absl::StrCat("the alternative id ", QuoteForIssue(other), " is a term"));
    } else {
      out.AddMap(term.origin, code, Code(term.system, other), /*exact=*/true);
    }
  }
  AddCrossReferences(code, term, out, mesh);
}

void DiseaseRelease::Finish(ReleaseRows& out, MeshRelease& mesh) {
  for (const auto& [uri, system] : systems_)
    out.AddSystem(system.origin, uri, SystemName(uri), system.version);
  out.Expect(terms_.size());
  for (auto& [id, term] : terms_) {
    if (term.defined && !term.obsolete) ids_of_label_[term.label].push_back(id);
  }
  for (auto& [id, term] : terms_) {
    std::sort(term.cross_references.begin(), term.cross_references.end());
    term.cross_references.erase(std::unique(term.cross_references.begin(), term.cross_references.end()),
                                term.cross_references.end());
    if (!term.defined) {
      out.issues().Error(term.origin, absl::StrCat("cross-references of no term: ", QuoteForIssue(id)));
    } else if (term.obsolete) {
      AddReplaced(id, term, out);
    } else {
      AddTerm(id, term, out, mesh);
    }
  }
}

}  // namespace trialmatch
