// Decides what the next call is, sends it and sees it end.
#ifndef TRIALMATCH_CLIENT_LOADTEST_DISPATCHER_H_
#define TRIALMATCH_CLIENT_LOADTEST_DISPATCHER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/mix.h"
#include "client/loadtest/recorder.h"

namespace trialmatch::client::loadtest {

// What a method asks of the server, and the echo that stands for it.
struct Target {
  Method method;
  Prepared requests;
  // Of the bytes of a typical answer.
  Prepared echo;
};

// Methods by the deck, the requests of each and the connections in turn. Thread safe.
class Dispatcher {
 public:
  // `targets` is those of the mix, in its order; all but `deck` must outlive the calls. At most
  // `most_in_flight` calls are with the server; others are held back until one ends, and then sent. A call's
  // time is up `timeout` after its intended start.
  Dispatcher(const std::vector<Target>& targets, Deck deck, Lines& lines, Recorder& recorder, Nanos timeout,
             int64_t most_in_flight);

  // Issues the next call, which was meant to start at `intended`; `then` is called when it has ended.
  void Call(Nanos intended, std::function<void()> then = nullptr);
  // Issues an echo of the answer to the last call.
  void Control(Nanos intended, std::function<void()> then = nullptr);

  // Waits, until `moment` at most, for the end of all that was issued; whether that came.
  bool AwaitIdle(Nanos moment);

 private:
  struct Shot {
    size_t target;
    size_t request;
    size_t line;
    Nanos intended;
    std::function<void()> then;
  };

  void Send(Shot shot);
  void Ended(const Shot& shot, const Outcome& outcome);
  void EndOne();

  const std::vector<Target>& targets_;
  Lines& lines_;
  Recorder& recorder_;
  const Nanos timeout_;
  const int64_t most_in_flight_;
  std::map<Method, size_t> target_of_;

  absl::Mutex mutex_;
  Deck deck_ ABSL_GUARDED_BY(mutex_);
  std::vector<size_t> next_request_ ABSL_GUARDED_BY(mutex_);
  size_t next_line_ ABSL_GUARDED_BY(mutex_) = 0;
  size_t last_target_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t in_flight_ ABSL_GUARDED_BY(mutex_) = 0;  // with the server
  int64_t open_ ABSL_GUARDED_BY(mutex_) = 0;       // issued, not ended
  std::deque<Shot> held_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_DISPATCHER_H_
