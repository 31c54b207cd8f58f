// Lets application calls in and counts them; when the server drains, it lets no new one in and ends the
// streams that wait for their callers.
#ifndef TRIALMATCH_SERVICE_CALL_GATE_H_
#define TRIALMATCH_SERVICE_CALL_GATE_H_

#include <condition_variable>
#include <mutex>
#include <set>

#include "absl/time/time.h"

namespace trialmatch {

// An open stream holds a thread even while it waits for its caller, so there is a bound on them.
enum class CallKind { kUnary, kStream };

enum class Admission { kAdmitted, kDraining, kTooManyStreams };

// A stream while it waits for its caller.
class WaitingStream {
 public:
  virtual ~WaitingStream() = default;
  // Ends the wait. Called by any thread; must neither block nor call the gate.
  virtual void EndWait() = 0;
};

// Safe for use by any number of threads. Health, reflection and channelz do not pass it: an open health watch
// must not hold up a drain.
class CallGate {
 public:
  // `max_streams` is at least 1.
  explicit CallGate(int max_streams) : max_streams_(max_streams) {}

  // Each call that is admitted leaves once.
  Admission Enter(CallKind kind);
  void Leave(CallKind kind);

  // A stream that was admitted is about to wait. False once closed: it shall not wait any more. Otherwise
  // `stream` is told to end if the gate closes before StopWaiting, which is harmless when nothing waits.
  bool StartWaiting(WaitingStream& stream);
  void StopWaiting(WaitingStream& stream);

  // Once.
  void Close();
  bool closed() const;
  // True iff no call is in flight; waits at most `timeout` for that.
  bool WaitIdle(absl::Duration timeout);

 private:
  const int max_streams_;
  mutable std::mutex mutex_;
  std::condition_variable idle_;
  std::set<WaitingStream*> waiting_;
  int calls_ = 0;  // streams among them
  int streams_ = 0;
  bool closed_ = false;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_CALL_GATE_H_
