#include "service/library_logs.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/json_util.h"
#include "grpc/grpc.h"
#include "grpc/support/log.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kSecret[] = "Rumpelstilzchen";

std::string Captured(void (*speak)()) {
  grpc_init();  // which reads how much is to be logged
  CaptureLibraryLogs();
  ::testing::internal::CaptureStderr();
  speak();
  grpc_shutdown();
  return ::testing::internal::GetCapturedStderr();
}

TEST(LibraryLogs, SayThePlaceAndNotTheTextOfProtobuf) {
  const std::string logged = Captured([] {
    v1::PatientProfile patient;
    // Protobuf complains to its log and quotes the name of the field.
    EXPECT_FALSE(google::protobuf::TextFormat::ParseFromString(std::string(kSecret) + ": 1", &patient));
    // And here it quotes nothing, but would print a line of its own kind.
    EXPECT_FALSE(patient.ParseFromString("\xff"));
  });
  EXPECT_THAT(logged, HasSubstr(R"("severity":"ERROR","event":"protobuf","place":"text_format.cc:)"));
  EXPECT_THAT(logged, Not(HasSubstr(kSecret)));
  EXPECT_EQ(logged.front(), '{');
  EXPECT_THAT(logged, Not(HasSubstr("[libprotobuf")));
}

TEST(LibraryLogs, SayThePlaceAndNotTheTextOfGrpc) {
  const std::string logged = Captured([] { gpr_log(GPR_ERROR, "header %s", kSecret); });
  EXPECT_THAT(logged, HasSubstr(R"("severity":"ERROR","event":"grpc","place":"library_logs_test.cc:)"));
  EXPECT_THAT(logged, Not(HasSubstr(kSecret)));
  EXPECT_EQ(logged.front(), '{');
  EXPECT_THAT(Captured([] { gpr_log(GPR_DEBUG, "nothing"); }), IsEmpty());
}

}  // namespace
}  // namespace trialmatch
