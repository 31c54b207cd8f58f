// Names and fingerprints of what was read.
#ifndef TRIALMATCH_INGEST_CRITERIA_READING_HASH_H_
#define TRIALMATCH_INGEST_CRITERIA_READING_HASH_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch::criteria {

// 16 hexadecimal digits of what the criteria say: their kinds and texts, not their ids or sources.
std::string ReadingHash(absl::Span<const v1::Criterion* const> criteria);

// Ids made of the criterion's own words, so that they stay when other lines of the text come and go.
class CriterionIds {
 public:
  // Fills the ids of the criterion and of all beneath it.
  void Assign(v1::Criterion& criterion);

 private:
  absl::flat_hash_map<std::string, int> used_;
};

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_READING_HASH_H_
