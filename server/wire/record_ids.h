// Ids of a profile's records: unique over the whole profile, generated where the caller gave none.
#ifndef TRIALMATCH_WIRE_RECORD_IDS_H_
#define TRIALMATCH_WIRE_RECORD_IDS_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "trialmatch/v1/patient.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

class RecordIds {
 public:
  // What a link may point to.
  enum class Target { kNone, kFact, kEnteredInError };

  // Learns all ids that the profile, which outlives it, gives, so that a generated one never takes one of
  // them.
  explicit RecordIds(const v1::PatientProfile& profile);

  // Records of all lists together.
  int count() const { return count_; }

  // The id of the next record: `given`, which is in the profile, or made of the position ("conditions-1",
  // "relatives-1.conditions-1"), which is asked for only then, where that is empty. An error at "id" for one
  // that is too long or was taken before.
  std::string Take(const std::string& given, absl::FunctionRef<std::string()> position, IssueSink& sink);

  // Whether a fact with this given id is in the profile. Ids of tested genes, consents and attestations are
  // no facts.
  Target FindFact(const std::string& id) const;

 private:
  template <typename Person>
  static int CountOf(const Person& person);
  template <typename Person>
  void LearnPerson(const Person& person);
  template <typename Records>
  void Learn(const Records& records);

  struct Given {
    Target target = Target::kNone;
    bool taken = false;
  };

  int count_ = 0;
  absl::flat_hash_map<absl::string_view, Given> given_;
  absl::flat_hash_set<std::string> generated_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_RECORD_IDS_H_
