// Figures for people.
#ifndef TRIALMATCH_CLIENT_LOADTEST_WORDS_H_
#define TRIALMATCH_CLIENT_LOADTEST_WORDS_H_

#include <string>

#include "client/loadtest/clock.h"
#include "grpcpp/support/status_code_enum.h"

namespace trialmatch::client::loadtest {

// Three to four digits and a unit: "850 ns", "12.3 us", "4.56 ms", "12.3 s".
std::string Duration(double nanos);

// "499.9/s".
std::string Rate(double per_second);

// "0.12%".
std::string Percent(double share);

// "RESOURCE_EXHAUSTED".
std::string CodeName(grpc::StatusCode code);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_WORDS_H_
