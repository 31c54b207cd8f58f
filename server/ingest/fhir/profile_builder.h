// The profile that is being made: room, ids, places and links of its facts.
#ifndef TRIALMATCH_INGEST_FHIR_PROFILE_BUILDER_H_
#define TRIALMATCH_INGEST_FHIR_PROFILE_BUILDER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"
#include "ingest/fhir/profile_limits.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch::fhir {

class ProfileBuilder {
 public:
  using Links = google::protobuf::RepeatedPtrField<v1::FactLink>;

  explicit ProfileBuilder(Findings& findings) : findings_(findings) {}
  ProfileBuilder(const ProfileBuilder&) = delete;
  ProfileBuilder& operator=(const ProfileBuilder&) = delete;

  v1::PatientProfile& profile() { return profile_; }

  // A new element of a list of records, with its id: "Condition/1" of the resource at `place`, with what
  // stands within the resource where several records are made of it ("Observation/1#component-0"); by the
  // place where it has no usable id. Null when the profile holds as many as it may: the resource is left out
  // then. `list` is the path of the list: "conditions", "relatives[0].conditions".
  template <typename Record>
  Record* Add(google::protobuf::RepeatedPtrField<Record>& records, absl::string_view list, const Json& place,
              absl::string_view part = "") {
    if (records_ == kMaxFacts) {
      is_full_ = true;
      return nullptr;
    }
    ++records_;
    Record* const record = records.Add();
    record->set_id(MakeId(place, part));
    places_.emplace(absl::StrCat(list, "[", records.size() - 1, "]"), findings_.PathOf(place));
    return record;
  }

  // Another name of the records of a resource: what refers to it means the fact. For links.
  void NameFact(const Json& resource, const std::string& fact_id) {
    facts_[resource.index()].push_back(fact_id);
  }
  // The links of a record that was made of the resource.
  void NameLinks(const Json& resource, Links& links) { links_[resource.index()].push_back(&links); }
  // Once all are read, each record of `from` has a link to each fact of `to`. A link to itself, or to
  // nothing, is none.
  void LinkLater(const Json& from, v1::FactLink::Kind kind, const Json& to) {
    if (from && to && !(from == to)) pending_.push_back({from.index(), kind, to.index()});
  }
  // After the last record. Links to what is no fact are left out.
  void MakeLinks();

  // Records so far.
  int records() const { return records_; }
  // Whether a record was left out for want of room.
  bool is_full() const { return is_full_; }
  // From the path of a record in the profile ("conditions[2]") to that of its resource.
  absl::flat_hash_map<std::string, std::string> TakePlaces() { return std::move(places_); }

 private:
  struct PendingLink {
    uint32_t from;
    v1::FactLink::Kind kind;
    uint32_t to;
  };

  std::string MakeId(const Json& place, absl::string_view part);

  Findings& findings_;
  v1::PatientProfile profile_;
  int records_ = 0;
  bool is_full_ = false;
  absl::flat_hash_set<std::string> ids_;
  absl::flat_hash_map<std::string, std::string> places_;
  absl::flat_hash_map<uint32_t, std::vector<std::string>> facts_;
  absl::flat_hash_map<uint32_t, std::vector<Links*>> links_;
  std::vector<PendingLink> pending_;
};

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_PROFILE_BUILDER_H_
