#include "service/call_error.h"

#include <string>

#include "gmock/gmock.h"
#include "tests/service/call_failure.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

TEST(CallError, NamesItsReasonWithoutThePrefix) {
  const absl::Status status = CallError(absl::StatusCode::kNotFound, v1::ERROR_REASON_TRIAL_NOT_FOUND, "gone",
                                        {{"trial", "trials/A"}});
  EXPECT_EQ(status.message(), "gone");
  const CallFailure failure = FailureOf(status);
  EXPECT_EQ(failure.code, static_cast<int>(absl::StatusCode::kNotFound));
  EXPECT_EQ(failure.reason, "TRIAL_NOT_FOUND");
  EXPECT_THAT(failure.metadata, ElementsAre(Pair("trial", "trials/A")));
  EXPECT_FALSE(failure.may_retry);
}

TEST(InvalidFields, ListsEveryErrorAndNoWarning) {
  const absl::Status status =
      InvalidFields({{"a", "is bad"}, {"b", "is odd", Severity::kWarning}, {"c", "is worse"}});
  EXPECT_EQ(status.message(), "a: is bad (and 1 more)");
  const CallFailure failure = FailureOf(status);
  EXPECT_EQ(failure.code, static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_THAT(failure.fields, ElementsAre("a", "c"));
}

TEST(JoinErrors, HasTheFieldsOfAll) {
  EXPECT_TRUE(JoinErrors({}).ok());
  EXPECT_TRUE(JoinErrors({absl::OkStatus(), absl::OkStatus()}).ok());
  const absl::Status missing = FromStorage(absl::NotFoundError(""), "trials/A");
  EXPECT_THAT(
      FailureOf(JoinErrors({InvalidField("a", "x"), missing, absl::OkStatus(), InvalidField("b", "y")}))
          .fields,
      ElementsAre("a", "b"));
  EXPECT_EQ(JoinErrors({missing, InvalidField("a", "x")}).code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FailureOf(JoinErrors({absl::OkStatus(), missing, absl::InternalError("x")})).reason,
            "TRIAL_NOT_FOUND");
}

TEST(RetryLater, SaysWhen) {
  const CallFailure failure = FailureOf(RetryLater(
      absl::StatusCode::kResourceExhausted, v1::ERROR_REASON_OVERLOADED, "busy", absl::Milliseconds(50)));
  EXPECT_EQ(failure.reason, "OVERLOADED");
  EXPECT_TRUE(failure.may_retry);
}

TEST(FromStorage, SpeaksInReasonsOfTheApi) {
  const auto reason = [](const absl::Status& status) { return FailureOf(FromStorage(status, "trials/A")); };
  EXPECT_TRUE(FromStorage(absl::OkStatus(), "trials/A").ok());
  EXPECT_EQ(reason(absl::NotFoundError("x")).reason, "TRIAL_NOT_FOUND");
  EXPECT_EQ(reason(absl::AlreadyExistsError("x")).reason, "TRIAL_ALREADY_EXISTS");
  EXPECT_EQ(reason(absl::AbortedError("x")).reason, "ETAG_MISMATCH");
  EXPECT_THAT(reason(absl::AbortedError("x")).metadata, Contains(Pair("trial", "trials/A")));
  const CallFailure busy = reason(absl::UnavailableError("x"));
  EXPECT_EQ(busy.code, static_cast<int>(absl::StatusCode::kUnavailable));
  EXPECT_EQ(busy.reason, "STORAGE");
  EXPECT_TRUE(busy.may_retry);
  EXPECT_EQ(reason(absl::ResourceExhaustedError("x")).code, static_cast<int>(absl::StatusCode::kUnavailable));
  const CallFailure broken = reason(absl::DataLossError("x"));
  EXPECT_EQ(broken.code, static_cast<int>(absl::StatusCode::kInternal));
  EXPECT_EQ(broken.reason, "STORAGE");
  EXPECT_FALSE(broken.may_retry);
}

TEST(ToRpcStatus, GivesTheSameBytesForTheSameError) {
  const auto bytes = [] {
    return ToRpcStatus(
               RetryLater(absl::StatusCode::kUnavailable, v1::ERROR_REASON_STORAGE, "x", absl::Seconds(1)))
        .SerializeAsString();
  };
  EXPECT_EQ(bytes(), bytes());
  EXPECT_THAT(bytes(), HasSubstr("ErrorInfo"));
  EXPECT_THAT(bytes(), HasSubstr("RetryInfo"));
}

TEST(WithinTrailer, LeavesOutWhatPeersWouldRefuseAndSaysHowMuch) {
  Issues issues;
  for (int i = 0; i < 1000; ++i)
    issues.push_back({"trial.keywords[" + std::to_string(i) + "]", "is too long"});
  const absl::Status all = InvalidFields(issues);
  const absl::Status shortened = WithinTrailer(all);
  EXPECT_LT(ToRpcStatus(shortened).ByteSizeLong(), 6000u);
  EXPECT_EQ(shortened.message(), all.message());
  const CallFailure failure = FailureOf(shortened);
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  ASSERT_FALSE(failure.metadata.empty());
  EXPECT_EQ(failure.metadata.begin()->first, "violations_left_out");
  EXPECT_EQ(std::stoi(failure.metadata.begin()->second) + static_cast<int>(failure.fields.size()), 1000);
}

TEST(WithinTrailer, LeavesAShortErrorAlone) {
  const absl::Status status = InvalidFields({{"a", "is bad"}, {"b", "is bad"}});
  EXPECT_EQ(WithinTrailer(status), status);
}

}  // namespace
}  // namespace trialmatch
