// Nothing of a patient stands in an error, in an issue or in the log, whatever is wrong with the patient.
#include <fstream>
#include <functional>
#include <iterator>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"
#include "tests/support/source_folder.h"

namespace trialmatch {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using ::testing::HasSubstr;
using ::testing::Not;

const char kMarker[] = "ZQSECRETQZ";

// Calls `visit(parent, field, index)` for every string in the message; index -1: not of a list.
void ForEachText(Message& message, const std::function<void(Message&, const FieldDescriptor*, int)>& visit) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        visit(message, field, field->is_repeated() ? i : -1);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        ForEachText(field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, i)
                                         : *reflection.MutableMessage(&message, field),
                    visit);
      }
    }
  }
}

void Plant(Message& message, const FieldDescriptor* field, int index) {
  if (index < 0) {
    message.GetReflection()->SetString(&message, field, kMarker);
  } else {
    message.GetReflection()->SetRepeatedString(&message, field, index, kMarker);
  }
}

// A profile with every field of every message.
v1::PatientProfile FullPatient() {
  std::ifstream file(InSource("tests/wire/full_patient.textproto"));
  return Parse<v1::PatientProfile>(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
}

// Of each profile one text is the marker; of the last all are.
std::vector<v1::PatientProfile> MarkedPatients() {
  int texts = 0;
  v1::PatientProfile full = FullPatient();
  ForEachText(full, [&](Message&, const FieldDescriptor*, int) { ++texts; });
  std::vector<v1::PatientProfile> marked;
  for (int wanted = 0; wanted <= texts; ++wanted) {
    marked.push_back(FullPatient());
    int position = 0;
    ForEachText(marked.back(), [&](Message& message, const FieldDescriptor* field, int index) {
      if (wanted == texts || position == wanted) Plant(message, field, index);
      ++position;
    });
  }
  return marked;
}

// The error, or else the issues of the answer.
template <typename Response>
std::string SaidOf(const grpc::Status& status, const Response& response) {
  if (!status.ok()) return FailureOf(status).text;
  std::string said;
  for (const v1::ProfileIssue& issue : response.issues()) said += issue.DebugString();
  return said;
}

TEST(PatientSecrecy, HoldsForEveryTextOfAPatient) {
  ::testing::internal::CaptureStderr();
  int errors = 0;
  int issues = 0;
  {
    TestServer server;
    for (const v1::PatientProfile& profile : MarkedPatients()) {
      v1::CheckEligibilityRequest check;
      *check.mutable_patient()->mutable_profile() = profile;
      check.add_trials("trials/NCT06427642");
      const auto checked = server.Call(&EligibilityStub::CheckEligibility, check);
      EXPECT_THAT(SaidOf(checked.status, checked.response), Not(HasSubstr(kMarker)));
      checked.status.ok() ? issues += checked.response.issues_size() > 0 : ++errors;

      v1::MatchTrialsRequest match;
      *match.mutable_patient() = check.patient();
      const auto matched = server.Call(&EligibilityStub::MatchTrials, match);
      EXPECT_THAT(SaidOf(matched.status, matched.response), Not(HasSubstr(kMarker)));

      grpc::ClientContext context;
      const auto stream = server.stub<EligibilityStub>().StreamMatches(&context);
      v1::StreamMatchesRequest message;
      message.mutable_opening();
      stream->Write(message);
      *message.mutable_patient()->mutable_patient() = check.patient();
      stream->Write(message);
      stream->WritesDone();
      v1::StreamMatchesResponse response;
      ASSERT_TRUE(stream->Read(&response));
      EXPECT_THAT(response.error().SerializeAsString(), Not(HasSubstr(kMarker)));
      EXPECT_TRUE(stream->Finish().ok());
    }
    // A patient beside a fault of the request, and a patient in a message that cannot be read.
    v1::CheckEligibilityRequest check;
    *check.mutable_patient()->mutable_profile() = MarkedPatients().back();
    const auto checked = server.Call(&EligibilityStub::CheckEligibility, check);
    EXPECT_THAT(FailureOf(checked.status).text, Not(HasSubstr(kMarker)));
    check.mutable_patient()->mutable_profile()->mutable_conditions(0)->set_id(std::string(17 << 20, 'x'));
    EXPECT_THAT(server.Call(&EligibilityStub::CheckEligibility, check).status.error_message(),
                Not(HasSubstr(kMarker)));
  }
  EXPECT_GT(errors, 40);  // the test reaches errors, and it reaches issues
  EXPECT_GT(issues, 10);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), Not(HasSubstr(kMarker)));
}

TEST(PatientSecrecy, HoldsForApplicants) {
  ::testing::internal::CaptureStderr();
  {
    TestServer server;
    v1::ApplyRequest apply;
    apply.set_trial("trials/NCT00000000");
    apply.set_applicant_reference(kMarker);
    EXPECT_THAT(FailureOf(server.Call(&ApplicationStub::Apply, apply).status).text, Not(HasSubstr(kMarker)));
    apply.set_trial("trials/NCT06427642");
    server.Ok(&ApplicationStub::Apply, apply);
  }
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), Not(HasSubstr(kMarker)));
}

}  // namespace
}  // namespace trialmatch
