// Dosages as one dose over time.
#ifndef TRIALMATCH_INGEST_FHIR_DOSES_H_
#define TRIALMATCH_INGEST_FHIR_DOSES_H_

#include <optional>

#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"
#include "trialmatch/v1/values.pb.h"

namespace trialmatch::fhir {

// What is taken a day or a week ("10 mg/d"): of one Dosage with one doseQuantity in a unit that says how much
// (not "1 tablet"), taken a whole number of times each day, each week, or every so many whole hours of a day;
// not as needed. Anything else is no dose; with a warning only where an amount has an unusable unit or
// number.
std::optional<v1::Quantity> ReadDose(const Json& dosages, Findings& findings);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_DOSES_H_
