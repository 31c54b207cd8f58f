// Dates and periods of FHIR, in the text that a profile takes.
#ifndef TRIALMATCH_INGEST_FHIR_TIMES_H_
#define TRIALMATCH_INGEST_FHIR_TIMES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"

namespace trialmatch::fhir {

// Empty: not told.
struct When {
  std::string start;
  std::string end;
};

// date, dateTime and instant as RecordedTime reads them; of a time without a zone the day alone, with a
// warning. Empty, with a warning, for what is no date.
std::string ReadTime(const Json& value, Findings& findings);

// A Period; both ends are left out, with a warning, where the end lies before the start.
When ReadPeriod(const Json& period, Findings& findings);

// The element `name`[x] of the resource: "onset" of onsetDateTime, onsetInstant, onsetPeriod, onsetAge, and
// so on. Of an Age: the day, month or year in which it was reached, where one holds all of that time, which
// begins at `birth` (as ReadTime gives it) plus the age and lasts as long as the unit. What else there is
// (Range, string, Timing with more than one moment) is left out with a warning.
When ReadWhen(const Json& resource, absl::string_view name, const std::string& birth, Findings& findings);

// True if `end` certainly lies before `start`, in every zone and however coarse they are. Both are read.
bool IsReversed(const std::string& start, const std::string& end);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_TIMES_H_
