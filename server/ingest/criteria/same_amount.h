// One amount in two units.
#ifndef TRIALMATCH_INGEST_CRITERIA_SAME_AMOUNT_H_
#define TRIALMATCH_INGEST_CRITERIA_SAME_AMOUNT_H_

#include <string>

#include "ingest/criteria/amounts.h"
#include "terminology/terminology.h"

namespace trialmatch::criteria {

// Passes over "(7.8 mmol/L)" or "or >= 90 g/L" behind an amount in `unit` (UCUM), where that says the same of
// what `code` measures, as near as people round. False, and nothing passed, where it does not.
bool TakeSameAmount(Cursor& cursor, const AmountRange& told, const std::string& unit, const Code& code,
                    const Terminology& terminology);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_SAME_AMOUNT_H_
