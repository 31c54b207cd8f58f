// A table of drug classes and the drugs in them.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_DRUG_CLASSES_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_DRUG_CLASSES_H_

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// Rows by the names of their columns, separated by tabs, in any order: "class" (its code), "name",
// "ingredient" (the RxCUI of a drug in the class, mostly an ingredient; empty in a row that only names the
// class), and where there are such columns "parent" (the code of a class above it) and "system" (the URI of
// the classes, for example that of ATC; else urn:trialmatch:drug-class). A class has a row for each of its
// drugs.
class DrugClasses {
 public:
  void ReadTable(const ReleaseFile& file, LoadIssues& issues);
  // The classes that name the drug.
  std::vector<Code> ClassesOf(absl::string_view rxcui) const;
  // Adds the classes. `is_drug` has the RxCUIs of the release, which goes on with ClassesOf; those that only
  // a plain table has are put beneath their classes here.
  void Finish(ReleaseRows& out, absl::FunctionRef<bool(absl::string_view)> is_drug) const;

 private:
  struct Class {
    RowOrigin origin;
    std::string name;
    std::set<std::string> parents;  // of the same system
  };
  struct Source {
    RowOrigin origin;
    std::string version;
  };
  struct Row {
    RowOrigin origin;
    absl::string_view code, name, drug, parent, system;
  };

  void AddRow(const Row& row, absl::string_view version, LoadIssues& issues);

  std::map<std::string, Source> systems_;  // by URI
  std::map<Code, Class> classes_;
  absl::flat_hash_map<std::string, std::vector<std::pair<Code, RowOrigin>>> classes_of_drug_;  // by RxCUI
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_DRUG_CLASSES_H_
