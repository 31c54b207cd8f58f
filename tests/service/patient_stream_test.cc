// StreamMatches and ScreenPatients over the wire.
#include <chrono>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;

// Sends all, then reads all.
template <typename Request, typename Response>
grpc::Status Exchange(std::unique_ptr<grpc::ClientReaderWriter<Request, Response>> stream,
                      const std::vector<Request>& requests, std::vector<Response>& responses) {
  for (const Request& request : requests) {
    if (!stream->Write(request)) break;
  }
  stream->WritesDone();
  Response response;
  while (stream->Read(&response)) responses.push_back(response);
  return stream->Finish();
}

grpc::Status Match(TestServer& server, const std::vector<v1::StreamMatchesRequest>& requests,
                   std::vector<v1::StreamMatchesResponse>& responses) {
  grpc::ClientContext context;
  return Exchange(server.stub<EligibilityStub>().StreamMatches(&context), requests, responses);
}

grpc::Status Screen(TestServer& server, const std::vector<v1::ScreenPatientsRequest>& requests,
                    std::vector<v1::ScreenPatientsResponse>& responses) {
  grpc::ClientContext context;
  // An answer that is held back for ever would come with the server's next ping, after a minute.
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(45));
  return Exchange(server.stub<EligibilityStub>().ScreenPatients(&context), requests, responses);
}

template <typename Request>
Request PatientMessage(const std::string& key, const std::string& name) {
  Request request;
  request.mutable_patient()->set_key(key);
  *request.mutable_patient()->mutable_patient()->mutable_profile() = SamplePatient(name);
  return request;
}

template <typename Request>
Request BadPatientMessage(const std::string& key) {
  Request request = PatientMessage<Request>(key, "hie-3-day-old");
  request.mutable_patient()->mutable_patient()->mutable_profile()->mutable_birth()->set_date_time(
      "2026-13-01");
  return request;
}

v1::ScreenPatientsRequest ScreenOpening() {
  v1::ScreenPatientsRequest request;
  request.mutable_opening()->add_trials("trials/NCT06427642");
  *request.mutable_opening()->mutable_options() = SampleMoment();
  return request;
}

v1::StreamMatchesRequest MatchOpening() {
  v1::StreamMatchesRequest request;
  *request.mutable_opening()->mutable_options() = SampleMoment();
  request.mutable_opening()->set_page_size(3);
  return request;
}

using ScreenMessage = v1::ScreenPatientsRequest;
using MatchMessage = v1::StreamMatchesRequest;

