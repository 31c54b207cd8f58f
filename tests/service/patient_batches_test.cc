// Which patients of a stream are answered together, and what happens in the middle of a batch.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "service/patient_stream.h"
#include "tests/service/call_failure.h"
#include "tests/service/fake_call.h"
#include "tests/service/fake_stream.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using Request = v1::ScreenPatientsRequest;
using Response = v1::ScreenPatientsResponse;
using Stream = FakeStream<Request, Response>;

constexpr int kMaxBatch = PatientStream<Request, Response>::kMaxBatch;

Request Opening() {
  Request request;
  request.mutable_opening();
  return request;
}

Request Keyed(const std::string& key) {
  Request request;
  request.mutable_patient()->set_key(key);
  request.mutable_patient()->mutable_patient();
  return request;
}

// An opening and `count` patients, "0", "1" and so on.
std::deque<Request> Patients(int count) {
  std::deque<Request> requests = {Opening()};
  for (int i = 0; i < count; ++i) requests.push_back(Keyed(absl::StrCat(i)));
  return requests;
}

class PatientBatchesTest : public ::testing::Test {
 protected:
  absl::Status Serve(Stream& stream) {
    return PatientStream(stream, call_, limiter_)
        .Serve([](const Request&) { return absl::OkStatus(); },
               [&](const v1::Patient&, Response& response) {
                 EXPECT_FALSE(limiter_.AcquireSingle(HastyCall()))
                     << "a patient is answered without a permit";
                 if (on_answer_) on_answer_();
                 response.mutable_response()->Clear();
                 return absl::OkStatus();
               });
  }

  FakeCall call_;
  MatchLimiter limiter_{1};
  std::function<void()> on_answer_;
};

TEST_F(PatientBatchesTest, AnswersALonePatientBeforeItAsksForTheNext) {
  Stream stream(Patients(5));
  stream.before_read = [&](int read) {
    EXPECT_EQ(stream.answers.size(), static_cast<size_t>(std::max(0, read - 1)));
    EXPECT_TRUE(limiter_.AcquireSingle(HastyCall())) << "a permit is kept while nobody is there";
  };
  EXPECT_TRUE(Serve(stream).ok());
  EXPECT_THAT(stream.deliveries,
              ElementsAre(Delivery::kNow, Delivery::kNow, Delivery::kNow, Delivery::kNow, Delivery::kNow));
}

TEST_F(PatientBatchesTest, SharesAWriteAmongThoseThatHaveCome) {
  Stream stream(Patients(4));
  stream.arrived = 4;  // the opening and three of the patients
  EXPECT_TRUE(Serve(stream).ok());
  ASSERT_EQ(stream.deliveries.size(), 4u);
  EXPECT_EQ(stream.deliveries[0], Delivery::kWithNext);
  EXPECT_EQ(stream.deliveries[2], Delivery::kNow);  // although there will be another
  EXPECT_EQ(stream.deliveries[3], Delivery::kNow);
}

TEST_F(PatientBatchesTest, HoldsNoAnswersBeyondSoMany) {
  Stream stream(Patients(2 * kMaxBatch + 1));
  stream.arrived = 2 * kMaxBatch + 2;
  EXPECT_TRUE(Serve(stream).ok());
  EXPECT_EQ(stream.deliveries[kMaxBatch - 1], Delivery::kNow);
  EXPECT_EQ(stream.deliveries[2 * kMaxBatch - 1], Delivery::kNow);
}

// A caller that does not read keeps the stream in Write.
TEST_F(PatientBatchesTest, KeepsNoPermitWhileItReadsOrWrites) {
  Stream stream(Patients(10));
  stream.arrived = 11;
  stream.before_read = [&](int) { EXPECT_TRUE(limiter_.AcquireSingle(HastyCall())); };
  stream.before_write = [&] { EXPECT_TRUE(limiter_.AcquireSingle(HastyCall())); };
  EXPECT_TRUE(Serve(stream).ok());
  EXPECT_EQ(stream.answers.size(), 10u);
}

TEST_F(PatientBatchesTest, ReadsNoFurtherThanItAnswers) {
  Stream stream(Patients(300));
  stream.arrived = 301;
  stream.before_read = [&](int read) {
    // A caller that does not take the answers keeps the stream in Write, where nothing is read.
    EXPECT_EQ(stream.answers.size(), static_cast<size_t>(std::max(0, read - 1)));
  };
  EXPECT_TRUE(Serve(stream).ok());
  ASSERT_EQ(stream.answers.size(), 300u);
  for (int i = 0; i < 300; ++i) EXPECT_EQ(stream.answers[i].key(), absl::StrCat(i));
}

TEST_F(PatientBatchesTest, TellsAnUnreadablePatientSoAndGoesOn) {
  std::deque<Request> requests = Patients(1);
  requests.push_back(Request());
  requests.push_back(Keyed(std::string(257, 'k')));
  requests.push_back(Keyed("after"));
  Stream stream(requests);
  stream.arrived = 5;
  EXPECT_TRUE(Serve(stream).ok());
  ASSERT_EQ(stream.answers.size(), 4u);
  EXPECT_TRUE(stream.answers[0].has_response());
  EXPECT_EQ(stream.answers[1].key(), "");
  EXPECT_EQ(FailureOf(stream.answers[1].error()).reason, "INVALID_FIELDS");
  EXPECT_THAT(FailureOf(stream.answers[1].error()).fields, ElementsAre("patient"));
  EXPECT_EQ(stream.answers[2].key(), "");
  EXPECT_THAT(FailureOf(stream.answers[2].error()).fields, ElementsAre("patient.key"));
  EXPECT_EQ(stream.answers[3].key(), "after");
  EXPECT_TRUE(stream.answers[3].has_response());
}

TEST_F(PatientBatchesTest, DoesNotOpenWithWhatItCannotRead) {
  Stream stream({Request(), Keyed("a")});
  const CallFailure failure = FailureOf(ToRpcStatus(Serve(stream)));
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_THAT(failure.fields, ElementsAre("opening"));
  EXPECT_TRUE(stream.answers.empty());
}

TEST_F(PatientBatchesTest, KeepsNoPermitOfABatchThatIsBrokenOff) {
  for (const bool by_write : {true, false}) {
    Stream stream(Patients(10));
    stream.arrived = 11;
    int answered = 0;
    if (by_write) stream.gone_after = 3;
    on_answer_ = [&] { call_.stop = !by_write && ++answered == 4; };
    EXPECT_TRUE(absl::IsCancelled(Serve(stream)));
    EXPECT_EQ(stream.answers.size(), 3u);
    EXPECT_TRUE(limiter_.AcquireSingle(HastyCall()));
  }
}

TEST_F(PatientBatchesTest, EndsABatchAtAMessageOutOfOrder) {
  std::deque<Request> requests = Patients(2);
  requests.push_back(Opening());
  requests.push_back(Keyed("never"));
  Stream stream(requests);
  stream.arrived = 5;
  EXPECT_TRUE(absl::IsInvalidArgument(Serve(stream)));
  EXPECT_EQ(stream.answers.size(), 2u);
  EXPECT_TRUE(limiter_.AcquireSingle(HastyCall()));
}

}  // namespace
}  // namespace trialmatch
