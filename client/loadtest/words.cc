#include "client/loadtest/words.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace trialmatch::client::loadtest {
namespace {

std::string Digits(double value) {
  return absl::StrFormat("%.*f", value < 9.995 ? 2 : value < 99.95 ? 1 : 0, value);
}

}  // namespace

std::string Duration(double nanos) {
  if (nanos < kMicrosecond) return absl::StrFormat("%.0f ns", nanos);
  if (nanos < kMillisecond) return Digits(nanos / kMicrosecond) + " us";
  if (nanos < kSecond) return Digits(nanos / kMillisecond) + " ms";
  return Digits(nanos / kSecond) + " s";
}

std::string Rate(double per_second) {
  return absl::StrFormat("%.*f/s", per_second < 100 ? 2 : 1, per_second);
}

std::string Percent(double share) { return absl::StrFormat("%.3g%%", share * 100); }

std::string CodeName(grpc::StatusCode code) {
  return absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
}

}  // namespace trialmatch::client::loadtest
