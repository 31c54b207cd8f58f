// What the trial store takes in and gives out: bytes, and the columns beside them that it can search.
#ifndef TRIALMATCH_STORAGE_TRIAL_RECORD_H_
#define TRIALMATCH_STORAGE_TRIAL_RECORD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"

namespace trialmatch {

// The texts that full-text search reads, one column each; a hit in an earlier column ranks higher. The trial
// id is searched as well, without being repeated here. Several values of one column are joined by the caller.
struct SearchText {
  std::string title;
  std::string conditions;
  std::string keywords;
  std::string sponsor;
  std::string summary;
  std::string eligibility;
};

// The values that a filter compares, exactly and with case: the store gives them no meaning.
struct FilterColumns {
  std::string status;
  std::string study_type;
  std::vector<std::string> phases;
  std::vector<std::string> countries;
  std::optional<absl::Time> update_time;  // kept to the microsecond
};

// What must be so, directly before the write, for a put or a delete to happen.
struct TrialPrecondition {
  enum class Kind { kNone, kMustNotExist, kMustExist, kEtagIs };
  Kind kind = Kind::kNone;
  std::string etag;  // of kEtagIs, which also asks that the trial exists

  static TrialPrecondition MustNotExist() { return {Kind::kMustNotExist, ""}; }
  static TrialPrecondition MustExist() { return {Kind::kMustExist, ""}; }
  static TrialPrecondition EtagIs(std::string etag) { return {Kind::kEtagIs, std::move(etag)}; }
};

// Creates the trial or replaces it whole.
struct TrialPut {
  std::string trial_id;
  std::string record;  // the caller's bytes, never looked into
  std::string etag;
  SearchText search;
  FilterColumns columns;
  TrialPrecondition precondition;
};

// Without a precondition, deleting a trial that does not exist changes nothing and is no error.
struct TrialDelete {
  std::string trial_id;
  TrialPrecondition precondition;
};

// All of it happens, or nothing. A trial id stands in it once at most.
struct WriteBatch {
  std::vector<TrialPut> puts;
  std::vector<TrialDelete> deletes;
};

// One version of one trial.
struct TrialRecord {
  std::string trial_id;
  std::string record;
  std::string etag;
  int64_t revision = 0;  // the catalog revision that wrote this version
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_TRIAL_RECORD_H_
