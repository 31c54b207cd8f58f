#include "tests/service/call_failure.h"

#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "service/call_error.h"

namespace trialmatch {

CallFailure FailureOf(const google::rpc::Status& status) {
  CallFailure failure;
  failure.code = status.code();
  failure.text = status.SerializeAsString();
  for (const google::protobuf::Any& detail : status.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    google::rpc::RetryInfo retry;
    if (detail.UnpackTo(&info)) {
      EXPECT_EQ(info.domain(), "trialmatch");
      failure.reason = info.reason();
      failure.metadata.insert(info.metadata().begin(), info.metadata().end());
    } else if (detail.UnpackTo(&bad_request)) {
      for (const auto& violation : bad_request.field_violations()) {
        EXPECT_NE(violation.description(), "") << violation.field();
        failure.fields.push_back(violation.field());
      }
    } else if (detail.UnpackTo(&retry)) {
      failure.may_retry = retry.retry_delay().seconds() > 0 || retry.retry_delay().nanos() > 0;
    } else {
      ADD_FAILURE() << "a detail of an unknown kind: " << detail.type_url();
    }
  }
  return failure;
}

CallFailure FailureOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  if (!status.error_details().empty()) {
    EXPECT_EQ(details.code(), status.error_code());
    EXPECT_EQ(details.message(), status.error_message());
  }
  CallFailure failure = FailureOf(details);
  failure.code = status.error_code();
  failure.text += status.error_message();
  return failure;
}

CallFailure FailureOf(const absl::Status& status) { return FailureOf(ToRpcStatus(status)); }

}  // namespace trialmatch
