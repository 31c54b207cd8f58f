// Checks what a trial says of how its criteria were read: it stays in the stored record and decides nothing.
#ifndef TRIALMATCH_WIRE_READING_CHECK_H_
#define TRIALMATCH_WIRE_READING_CHECK_H_

#include "trialmatch/v1/criterion.pb.h"
#include "trialmatch/v1/trial.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// The sink stands at the criterion.
void CheckTextSource(const v1::TextSource& source, IssueSink& sink);

// The sink stands at the trial.
void CheckEligibilityReading(const v1::EligibilityReading& reading, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_READING_CHECK_H_
