// Counts the application calls in flight and, when the server drains, lets no new one in.
#ifndef TRIALMATCH_SERVICE_CALL_GATE_H_
#define TRIALMATCH_SERVICE_CALL_GATE_H_

#include <condition_variable>
#include <mutex>

#include "absl/time/time.h"

namespace trialmatch {

// Safe for use by any number of threads. Health, reflection and channelz do not pass it: an open health watch
// must not hold up a drain.
class CallGate {
 public:
  // False once closed.
  bool Enter();
  void Leave();

  void Close();
  // True iff no call is in flight; waits at most `timeout` for that.
  bool WaitIdle(absl::Duration timeout);

 private:
  std::mutex mutex_;
  std::condition_variable idle_;
  int calls_ = 0;
  bool closed_ = false;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_CALL_GATE_H_
