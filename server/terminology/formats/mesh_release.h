// MeSH: the tree of headings, and the descriptors with their ids and entry terms.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_MESH_RELEASE_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_MESH_RELEASE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// A heading stands at several places of the tree and is one concept, beneath what is above any of them. With
// an id from a descriptor file it is a code of MeSH. Else its code is the heading itself, in a system of its
// own; if another release names a MeSH id for just this heading, that id is a concept too and means the same.
class MeshRelease {
 public:
  // Lines "heading;tree number".
  void ReadTree(const ReleaseFile& file, LoadIssues& issues);
  // The ASCII file of descriptors ("d2019.bin"): records of lines "MH = heading".
  void ReadDescriptors(const ReleaseFile& file, LoadIssues& issues);
  // Another release says that the descriptor has this name.
  void Claim(absl::string_view id, absl::string_view name);
  // Reports the share of headings that have an id.
  void Finish(ReleaseRows& out);

 private:
  struct Heading {
    RowOrigin origin;
    std::string name, id;
    std::vector<std::string> numbers, synonyms;
  };
  struct Source {
    RowOrigin origin;
    std::string version;
  };

  Heading& HeadingOf(RowOrigin origin, absl::string_view name);
  void AddRecord(const Heading& record, LoadIssues& issues);
  void AddSystems(ReleaseRows& out) const;
  // By heading: the id that a map of a plain table gives it.
  std::vector<std::optional<std::string>> StatedIds(const std::vector<MapRow>& maps) const;
  // By heading that has none of these: the id that claims it and nothing else, and that nothing else claims.
  std::vector<std::optional<std::string>> JoinedIds(
      const std::vector<std::optional<std::string>>& stated) const;
  static Code CodeOf(const Heading& heading);
  void AddHeading(size_t index, ReleaseRows& out);

  std::optional<Source> tree_, descriptors_;
  std::vector<Heading> headings_;
  absl::flat_hash_map<std::string, size_t> heading_of_name_;
  absl::flat_hash_map<std::string, size_t> heading_of_number_;
  std::vector<std::pair<std::string, std::string>> claims_;  // id, name
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_MESH_RELEASE_H_
