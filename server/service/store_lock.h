// Keeps a second server away from a store: its catalog would miss the writes of the first.
#ifndef TRIALMATCH_SERVICE_STORE_LOCK_H_
#define TRIALMATCH_SERVICE_STORE_LOCK_H_

#include <string>

#include "absl/status/statusor.h"

namespace trialmatch {

// Holds the file "<store>.lock" for as long as it lives; the system gives it back when the process ends in
// any way.
class StoreLock {
 public:
  // FailedPrecondition when another server holds it, or the file cannot be made. A store in memory needs
  // none.
  static absl::StatusOr<StoreLock> Take(const std::string& store);

  StoreLock(StoreLock&& other) noexcept;
  StoreLock& operator=(StoreLock&&) = delete;
  ~StoreLock();

 private:
  explicit StoreLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;  // -1: none
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_STORE_LOCK_H_
