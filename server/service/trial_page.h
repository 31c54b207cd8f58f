// Pages of the catalog.
#ifndef TRIALMATCH_SERVICE_TRIAL_PAGE_H_
#define TRIALMATCH_SERVICE_TRIAL_PAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "catalog/snapshot.h"
#include "storage/trial_store.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

struct TrialListing {
  std::vector<std::string> trial_ids;
  std::string next_page_token;
  int64_t total_size = 0;
  int64_t revision = 0;  // of the catalog that the page belongs to
};

// By id without a query, by relevance with one. All pages of one listing belong to one revision:
// PAGE_TOKEN_EXPIRED after a write or with other terminologies.
absl::StatusOr<TrialListing> ListPage(const v1::ListTrialsRequest& request, const Snapshot& snapshot,
                                      const TrialStore& store);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_PAGE_H_
