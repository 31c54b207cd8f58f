// A trial store that can be told to fail, and counts what is read.
#ifndef TRIALMATCH_TESTS_SUPPORT_FAILING_TRIAL_STORE_H_
#define TRIALMATCH_TESTS_SUPPORT_FAILING_TRIAL_STORE_H_

#include <utility>

#include "absl/status/status.h"
#include "storage/trial_store.h"

namespace trialmatch {

// For one thread. All but what is said below is that of the other store, which outlives it.
class FailingTrialStore : public TrialStore {
 public:
  explicit FailingTrialStore(TrialStore& store) : store_(store) {}

  // After `reads` more single records GetAt fails with `status`, until it is told otherwise.
  void FailAfter(int reads, absl::Status status) {
    reads_left_ = reads;
    failure_ = std::move(status);
  }
  void Recover() { failure_ = absl::OkStatus(); }
  // Single records that GetAt was asked for.
  int reads() const { return reads_; }

  absl::StatusOr<TrialRecord> GetAt(absl::string_view trial_id, int64_t revision) const override {
    ++reads_;
    if (!failure_.ok() && reads_left_-- <= 0) return failure_;
    return store_.GetAt(trial_id, revision);
  }

  absl::StatusOr<int64_t> Commit(const WriteBatch& batch) override { return store_.Commit(batch); }
  absl::StatusOr<TrialRecord> Get(absl::string_view trial_id) const override { return store_.Get(trial_id); }
  absl::StatusOr<int64_t> Revision() const override { return store_.Revision(); }
  absl::StatusOr<int64_t> ForEach(absl::FunctionRef<absl::Status(const TrialRecord&)> visit) const override {
    return store_.ForEach(visit);
  }
  absl::StatusOr<TrialPage> List(const TrialListRequest& request) const override {
    return store_.List(request);
  }
  absl::StatusOr<TrialPage> Search(const TrialSearchRequest& request) const override {
    return store_.Search(request);
  }
  absl::StatusOr<int64_t> Compact(int64_t keep_from_revision) override {
    return store_.Compact(keep_from_revision);
  }

 private:
  TrialStore& store_;
  absl::Status failure_;
  mutable int reads_left_ = 0;
  mutable int reads_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_FAILING_TRIAL_STORE_H_
