// Interned predicates: each distinct leaf criterion of many trials once.
#ifndef TRIALMATCH_MATCHING_PREDICATE_TABLE_H_
#define TRIALMATCH_MATCHING_PREDICATE_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/criterion.h"
#include "domain/truth.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Dense from 0.
using PredicateId = uint32_t;

// A leaf and the trial for which it is asked; both outlive it.
struct Predicate {
  const Criterion* leaf = nullptr;
  const std::string* trial_id = nullptr;
};

// Gives leaves their ids while an index is built. Not safe for use by several threads.
class PredicateTable {
 public:
  // The id of the predicate that the leaf is, the same for all leaves with its key. `leaf` (not a
  // combination) and `trial_id` outlive the predicates.
  PredicateId Intern(const Criterion& leaf, const std::string& trial_id);

  // By id. The table is spent.
  std::vector<Predicate> TakePredicates() && { return std::move(predicates_); }

 private:
  absl::flat_hash_map<std::string, PredicateId> ids_;
  std::vector<Predicate> predicates_;
};

// The truths of one patient, each found when it is first asked for. One byte a predicate. For one thread.
class PredicateTruths {
 public:
  // Both outlive it.
  PredicateTruths(const std::vector<Predicate>& predicates, const PatientView& patient)
      : predicates_(predicates), patient_(patient), known_(predicates.size(), kNotAsked) {}

  Truth Of(PredicateId id) {
    if (known_[id] == kNotAsked) known_[id] = static_cast<uint8_t>(Find(id));
    return static_cast<Truth>(known_[id]);
  }

 private:
  static constexpr uint8_t kNotAsked = 0xff;
  Truth Find(PredicateId id) const;

  const std::vector<Predicate>& predicates_;
  const PatientView& patient_;
  std::vector<uint8_t> known_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_TABLE_H_