TEST(ScreenPatients, AnswersInOrderAndGoesOnAfterABadPatient) {
  TestServer server;
  std::vector<v1::ScreenPatientsResponse> responses;
  const grpc::Status status =
      Screen(server,
             {ScreenOpening(), PatientMessage<ScreenMessage>("a", "hie-3-day-old"),
              BadPatientMessage<ScreenMessage>("b"), PatientMessage<ScreenMessage>("c", "hie-no-consent"),
              PatientMessage<ScreenMessage>("c", "hie-29-days")},
             responses);
  EXPECT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(responses.size(), 4u);
  EXPECT_EQ(responses[0].key(), "a");
  EXPECT_EQ(responses[0].response().matches(0).verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(responses[1].key(), "b");
  ASSERT_TRUE(responses[1].has_error());
  const CallFailure failure = FailureOf(responses[1].error());
  EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_THAT(failure.fields, ElementsAre("patient.profile.birth.date_time"));
  EXPECT_EQ(responses[2].key(), "c");
  EXPECT_EQ(responses[2].response().matches(0).verdict(), v1::VERDICT_UNDETERMINED);
  EXPECT_EQ(responses[3].response().matches(0).verdict(), v1::VERDICT_INELIGIBLE);
}

TEST(ScreenPatients, AnswersAsCheckEligibilityDoes) {
  TestServer server;
  ScreenMessage opening = ScreenOpening();
  opening.mutable_opening()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
  std::vector<v1::ScreenPatientsResponse> responses;
  ASSERT_TRUE(Screen(server, {opening, PatientMessage<ScreenMessage>("", "bpd-1250-g")}, responses).ok());
  v1::CheckEligibilityRequest check;
  *check.mutable_patient()->mutable_profile() = SamplePatient("bpd-1250-g");
  *check.mutable_options() = SampleMoment();
  check.add_trials("trials/NCT06427642");
  ASSERT_EQ(responses.size(), 1u);
  EXPECT_EQ(responses[0].response().SerializeAsString(),
            server.Ok(&EligibilityStub::CheckEligibility, check).SerializeAsString());
}

TEST(StreamMatches, AnswersAsTheFirstPageOfMatchTrialsDoes) {
  TestServer server;
  std::vector<v1::StreamMatchesResponse> responses;
  ASSERT_TRUE(Match(server,
                    {MatchOpening(), PatientMessage<MatchMessage>("a", "hie-3-day-old"),
                     BadPatientMessage<MatchMessage>("b"),
                     PatientMessage<MatchMessage>("c", "diabetes-metformin-stable")},
                    responses)
                  .ok());
  ASSERT_EQ(responses.size(), 3u);
  v1::MatchTrialsRequest match;
  *match.mutable_options() = SampleMoment();
  match.set_page_size(3);
  for (const auto& [position, name] :
       std::map<int, std::string>{{0, "hie-3-day-old"}, {2, "diabetes-metformin-stable"}}) {
    *match.mutable_patient()->mutable_profile() = SamplePatient(name);
    auto wanted = server.Ok(&EligibilityStub::MatchTrials, match);
    wanted.clear_next_page_token();
    EXPECT_EQ(responses[position].response().SerializeAsString(), wanted.SerializeAsString()) << name;
  }
  EXPECT_EQ(FailureOf(responses[1].error()).reason, "INVALID_FIELDS");
}

TEST(PatientStreams, GiveOneMomentToAllPatients) {
  TestServer server;
  ScreenMessage opening = ScreenOpening();
  opening.mutable_opening()->clear_options();
  std::vector<v1::ScreenPatientsResponse> responses;
  ASSERT_TRUE(Screen(server,
                     {opening, PatientMessage<ScreenMessage>("a", "hie-3-day-old"),
                      PatientMessage<ScreenMessage>("b", "hie-29-days")},
                     responses)
                  .ok());
  ASSERT_EQ(responses.size(), 2u);
  EXPECT_EQ(responses[0].response().context().SerializeAsString(),
            responses[1].response().context().SerializeAsString());
}

TEST(PatientStreams, EndWhenMessagesComeInAWrongOrder) {
  TestServer server;
  const ScreenMessage patient = PatientMessage<ScreenMessage>("a", "hie-3-day-old");
  const std::vector<std::vector<ScreenMessage>> orders = {{},
                                                          {patient},
                                                          {ScreenMessage()},
                                                          {ScreenOpening(), ScreenOpening()},
                                                          {ScreenOpening(), ScreenMessage()}};
  for (const auto& messages : orders) {
    std::vector<v1::ScreenPatientsResponse> responses;
    const CallFailure failure = FailureOf(Screen(server, messages, responses));
    EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(failure.reason, "STREAM_ORDER");
    EXPECT_TRUE(responses.empty());
  }
  std::vector<v1::StreamMatchesResponse> responses;
  EXPECT_EQ(FailureOf(Match(server, {PatientMessage<MatchMessage>("a", "hie-3-day-old")}, responses)).reason,
            "STREAM_ORDER");
}

TEST(PatientStreams, NameTheBadFieldOfTheOpening) {
  TestServer server;
  ScreenMessage opening = ScreenOpening();
  opening.mutable_opening()->add_trials("NCT06427642");
  std::vector<v1::ScreenPatientsResponse> responses;
  EXPECT_THAT(FailureOf(Screen(server, {opening}, responses)).fields, ElementsAre("opening.trials[1]"));
  opening.mutable_opening()->set_trials(1, "trials/NCT00000000");
  EXPECT_EQ(FailureOf(Screen(server, {opening}, responses)).reason, "TRIAL_NOT_FOUND");
  MatchMessage match = MatchOpening();
  match.mutable_opening()->mutable_options()->mutable_as_of()->set_time_zone("Mars/Olympus");
  std::vector<v1::StreamMatchesResponse> matches;
  EXPECT_THAT(FailureOf(Match(server, {match}, matches)).fields,
              ElementsAre("opening.options.as_of.time_zone"));
}

TEST(PatientStreams, RefuseAKeyThatIsTooLongAndGoOn) {
  TestServer server;
  std::vector<v1::ScreenPatientsResponse> responses;
  ASSERT_TRUE(Screen(server,
                     {ScreenOpening(), PatientMessage<ScreenMessage>(std::string(257, 'k'), "hie-3-day-old"),
                      PatientMessage<ScreenMessage>(std::string(256, 'k'), "hie-3-day-old")},
                     responses)
                  .ok());
  ASSERT_EQ(responses.size(), 2u);
  EXPECT_EQ(responses[0].key(), "");
  EXPECT_THAT(FailureOf(responses[0].error()).fields, ElementsAre("patient.key"));
  EXPECT_EQ(responses[1].key(), std::string(256, 'k'));
  EXPECT_TRUE(responses[1].has_response());
}

TEST(PatientStreams, AnswerALonePatientWhileTheStreamStaysOpen) {
  TestServer server;
  grpc::ClientContext context;
  const auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  ASSERT_TRUE(stream->Write(ScreenOpening()));
  for (const char* key : {"a", "b"}) {
    ASSERT_TRUE(stream->Write(PatientMessage<ScreenMessage>(key, "hie-3-day-old")));
    v1::ScreenPatientsResponse response;
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.key(), key);
  }
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
}

