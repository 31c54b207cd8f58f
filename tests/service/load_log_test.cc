#include "service/load_log.h"

#include <string>

#include "absl/functional/function_ref.h"
#include "gmock/gmock.h"

namespace trialmatch {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string Captured(absl::FunctionRef<void()> speak) {
  ::testing::internal::CaptureStderr();
  speak();
  return ::testing::internal::GetCapturedStderr();
}

TEST(LoadLog, SaysHowFarTheCatalogIs) {
  LoadLog log(absl::ZeroDuration());
  const std::string line = Captured([&] { log.Report(1024, 5000); });
  EXPECT_THAT(line, StartsWith("{\"time\":"));
  EXPECT_THAT(line, HasSubstr(R"("event":"catalog_loading","trials":"1024","total":"5000","seconds":")"));
  EXPECT_THAT(Captured([&] { log.Finish(5000); }),
              HasSubstr(R"("event":"catalog_loaded","trials":"5000","total":"5000","seconds":")"));
}

TEST(LoadLog, IsSilentWithinItsInterval) {
  LoadLog log(absl::Hours(1));
  EXPECT_THAT(Captured([&] { log.Report(1024, 5000); }), IsEmpty());
}

}  // namespace
}  // namespace trialmatch
