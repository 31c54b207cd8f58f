// Amounts of FHIR as amounts of a profile.
#ifndef TRIALMATCH_INGEST_FHIR_QUANTITIES_H_
#define TRIALMATCH_INGEST_FHIR_QUANTITIES_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"
#include "trialmatch/v1/patient.pb.h"
#include "trialmatch/v1/values.pb.h"

namespace trialmatch::fhir {

// Each returns nothing, with a warning at what cannot be used, where the amount is not exactly told.

// Quantity, Age, SimpleQuantity, Count: value, comparator, and the unit by `code` (whatever its system calls
// itself, if it is a unit) or else by `unit`. A number without any unit is none; with "1" as unit it is.
std::optional<v1::Quantity> ReadQuantity(const Json& quantity, Findings& findings);

// A Range with one end is a comparator; with both it is nothing.
std::optional<v1::Quantity> ReadRange(const Json& range, Findings& findings);

// A Ratio to one of a unit: 5 mg to 1 g is 5 mg/g.
std::optional<v1::Quantity> ReadRatio(const Json& ratio, Findings& findings);

// Plain "value unit" in words ("1.2 mg/dL", "<0.5 ng/mL"), or weeks and days ("38 weeks 3 days"), which are
// days; a number alone is none.
std::optional<v1::Quantity> ReadQuantityText(const Json& text, Findings& findings);

// The normal range of `referenceRange` with one element that is for everybody; limits in one unit.
std::optional<v1::ReferenceRange> ReadReferenceRange(const Json& ranges, Findings& findings);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_QUANTITIES_H_
