// What could not be used, and why: every resource, and what of a used one was left out.
#ifndef TRIALMATCH_INGEST_FHIR_FINDINGS_H_
#define TRIALMATCH_INGEST_FHIR_FINDINGS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "domain/issue.h"
#include "ingest/fhir/json.h"

namespace trialmatch::fhir {

// Descriptions never hold a value of the patient: they are literals, or made of names that FHIR defines. For
// one thread.
class Findings {
 public:
  // At most so many warnings of one text, each with its place; the rest is counted.
  static constexpr int kMaxAlike = 20;
  static constexpr size_t kMaxIssues = 900;
  // So many resources of one type that are not used for one reason have a line each; more have one together.
  static constexpr size_t kMaxSingle = 3;

  // `root` is the type of the resource that all stands in: "Bundle".
  explicit Findings(std::string root) : root_(std::move(root)) {}
  Findings(const Findings&) = delete;
  Findings& operator=(const Findings&) = delete;

  // The whole cannot be used.
  void Error(const Json& place, absl::string_view description);
  // Something of a resource is left out, or is read in a way that somebody should know of.
  void Warn(const Json& place, absl::string_view description);
  // This resource, or this entry without one, is not used.
  void List(const Json& place, absl::string_view type, absl::string_view reason);

  // "Bundle.entry[7].resource"
  std::string PathOf(const Json& place) const;

  // All, in the order: errors, resources not used by type and reason, warnings.
  Issues Take();

 private:
  struct Listed {
    std::vector<Json> places;
  };

  void AppendListed(Issues& issues) const;

  const std::string root_;
  Issues errors_;
  Issues warnings_;
  absl::flat_hash_map<std::string, int> alike_;
  std::map<std::pair<std::string, std::string>, Listed> listed_;  // by type and reason
};

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_FINDINGS_H_
