// How long a patient is expected to live.
#ifndef TRIALMATCH_INGEST_CRITERIA_LIFE_EXPECTANCY_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_LIFE_EXPECTANCY_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Life expectancy of at least 3 months", "expected survival < 12 weeks": an estimate that somebody recorded.
std::optional<Statement> ReadLifeExpectancy(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_LIFE_EXPECTANCY_RULE_H_
