// RxNorm: the names and relations of its release in the Rich Release Format (RRF).
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_RXNORM_RELEASE_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_RXNORM_RELEASE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "terminology/formats/drug_classes.h"
#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// Ingredients, brand names, clinical and branded drugs, their components and forms, and packs; dose forms are
// no drugs and left out, and so is what is obsolete or suppressed. A drug lies beneath whatever who takes it
// takes: a clinical drug beneath its ingredients and components, a brand beneath what it is a trade name of,
// a pack beneath what it contains, a salt beneath its base, several ingredients together beneath each of
// them. The columns are those of the technical documentation of RxNorm. Text and keys are parts of the files'
// contents, which outlive this.
class RxNormRelease {
 public:
  // RXNCONSO.RRF, of which the atoms of RxNorm's own vocabulary serve.
  void ReadNames(const ReleaseFile& file, LoadIssues& issues);
  // RXNREL.RRF, of which the relations between concepts serve. RELA is what the SECOND concept is to the
  // first: "clinical drug" as RXCUI2, has_ingredient, and the ingredient as RXCUI1. The file has each both
  // ways.
  void ReadRelations(const ReleaseFile& file, LoadIssues& issues);
  // RXNSAB.RRF, which has the version.
  void ReadSources(const ReleaseFile& file, LoadIssues& issues);
  // Puts the drugs beneath their classes too.
  void Finish(const DrugClasses& classes, ReleaseRows& out);

 private:
  struct Drug {
    RowOrigin origin;
    absl::string_view rxcui, name;  // no name: only other names are known of it
    bool ingredient = false;
    std::vector<absl::string_view> synonyms;
  };
  struct Relation {
    RowOrigin origin;
    absl::string_view child, parent;  // RxCUIs
  };

  Drug& DrugOf(RowOrigin origin, absl::string_view rxcui);
  // The place of a drug that has a name.
  std::optional<size_t> Find(absl::string_view rxcui) const;
  // By drug the drugs above it; says which relations are of no drug.
  std::vector<std::vector<uint32_t>> Above(LoadIssues& issues) const;
  void AddSystem(ReleaseRows& out) const;

  std::optional<RowOrigin> names_, relations_;  // the files
  std::string version_;
  std::vector<Drug> drugs_;
  absl::flat_hash_map<absl::string_view, size_t> drug_of_rxcui_;
  std::vector<Relation> up_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_RXNORM_RELEASE_H_
