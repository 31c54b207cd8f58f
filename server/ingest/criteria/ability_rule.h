// What patients must be able or willing to do for the trial.
#ifndef TRIALMATCH_INGEST_CRITERIA_ABILITY_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_ABILITY_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Able to comply with the protocol", "unwilling or unable to attend visits", "can swallow tablets":
// abilities that the terminology has, and willingness. Statements about anything else are not read.
std::optional<Statement> ReadAbility(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_ABILITY_RULE_H_
