// Reads the tree of criteria of one trial.
#ifndef TRIALMATCH_WIRE_CRITERION_READER_H_
#define TRIALMATCH_WIRE_CRITERION_READER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "domain/criterion.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "trialmatch/v1/criterion.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// Ids that the product gives to implied criteria (see domain/trial.h); no author may use them.
bool IsReservedCriterionId(const std::string& id);

// One reader reads all criteria of a trial, so that it sees ids used twice and counts the nodes. Ids are
// filled in before (criterion_ids.h); text hashes are computed, whatever the message says. After an error the
// results are incomplete and must not be used.
class CriterionReader {
 public:
  explicit CriterionReader(IssueSink& sink) : sink_(sink) {}

  // The list at `member` of the message in whose field the sink stands.
  std::vector<Criterion> ReadList(const google::protobuf::RepeatedPtrField<v1::Criterion>& list,
                                  absl::string_view member);

 private:
  Criterion Read(const v1::Criterion& message);
  Criterion ReadMember(bool present, const v1::Criterion& message, absl::string_view member);
  void CheckId(const std::string& id);
  void CheckTexts(const v1::Criterion& message);
  void ReadPolicy(const v1::Criterion& message, Criterion& criterion);
  void ReadKind(const v1::Criterion& message, Criterion& criterion);
  bool ReadCombination(const v1::Criterion& message, Criterion& criterion);

  IssueSink& sink_;
  int level_ = 0;
  int nodes_ = 0;
  absl::flat_hash_set<std::string> ids_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_CRITERION_READER_H_
