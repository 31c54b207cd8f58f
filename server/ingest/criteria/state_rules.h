// States of the patient that are no diagnoses: reproduction, sex, other trials.
#ifndef TRIALMATCH_INGEST_CRITERIA_STATE_RULES_H_
#define TRIALMATCH_INGEST_CRITERIA_STATE_RULES_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Pregnant or breastfeeding women", "not pregnant or nursing", "postmenopausal".
std::optional<Statement> ReadReproductiveState(Cursor& cursor, const Reader& reader);

// "Female", "men only".
std::optional<Statement> ReadSex(Cursor& cursor, const Reader& reader);

// "Participation in another clinical trial within 30 days".
std::optional<Statement> ReadParticipation(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_STATE_RULES_H_
