#include "service/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch {

absl::StatusOr<StoreLock> StoreLock::Take(const std::string& store) {
  if (store == ":memory:") return StoreLock(-1);
  const std::string path = absl::StrCat(store, ".lock");
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return absl::FailedPreconditionError(absl::StrCat("cannot open ", path));
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor);
    return absl::FailedPreconditionError(absl::StrCat("another server has ", store, " open"));
  }
  return StoreLock(descriptor);
}

StoreLock::StoreLock(StoreLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

StoreLock::~StoreLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace trialmatch
