// SNOMED CT: the snapshot files of its release format 2 (RF2).
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_SNOMED_RELEASE_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_SNOMED_RELEASE_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// Concepts that are active, and the "is a" between two of them; definition (900000000000011006) and statement
// (900000000000010007) serve both, a relationship that is only additional does not. A component may stand in
// the files of several modules (an edition and what it extends): the row with the latest effectiveTime
// counts, so an extension can retire what the international edition has. Names are the active descriptions.
class SnomedRelease {
 public:
  // Rows "id effectiveTime active moduleId definitionStatusId".
  void ReadConcepts(const ReleaseFile& file, LoadIssues& issues);
  // Rows "id effectiveTime active moduleId sourceId destinationId relationshipGroup typeId
  // characteristicTypeId modifierId"; the source lies beneath the destination.
  void ReadRelationships(const ReleaseFile& file, LoadIssues& issues);
  // Rows "id effectiveTime active moduleId conceptId languageCode typeId term caseSignificanceId". Their
  // terms are parts of the file's content, which outlives this.
  void ReadDescriptions(const ReleaseFile& file, LoadIssues& issues);
  // The name is the fully specified one, in English if there is one.
  void Finish(ReleaseRows& out);

 private:
  struct Component {
    uint64_t id = 0;
    uint32_t effective_time = 0;  // as yyyymmdd
    bool active = false;
    RowOrigin origin;
  };
  struct Concept : Component {
    bool operator==(const Concept& other) const { return active == other.active; }
  };
  struct IsA : Component {
    uint64_t source = 0, destination = 0;
    bool operator==(const IsA& o) const {
      return active == o.active && source == o.source && destination == o.destination;
    }
  };
  struct Description : Component {
    uint64_t of = 0;
    bool full = false;  // the fully specified name
    bool english = false;
    absl::string_view term;
    bool operator==(const Description& o) const {
      return active == o.active && of == o.of && full == o.full && term == o.term;
    }
  };

  // Of each id the row that counts, in the order of ids.
  template <typename Row>
  static void KeepLatest(std::vector<Row>& rows, LoadIssues& issues);
  // Keeps those that are active and of what `Of` gives an active concept; says where there is none.
  void KeepIsAs(LoadIssues& issues);
  void KeepDescriptions(LoadIssues& issues);
  bool IsActive(uint64_t concept_id) const;
  const Concept* Find(uint64_t concept_id) const;
  void AddSystem(ReleaseRows& out) const;

  std::vector<Concept> concepts_;
  std::vector<IsA> is_as_;
  std::vector<Description> descriptions_;
  std::vector<RowOrigin> concept_files_, relationship_files_, description_files_;
  std::set<std::string> versions_;  // that the names of the concept files have
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_SNOMED_RELEASE_H_
