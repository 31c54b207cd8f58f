// Ages and the other clocks.
#ifndef TRIALMATCH_INGEST_CRITERIA_CLOCK_RULES_H_
#define TRIALMATCH_INGEST_CRITERIA_CLOCK_RULES_H_

#include <optional>

#include "ingest/criteria/rule.h"

namespace trialmatch::criteria {

// "Aged 18 to 65 years", "6 months of age or older". A bound without a unit is read only where the record's
// own age field has the same number with a unit: a unit is never guessed.
std::optional<Statement> ReadAge(Cursor& cursor, const Reader& reader);

// "Women aged 18 to 45 years".
std::optional<Statement> ReadSexAndAge(Cursor& cursor, const Reader& reader);

// "Gestational age of 25-30 weeks", "born at less than 32 weeks gestation", and the length of a pregnancy,
// where the words or the trial say which of the two is meant.
std::optional<Statement> ReadGestation(Cursor& cursor, const Reader& reader);

// Postmenstrual, corrected and postnatal age.
std::optional<Statement> ReadNewbornClock(Cursor& cursor, const Reader& reader);

// Whether the trial takes nobody above one year of age: "hours old" and "weeks" are then of newborns.
bool TakesNewbornsOnly(const v1::Trial& trial);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CLOCK_RULES_H_
