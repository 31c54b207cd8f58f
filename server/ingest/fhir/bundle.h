// The resources of a content, who refers to whom, and whom they are about.
#ifndef TRIALMATCH_INGEST_FHIR_BUNDLE_H_
#define TRIALMATCH_INGEST_FHIR_BUNDLE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"

namespace trialmatch::fhir {

// Whom a resource is about.
enum class About { kPatient, kAnother, kUntold };

// A resource of the content with the URL that its entry gives it (empty: none).
struct Entry {
  Json resource;
  absl::string_view url;
  absl::string_view type;  // one that FHIR R4 has
};

// Immutable once read; as long-lived as the document.
class Bundle {
 public:
  // Reports what of the whole cannot be used as errors: no Bundle and no Patient; a type of Bundle that does
  // not hold one patient's record; none or two Patients; a Patient that nobody may read. Lists entries
  // without a resource, with one that is no FHIR R4, or with one that stands twice.
  Bundle(const Json& root, Findings& findings) { Read(root, findings); }

  // Nothing after an error.
  const Json& patient() const { return patient_; }
  // All others that are worth a look, in the order of the content.
  const std::vector<Entry>& entries() const { return entries_; }
  // All resources and entries without one; with the Patient.
  size_t count() const { return count_; }
  // Of these, those that were listed here.
  size_t listed() const { return listed_; }

  // The resource that the Reference points to, from within `resource`: by a URL of an entry, by "Type/id", or
  // by "#id" a contained one. Nothing where it is not in the content.
  Json Resolve(const Json& reference, const Json& resource) const;
  // Whom the Reference names.
  About WhoIs(const Json& reference, const Json& resource) const;

 private:
  void Read(const Json& root, Findings& findings);
  void ReadEntry(const Json& entry, Findings& findings);
  void ReadPatients(const Json& root, Findings& findings);
  // False where the same stood before.
  bool Learn(const Entry& entry, Findings& findings);
  bool LearnName(const std::string& name, const Entry& entry, Findings& findings);

  Json patient_;
  std::vector<Json> patients_;
  std::vector<Entry> entries_;
  size_t count_ = 0;
  size_t listed_ = 0;
  absl::flat_hash_map<std::string, Json> by_url_;  // and "Type/id"
  bool patient_has_url_ = false;                   // one that no other server's resource may have
  absl::flat_hash_set<std::string> ambiguous_;     // names that two resources have
};

// "Patient" of what claims that type; "" where it claims none, or one that FHIR R4 does not have.
absl::string_view TypeOf(const Json& resource);

// Why nobody may read the resource who does not know what else it says; empty: anybody may.
absl::string_view WhyUnreadable(const Json& resource);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_BUNDLE_H_
