#include "client/loadtest/clock.h"

#include <sys/prctl.h>

#include <cerrno>
#include <ctime>

namespace trialmatch::client::loadtest {

Nanos Now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return Nanos{now.tv_sec} * kSecond + now.tv_nsec;
}

void SleepUntil(Nanos moment) {
  const timespec until{.tv_sec = moment / kSecond, .tv_nsec = moment % kSecond};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
  }
}

void SleepPrecisely() { prctl(PR_SET_TIMERSLACK, 1UL); }

}  // namespace trialmatch::client::loadtest
