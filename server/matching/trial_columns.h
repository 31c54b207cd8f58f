// What filters and ranking need of all trials, a few bytes each; the trials themselves may be elsewhere.
#ifndef TRIALMATCH_MATCHING_TRIAL_COLUMNS_H_
#define TRIALMATCH_MATCHING_TRIAL_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/trial.h"
#include "matching/condition_labels.h"
#include "matching/large_vector.h"
#include "matching/list_column.h"
#include "matching/trial_id_list.h"
#include "matching/trial_list.h"
#include "matching/trial_sites.h"
#include "matching/trial_traits.h"
#include "terminology/terminology.h"

namespace trialmatch {

// A trial's position is its place in the order of Add, which need not be the order of ids. Ready for
// questions after every Add. A copy is another list that grows on its own. Safe to read from many threads.
class TrialColumns {
 public:
  // The terminology outlives it and its copies.
  explicit TrialColumns(const Terminology& terminology) : labels_(terminology) {}

  // Keeps nothing of the trial itself. Its id is not in the columns yet.
  void Add(const Trial& trial);

  // Makes the columns smaller and the questions faster; nothing is added any more. Of use from some thousand
  // trials on.
  void Pack();

  size_t size() const { return ids_.size(); }
  absl::string_view id(size_t position) const { return ids_[position]; }
  std::optional<size_t> Find(absl::string_view id) const { return ids_.Find(id); }

  const TrialTraits& traits() const { return traits_; }
  const TrialSites& sites() const { return sites_; }
  const ConditionLabels& labels() const { return labels_; }
  // The labels of the trial's conditions.
  absl::Span<const LabelId> LabelsOf(size_t position) const { return labels_of_[position]; }
  // The trials without conditions.
  const TrialList& uncoded() const { return uncoded_; }
  // By position; see the function of this name.
  absl::Span<const int32_t> DaysBeforeEpoch() const { return days_before_epoch_; }

  // Has what orders the trial fetched: first where it is, a little later what is there.
  void PrefetchPlace(size_t position) const {
    labels_of_.PrefetchPlace(position);
    sites_.PrefetchPlace(position);
    __builtin_prefetch(days_before_epoch_.data() + position);
  }
  void Prefetch(size_t position) const {
    labels_of_.Prefetch(position);
    sites_.Prefetch(position);
  }

  // Without the ids; IdBytes has those with the table that finds them.
  size_t BytesUsed() const;
  size_t IdBytes() const { return ids_.BytesUsed(); }

 private:
  TrialIdList ids_;
  TrialTraits traits_;
  TrialSites sites_;
  ConditionLabels labels_;
  ListColumn<LabelId> labels_of_;
  TrialList uncoded_;
  LargeVector<int32_t> days_before_epoch_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_COLUMNS_H_
