// What the trial store can be asked for beyond single records.
#ifndef TRIALMATCH_STORAGE_TRIAL_QUERY_H_
#define TRIALMATCH_STORAGE_TRIAL_QUERY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace trialmatch {

// A trial matches when it matches every member that is set. A list matches when it is empty, or when one of
// its values equals the trial's value, or one of the trial's values. A trial without an update time matches
// neither time bound. At most 1,000 values in all.
struct TrialColumnFilter {
  std::vector<std::string> statuses;
  std::vector<std::string> study_types;
  std::vector<std::string> phases;
  std::vector<std::string> countries;
  std::optional<absl::Time> updated_from;    // inclusive
  std::optional<absl::Time> updated_before;  // exclusive
};

// Live trials in the order of their ids (by byte).
struct TrialListRequest {
  TrialColumnFilter filter;
  std::string
      after_id;  // the page starts behind this id, whether such a trial exists or not; empty: at the first
  int64_t limit = 100;  // >= 0; 0 asks for the total alone
};

// Live trials that a text matches, best first, and those of the same rank in the order of their ids.
struct TrialSearchRequest {
  std::string text;  // see full_text_query.h
  TrialColumnFilter filter;
  int64_t offset = 0;   // >= 0
  int64_t limit = 100;  // >= 0; 0 asks for the total alone
};

struct TrialPage {
  std::vector<std::string> trial_ids;
  int64_t total_size = 0;  // of all that match, on every page
  int64_t revision = 0;    // the catalog revision that this page and its total belong to
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_TRIAL_QUERY_H_
