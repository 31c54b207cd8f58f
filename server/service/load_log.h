// What the server tells its operators while it reads the catalog.
#ifndef TRIALMATCH_SERVICE_LOAD_LOG_H_
#define TRIALMATCH_SERVICE_LOAD_LOG_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace trialmatch {

// Logs "catalog_loading" with the trials loaded so far, the total and the seconds since the start, at most
// once in an interval, and "catalog_loaded" when all are. For one thread.
class LoadLog {
 public:
  explicit LoadLog(absl::Duration interval)
      : interval_(interval), start_(absl::Now()), next_(start_ + interval) {}

  void Report(size_t loaded, size_t total);
  void Finish(size_t loaded) const;

 private:
  void Log(absl::string_view event, size_t loaded, size_t total) const;

  const absl::Duration interval_;
  const absl::Time start_;
  absl::Time next_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_LOAD_LOG_H_
