// What criteria measure, by the names they use.
#ifndef TRIALMATCH_INGEST_CRITERIA_ANALYTES_H_
#define TRIALMATCH_INGEST_CRITERIA_ANALYTES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "ingest/criteria/cursor.h"

namespace trialmatch::criteria {

// A quantity that is measured, by whichever of its codes.
struct NamedAnalyte {
  absl::string_view name;   // as the field calls it
  std::vector<Code> codes;  // LOINC; the same quantity by methods that criteria do not tell apart
  absl::string_view unit;   // UCUM; taken where a criterion writes a number of customary size without a unit,
                            // which only scores and ratios do; empty: a unit is required
};

// The analyte whose name stands at the cursor, which is moved behind it, behind words that say nothing more
// ("serum", "level", "count"), and behind an abbreviation in brackets. Null, and nothing moved, where none is
// known.
const NamedAnalyte* TakeAnalyte(Cursor& cursor);

// All of the table.
absl::Span<const NamedAnalyte> NamedAnalytes();

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_ANALYTES_H_
