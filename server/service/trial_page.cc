#include "service/trial_page.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "service/call_error.h"
#include "service/page_token.h"
#include "service/trial_update.h"
#include "wire/options_reader.h"

namespace trialmatch {
namespace {

// Of `passing`, the trials that a text matches, best first.
absl::StatusOr<std::vector<TrialPlace>> Search(const std::string& query, const Snapshot& snapshot,
                                               const std::vector<TrialBits>& passing,
                                               const TrialStore& store) {
  TrialSearchRequest search;
  search.text = query;
  search.limit = std::numeric_limits<int32_t>::max();
  const absl::StatusOr<TrialPage> found = store.Search(search);
  if (absl::IsInvalidArgument(found.status())) return InvalidField("query", found.status().message());
  if (!found.ok()) return FromStorage(found.status(), "the catalog");
  std::vector<TrialPlace> places;
  for (const std::string& id : found->trial_ids) {
    // What was written since the snapshot is not in it.
    const std::optional<TrialPlace> place = snapshot.Find(id);
    if (place && passing[place->part].Has(place->position)) places.push_back(*place);
  }
  return places;
}

absl::StatusOr<std::vector<TrialPlace>> FindTrials(const v1::ListTrialsRequest& request,
                                                   const Snapshot& snapshot, const TrialStore& store) {
  IssueSink sink;
  TrialFilter filter;
  {
    const Field field(sink, "filter");
    filter = ReadFilter(request.filter(), sink);
  }
  if (sink.errors() > 0) return InvalidFields(sink.issues());
  const absl::StatusOr<std::vector<TrialBits>> passing = snapshot.Select(filter, [] { return false; });
  if (!passing.ok()) return passing.status();
  return request.query().empty() ? snapshot.InOrder(*passing)
                                 : Search(request.query(), snapshot, *passing, store);
}

// Where the page begins: 0, or what the token says.
absl::StatusOr<size_t> FirstOf(const v1::ListTrialsRequest& request, const std::string& hash,
                               const Snapshot& snapshot) {
  if (request.page_token().empty()) return 0;
  const absl::StatusOr<PageToken> token = DecodePageToken(request.page_token(), hash);
  if (!token.ok()) return token.status();
  absl::Status status = CheckPageToken(*token, snapshot.revision(), snapshot.terminology().Revision());
  if (!status.ok()) return status;
  return token->position;
}

}  // namespace

absl::StatusOr<TrialListing> ListPage(const v1::ListTrialsRequest& request, const Snapshot& snapshot,
                                      const TrialStore& store) {
  const absl::StatusOr<int> page_size = PageSize(request.page_size());
  if (!page_size.ok()) return page_size.status();
  if (absl::Status status = CheckReadMask(request.read_mask()); !status.ok()) return status;
  const std::string hash = RequestHash(request);
  const absl::StatusOr<size_t> first = FirstOf(request, hash, snapshot);
  if (!first.ok()) return first.status();
  const absl::StatusOr<std::vector<TrialPlace>> found = FindTrials(request, snapshot, store);
  if (!found.ok()) return found.status();

  TrialListing listing;
  listing.revision = snapshot.revision();
  listing.total_size = static_cast<int64_t>(found->size());
  const size_t begin = std::min(*first, found->size());
  const size_t end = std::min(begin + *page_size, found->size());
  for (size_t i = begin; i < end; ++i) listing.trial_ids.emplace_back(snapshot.id((*found)[i]));
  if (end < found->size()) {
    PageToken next;
    next.revision = snapshot.revision();
    next.terminology = std::string(snapshot.terminology().Revision());
    next.request_hash = hash;
    next.position = end;
    listing.next_page_token = EncodePageToken(next);
  }
  return listing;
}

}  // namespace trialmatch
