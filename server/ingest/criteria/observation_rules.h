// Measurements.
#ifndef TRIALMATCH_INGEST_CRITERIA_OBSERVATION_RULES_H_
#define TRIALMATCH_INGEST_CRITERIA_OBSERVATION_RULES_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Hemoglobin at least 9.0 g/dL", "ALT and AST <= 2.5 x ULN", "blood pressure above 140/90 mmHg". Only what
// the loaded terminologies can measure in that unit is read.
std::optional<Statement> ReadObservation(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_OBSERVATION_RULES_H_
