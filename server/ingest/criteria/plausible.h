// Whether a bound is of the size that its analyte has in people.
#ifndef TRIALMATCH_INGEST_CRITERIA_PLAUSIBLE_H_
#define TRIALMATCH_INGEST_CRITERIA_PLAUSIBLE_H_

#include "absl/strings/string_view.h"
#include "domain/analyte.h"
#include "domain/unit.h"

namespace trialmatch::criteria {

// False where nobody who lives has a value near the bound, so that its unit is a slip of the pen ("hemoglobin
// above 9 mg/dL", which everybody has) and what was meant is not for us to say. True where nothing is known
// of the analyte. `analyte` is its name in analytes.h; `conversions` may be null.
bool IsPlausible(absl::string_view analyte, absl::string_view value, const Unit& unit,
                 const AnalyteConversions* conversions);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_PLAUSIBLE_H_
