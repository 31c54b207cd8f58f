// Units of measure as criteria write them.
#ifndef TRIALMATCH_INGEST_CRITERIA_UNIT_WORDS_H_
#define TRIALMATCH_INGEST_CRITERIA_UNIT_WORDS_H_

#include <optional>
#include <string>

#include "ingest/criteria/cursor.h"
#include "trialmatch/v1/values.pb.h"

namespace trialmatch::criteria {

// The UCUM code of the unit that stands here, which is passed over: "mg/dL", "x 10^9/L", "cells per cubic
// mm", "mL/min/1.73 m2". Nothing, and nothing passed, where no unit stands here.
std::optional<std::string> TakeUnit(Cursor& cursor);

// "years", "wks", "month(s)".
std::optional<v1::TimeUnit> TakeTimeUnit(Cursor& cursor);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_UNIT_WORDS_H_
