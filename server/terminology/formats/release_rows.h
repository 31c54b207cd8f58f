// Where the readers of releases put what they read.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_ROWS_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_ROWS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Keeps the bounds of the plain table for concepts, parents, synonyms, codes and names; what is beyond them
// is an issue and left out.
class ReleaseRows {
 public:
  // Both outlive this.
  ReleaseRows(TableRows& rows, LoadIssues& issues);

  // A system that a release is of. Where a plain table describes it, that keeps its group and the release
  // gives name and version; the first release of a system counts.
  void AddSystem(RowOrigin origin, absl::string_view uri, absl::string_view name, absl::string_view version);
  // A system that maps into, of which nothing need be loaded.
  void AddNamedSystem(RowOrigin origin, absl::string_view uri, absl::string_view name) {
    SystemOf(origin, uri, name);
  }
  // A system of which maps may name codes that are not loaded.
  void AddPartialSystem(RowOrigin origin, absl::string_view uri, absl::string_view name);
  // A system of which codes are known, but not how they lie to each other.
  void AddUnlinkedSystem(RowOrigin origin, absl::string_view uri, absl::string_view name);
  // Those of the plain tables, and those added until now.
  const std::vector<MapRow>& maps() const { return rows_.maps; }
  // Makes room for so many more concepts.
  void Expect(size_t concepts) { rows_.concepts.reserve(rows_.concepts.size() + concepts); }
  // True iff a plain table has the concept.
  bool IsOwn(const Code& code) const { return own_.contains(code); }
  // Where a plain table has the concept too, it keeps its name and gets the parents and names of the release.
  void AddConcept(ConceptRow row);
  void AddMap(RowOrigin origin, Code from, Code to, bool exact);
  // Nothing where a plain table says what the code is measured in.
  void AddUnit(RowOrigin origin, const Code& code, absl::string_view unit);
  LoadIssues& issues() { return issues_; }

 private:
  SystemRow& SystemOf(RowOrigin origin, absl::string_view uri, absl::string_view name);
  // Keeps the bounds of the format.
  void Bound(ConceptRow& row);

  TableRows& rows_;
  LoadIssues& issues_;
  absl::flat_hash_map<std::string, size_t> system_of_uri_;
  absl::flat_hash_map<std::string, RowOrigin> released_;
  // Of the plain tables: the row of each concept, and what has a unit.
  absl::flat_hash_map<Code, size_t> own_;
  absl::flat_hash_set<Code> own_units_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_ROWS_H_
