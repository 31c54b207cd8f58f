// Tidies up after writes, aside from all calls.
#ifndef TRIALMATCH_SERVICE_STORE_COMPACTOR_H_
#define TRIALMATCH_SERVICE_STORE_COMPACTOR_H_

#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/time/time.h"
#include "registry/trial_registry.h"

namespace trialmatch {

// Owns two threads: one merges small parts of the catalog several times a second, one compacts at once and
// then after every `interval`. A failure is logged and tried again.
class StoreCompactor {
 public:
  // The registry outlives the compactor.
  StoreCompactor(TrialRegistry& registry, absl::Duration interval);
  // Waits for passes that are running.
  ~StoreCompactor();
  StoreCompactor(const StoreCompactor&) = delete;
  StoreCompactor& operator=(const StoreCompactor&) = delete;

 private:
  // Does the work at once and after every interval.
  void Repeat(void (*work)(TrialRegistry&), absl::Duration interval);

  TrialRegistry& registry_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;  // guarded by mutex_
  std::thread compacting_, merging_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_STORE_COMPACTOR_H_
