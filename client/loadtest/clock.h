// Moments and spans of a load test.
#ifndef TRIALMATCH_CLIENT_LOADTEST_CLOCK_H_
#define TRIALMATCH_CLIENT_LOADTEST_CLOCK_H_

#include <cstdint>

namespace trialmatch::client::loadtest {

// Nanoseconds; as a moment, on the steady clock.
using Nanos = int64_t;

inline constexpr Nanos kMicrosecond = 1000;
inline constexpr Nanos kMillisecond = 1000 * kMicrosecond;
inline constexpr Nanos kSecond = 1000 * kMillisecond;

Nanos Now();

// Returns at `moment` or soon after; at once where it has passed.
void SleepUntil(Nanos moment);

// Lets SleepUntil() in this thread end within some microseconds, where the kernel would add 50.
void SleepPrecisely();

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_CLOCK_H_
