#include "service/match_limiter.h"

#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "tests/service/fake_call.h"

namespace trialmatch {
namespace {

TEST(MatchLimiter, RefusesSingleCallsBeyondItsLimit) {
  MatchLimiter limiter(2);
  const MatchLimiter::Permit first = limiter.AcquireSingle(HastyCall());
  EXPECT_TRUE(first);
  {
    const MatchLimiter::Permit second = limiter.AcquireSingle(HastyCall());
    EXPECT_TRUE(second);
    EXPECT_FALSE(limiter.AcquireSingle(HastyCall()));
  }
  EXPECT_TRUE(limiter.AcquireSingle(HastyCall()));
}

TEST(MatchLimiter, LetsAsManySingleCallsWaitAsMayRunAndRefusesTheRest) {
  constexpr int kLimit = 2;
  MatchLimiter limiter(kLimit);
  std::vector<MatchLimiter::Permit> held;
  for (int i = 0; i < kLimit; ++i) held.push_back(limiter.AcquireSingle(HastyCall()));
  // Each of them asks first whether it has stopped when it is about to wait.
  std::atomic<int> waiting{0};
  class WaitingCall final : public FakeCall {
   public:
    explicit WaitingCall(std::atomic<int>& waiting) : waiting_(waiting) {}
    bool stopped() const override {
      if (!std::exchange(counted_, true)) ++waiting_;
      return false;
    }

   private:
    std::atomic<int>& waiting_;
    mutable bool counted_ = false;
  };
  std::atomic<int> got{0};
  std::vector<std::thread> calls;
  for (int i = 0; i < kLimit; ++i) {
    calls.emplace_back([&] { got += limiter.AcquireSingle(WaitingCall(waiting)) ? 1 : 0; });
  }
  while (waiting < kLimit) std::this_thread::yield();
  EXPECT_FALSE(limiter.AcquireSingle(FakeCall()));  // at once: nothing would end its wait
  EXPECT_EQ(got, 0);
  held.clear();
  for (std::thread& call : calls) call.join();
  EXPECT_EQ(got, kLimit);
  EXPECT_TRUE(limiter.AcquireSingle(HastyCall()));
}

TEST(MatchLimiter, LetsAStreamWaitForRoom) {
  MatchLimiter limiter(1);
  const FakeCall call;
  auto held = std::make_unique<MatchLimiter::Permit>(limiter.AcquireSingle(HastyCall()));
  ASSERT_TRUE(*held);
  std::atomic<bool> released{false};
  bool got = false;
  bool after_release = false;
  std::thread stream([&] {
    const MatchLimiter::Permit permit = limiter.Acquire(call);
    got = static_cast<bool>(permit);
    after_release = released;
  });
  released = true;
  held.reset();
  stream.join();
  EXPECT_TRUE(got);
  EXPECT_TRUE(after_release);
  EXPECT_TRUE(limiter.AcquireSingle(HastyCall()));  // the stream gave its own back
}

TEST(MatchLimiter, WaitsNoLongerForACallThatIsStoppedOrAServerThatDrains) {
  MatchLimiter limiter(1);
  const MatchLimiter::Permit held = limiter.AcquireSingle(HastyCall());
  for (const bool drain : {true, false}) {
    FakeCall call;
    bool got = true;
    // Nobody notifies: only by looking around can the wait end.
    std::thread stream([&] { got = static_cast<bool>(limiter.Acquire(call)); });
    (drain ? call.drain : call.stop) = true;
    stream.join();
    EXPECT_FALSE(got) << drain;
  }
}

TEST(MatchLimiter, KeepsAQuarterForSingleCalls) {
  MatchLimiter limiter(8);
  FakeCall call;
  std::vector<MatchLimiter::Permit> streams;
  for (int i = 0; i < 6; ++i) streams.push_back(limiter.Acquire(call));
  call.stop = true;  // a seventh would wait
  EXPECT_FALSE(limiter.Acquire(call));
  const MatchLimiter::Permit seventh = limiter.AcquireSingle(HastyCall());
  const MatchLimiter::Permit eighth = limiter.AcquireSingle(HastyCall());
  EXPECT_TRUE(seventh);
  EXPECT_TRUE(eighth);
  EXPECT_FALSE(limiter.AcquireSingle(HastyCall()));
}

TEST(MatchLimiter, NeverLetsMoreRunThanItsLimit) {
  constexpr int kLimit = 3;
  MatchLimiter limiter(kLimit);
  const FakeCall call;
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        const MatchLimiter::Permit permit = limiter.Acquire(call);
        const int now = ++running;
        if (now > most) most = now;
        std::this_thread::yield();
        --running;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most, kLimit);
}

}  // namespace
}  // namespace trialmatch
