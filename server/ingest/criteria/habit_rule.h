// What patients do habitually.
#ifndef TRIALMATCH_INGEST_CRITERIA_HABIT_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_HABIT_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Current smoker", "non-smokers", "tobacco use within 3 months". How much somebody smokes is not read.
std::optional<Statement> ReadHabit(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_HABIT_RULE_H_
