// What a text leaves to the investigator.
#ifndef TRIALMATCH_INGEST_CRITERIA_JUDGEMENT_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_JUDGEMENT_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Any condition that, in the opinion of the investigator, …": to be attested as it stands, for nothing
// recorded of a patient decides it. Only whole statements about something unnamed or one thing; a list may
// have members that nobody needs to judge.
std::optional<Statement> ReadJudgement(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_JUDGEMENT_RULE_H_
