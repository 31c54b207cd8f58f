// Collects what a run measures.
#ifndef TRIALMATCH_CLIENT_LOADTEST_RECORDER_H_
#define TRIALMATCH_CLIENT_LOADTEST_RECORDER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "client/loadtest/outcome.h"
#include "client/loadtest/results.h"

namespace trialmatch::client::loadtest {

// The measured part of a run: calls count when their intended start lies in it.
struct Window {
  Nanos from = 0;
  Nanos to = 0;

  bool Has(Nanos moment) const { return moment >= from && moment < to; }
};

// For the progress line, of all calls so far.
struct Live {
  int64_t ended = 0;
  int64_t errors = 0;
  Nanos p99 = 0;
};

// Thread safe.
class Recorder {
 public:
  // One series a name; the last one is the control's.
  Recorder(std::vector<std::string> names, const Window& window);

  // A call was issued, `late` after it was meant to be.
  void Issued(Nanos intended, Nanos late) ABSL_LOCKS_EXCLUDED(mutex_);
  // A call has to wait, because too many are in flight.
  void Held(Nanos intended) ABSL_LOCKS_EXCLUDED(mutex_);
  void Ended(size_t series, Nanos intended, const Outcome& outcome) ABSL_LOCKS_EXCLUDED(mutex_);

  Live live() const ABSL_LOCKS_EXCLUDED(mutex_);

  // All but `offered` and `cores`.
  Results Take() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  const Window window_;
  mutable absl::Mutex mutex_;
  std::vector<Series> series_ ABSL_GUARDED_BY(mutex_);
  Histogram lateness_ ABSL_GUARDED_BY(mutex_);
  int64_t held_ ABSL_GUARDED_BY(mutex_) = 0;
  // Ended OK within the window, whenever they started.
  int64_t achieved_ ABSL_GUARDED_BY(mutex_) = 0;
  // Of all calls to the server, the warm-up's too.
  Series so_far_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_RECORDER_H_
