// Performance scores.
#ifndef TRIALMATCH_INGEST_CRITERIA_PERFORMANCE_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_PERFORMANCE_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "ECOG performance status 0-2", "Karnofsky at least 70 %".
std::optional<Statement> ReadPerformance(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_PERFORMANCE_RULE_H_
