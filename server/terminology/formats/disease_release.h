// The Disease Ontology, and other ontologies in the OBO format.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_DISEASE_RELEASE_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_DISEASE_RELEASE_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "terminology/formats/mesh_release.h"
#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// Terms by id; what several files say of one term comes together. Obsolete terms are left out. An
// alternative id, and an obsolete one that has one replacement, means the same as the term. Cross-references
// to systems that are known here (system_uris.h) become maps that count where they are one-to-one.
class DiseaseRelease {
 public:
  // Rows "id label subClassOf", the last being the label of a parent.
  void ReadTable(const ReleaseFile& file, LoadIssues& issues);
  // Rows "id label xrefs".
  void ReadCrossReferences(const ReleaseFile& file, LoadIssues& issues);
  void ReadObo(const ReleaseFile& file, LoadIssues& issues);
  // Tells `mesh` which names the ids that it refers to have.
  void Finish(ReleaseRows& out, MeshRelease& mesh);

 private:
  struct Term {
    RowOrigin origin;
    std::string system, label;
    std::vector<std::string> parents, parent_labels, synonyms, other_ids, cross_references;
    bool defined = false;  // not only referred to
    bool obsolete = false;
    std::vector<std::string> replaced_by;
  };
  struct System {
    RowOrigin origin;
    std::string version;
  };

  Term& TermOf(RowOrigin origin, absl::string_view id, absl::string_view system);
  void ReadRows(const ReleaseFile& file, LoadIssues& issues, bool cross_references);
  static void ReadTag(absl::string_view key, absl::string_view value, Term& term);
  void AddTerm(const std::string& id, Term& term, ReleaseRows& out, MeshRelease& mesh);
  void AddReplaced(const std::string& id, const Term& term, ReleaseRows& out);
  void AddCrossReferences(const Code& code, const Term& term, ReleaseRows& out, MeshRelease& mesh);

  std::map<std::string, System> systems_;  // by URI
  std::map<std::string, Term> terms_;      // by id
  absl::flat_hash_map<std::string, std::vector<std::string>> ids_of_label_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_DISEASE_RELEASE_H_
