// Diagnoses, medications, procedures and allergies.
#ifndef TRIALMATCH_INGEST_CRITERIA_FACT_RULES_H_
#define TRIALMATCH_INGEST_CRITERIA_FACT_RULES_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "History of myocardial infarction or stroke within 6 months", "current treatment with warfarin", "allergy
// to penicillin", "no prior splenectomy", "cancer except basal cell carcinoma": words that say whether, when
// and how severe, around names that a terminology has. A name that is only a part of a longer one is not
// read.
std::optional<Statement> ReadFact(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_FACT_RULES_H_
