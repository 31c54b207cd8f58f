#include "service/call_gate.h"

#include "gmock/gmock.h"

namespace trialmatch {
namespace {

class FakeStream : public WaitingStream {
 public:
  void EndWait() override { ended = true; }
  bool ended = false;
};

TEST(CallGate, BoundsStreamsAndNotCalls) {
  CallGate gate(2);
  EXPECT_EQ(gate.Enter(CallKind::kStream), Admission::kAdmitted);
  EXPECT_EQ(gate.Enter(CallKind::kStream), Admission::kAdmitted);
  EXPECT_EQ(gate.Enter(CallKind::kStream), Admission::kTooManyStreams);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(gate.Enter(CallKind::kUnary), Admission::kAdmitted);
  gate.Leave(CallKind::kUnary);
  EXPECT_EQ(gate.Enter(CallKind::kStream), Admission::kTooManyStreams);
  gate.Leave(CallKind::kStream);
  EXPECT_EQ(gate.Enter(CallKind::kStream), Admission::kAdmitted);
}

TEST(CallGate, EndsWhoWaitsWhenItClosesAndNobodyElse) {
  CallGate gate(3);
  FakeStream waiting;
  FakeStream working;
  ASSERT_TRUE(gate.StartWaiting(waiting));
  ASSERT_TRUE(gate.StartWaiting(working));
  gate.StopWaiting(working);
  EXPECT_FALSE(gate.closed());
  gate.Close();
  EXPECT_TRUE(gate.closed());
  EXPECT_TRUE(waiting.ended);
  EXPECT_FALSE(working.ended);
  EXPECT_FALSE(gate.StartWaiting(working));
  EXPECT_EQ(gate.Enter(CallKind::kStream), Admission::kDraining);
  EXPECT_EQ(gate.Enter(CallKind::kUnary), Admission::kDraining);
}

TEST(CallGate, IsIdleWhenAllHaveLeft) {
  CallGate gate(1);
  ASSERT_EQ(gate.Enter(CallKind::kStream), Admission::kAdmitted);
  ASSERT_EQ(gate.Enter(CallKind::kUnary), Admission::kAdmitted);
  gate.Leave(CallKind::kUnary);
  EXPECT_FALSE(gate.WaitIdle(absl::ZeroDuration()));
  gate.Leave(CallKind::kStream);
  EXPECT_TRUE(gate.WaitIdle(absl::InfiniteDuration()));
}

}  // namespace
}  // namespace trialmatch
