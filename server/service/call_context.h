// What a handler may know of the call it serves: its deadline, and whether anybody still waits.
#ifndef TRIALMATCH_SERVICE_CALL_CONTEXT_H_
#define TRIALMATCH_SERVICE_CALL_CONTEXT_H_

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace trialmatch {

// Safe for use by any number of threads.
class CallContext {
 public:
  virtual ~CallContext() = default;

  // When the call came in: the one clock that an answer sees.
  virtual absl::Time start_time() const = 0;
  // True once the caller has gone, its deadline has passed or, of a stream, the server has ended it to drain;
  // long work then stops.
  virtual bool stopped() const = 0;
  // True once the server drains: what only waits shall stop then.
  virtual bool draining() const = 0;
  // Why a call is stopped: DEADLINE_EXCEEDED; UNAVAILABLE of a server that drains; CANCELLED.
  virtual absl::Status stop_error() const = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_CALL_CONTEXT_H_
