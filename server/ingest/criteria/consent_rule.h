// Consent.
#ifndef TRIALMATCH_INGEST_CRITERIA_CONSENT_RULE_H_
#define TRIALMATCH_INGEST_CRITERIA_CONSENT_RULE_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Written informed consent", "unable to give informed consent", "parental consent".
std::optional<Statement> ReadConsent(Cursor& cursor, const Reader& reader);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CONSENT_RULE_H_
