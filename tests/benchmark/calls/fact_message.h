// Facts of the domain as the messages that read as them.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_FACT_MESSAGE_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_FACT_MESSAGE_H_

#include <optional>
#include <string>

#include "domain/code.h"
#include "domain/fact.h"
#include "domain/recorded_time.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch::bench {

void WriteCode(const Code& code, v1::Code& message);
std::string TimeText(const std::optional<RecordedTime>& time);

// Adds the fact to the list of its category; the fact's person is who the message is about.
void AddFact(const Fact& fact, v1::PatientProfile& profile);
void AddFact(const Fact& fact, v1::Relative& relative);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_FACT_MESSAGE_H_
