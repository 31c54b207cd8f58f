// Tests that are positive or negative.
#ifndef TRIALMATCH_INGEST_CRITERIA_TEST_RESULT_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_TEST_RESULT_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Negative pregnancy test within 7 days", "positive for HBsAg", "hepatitis C antibody negative": the result
// as a coded value.
std::optional<Statement> ReadTestResult(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_TEST_RESULT_RULE_H_