TEST(PatientStreams, KeepTheOrderOfManyThatComeTogether) {
  TestServer server;
  std::vector<ScreenMessage> messages = {ScreenOpening()};
  for (int i = 0; i < 300; ++i) {
    messages.push_back(i % 7 == 3 ? BadPatientMessage<ScreenMessage>(absl::StrCat(i))
                                  : PatientMessage<ScreenMessage>(
                                        absl::StrCat(i), i % 2 == 0 ? "hie-3-day-old" : "hie-29-days"));
  }
  std::vector<v1::ScreenPatientsResponse> responses;
  ASSERT_TRUE(Screen(server, messages, responses).ok());
  ASSERT_EQ(responses.size(), 300u);
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(responses[i].key(), absl::StrCat(i));
    ASSERT_EQ(responses[i].has_error(), i % 7 == 3);
    if (responses[i].has_error()) continue;
    EXPECT_EQ(responses[i].response().matches(0).verdict(),
              i % 2 == 0 ? v1::VERDICT_ELIGIBLE : v1::VERDICT_INELIGIBLE);
  }
}

grpc::ByteBuffer BytesOf(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

TEST(PatientStreams, TellOfBytesThatAreNoMessageAndGoOn) {
  TestServer server;
  grpc::GenericStub stub(server.channel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool ok = false;
  const auto done = [&] { return queue.Next(&tag, &ok) && ok; };
  const auto stream = stub.PrepareCall(&context, "/trialmatch.v1.EligibilityService/ScreenPatients", &queue);
  stream->StartCall(nullptr);
  ASSERT_TRUE(done());
  for (const std::string& bytes :
       {ScreenOpening().SerializeAsString(), std::string("\xff\xff\xff"),
        PatientMessage<ScreenMessage>("after", "hie-3-day-old").SerializeAsString()}) {
    stream->Write(BytesOf(bytes), nullptr);
    ASSERT_TRUE(done());
  }
  std::vector<v1::ScreenPatientsResponse> responses(2);
  for (v1::ScreenPatientsResponse& response : responses) {
    grpc::ByteBuffer answer;
    stream->Read(&answer, nullptr);
    ASSERT_TRUE(done());
    ASSERT_TRUE(grpc::SerializationTraits<v1::ScreenPatientsResponse>::Deserialize(&answer, &response).ok());
  }
  EXPECT_THAT(FailureOf(responses[0].error()).fields, ElementsAre("patient"));
  EXPECT_EQ(responses[1].key(), "after");
  EXPECT_TRUE(responses[1].has_response());
  stream->WritesDone(nullptr);
  ASSERT_TRUE(done());
  grpc::Status status;
  stream->Finish(&status, nullptr);
  ASSERT_TRUE(done());
  EXPECT_TRUE(status.ok()) << status.error_message();
}

// Writes patients of which the caller takes the first answer only.
std::unique_ptr<grpc::ClientReaderWriter<ScreenMessage, v1::ScreenPatientsResponse>> StartMany(
    TestServer& server, grpc::ClientContext& context) {
  auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  EXPECT_TRUE(stream->Write(ScreenOpening()));
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(stream->Write(PatientMessage<ScreenMessage>(absl::StrCat(i), "bpd-27-weeks")));
  }
  v1::ScreenPatientsResponse response;
  EXPECT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.key(), "0");
  return stream;
}

TEST(PatientStreams, LeaveNothingBehindWhenTheyAreCancelledInTheMiddle) {
  ServerOptions options = SampleOptions();
  options.max_concurrent_matches = 1;
  TestServer server(options);
  for (int i = 0; i < 5; ++i) {
    grpc::ClientContext context;
    // Had the one before kept the permit, nothing would be answered.
    const auto stream = StartMany(server, context);
    context.TryCancel();
    v1::ScreenPatientsResponse response;
    while (stream->Read(&response)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_TRUE(server.server().Drain(absl::ZeroDuration(), absl::Minutes(1)));  // no call is left behind
}

TEST(PatientStreams, AnswerAPrefixWhenTheServerDrainsInTheMiddle) {
  TestServer server;
  grpc::ClientContext context;
  const auto stream = StartMany(server, context);
  EXPECT_TRUE(server.server().Drain(absl::ZeroDuration(), absl::Minutes(1)));
  v1::ScreenPatientsResponse response;
  for (int i = 1; stream->Read(&response); ++i) {
    EXPECT_EQ(response.key(), absl::StrCat(i));
    EXPECT_TRUE(response.has_response());
  }
  // All may have been answered, and the stream then ends while it waits; it is told to go elsewhere all the
  // same.
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace trialmatch
