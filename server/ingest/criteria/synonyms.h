// Names by which criteria call concepts whose terminologies call them otherwise.
#ifndef TRIALMATCH_INGEST_CRITERIA_SYNONYMS_H_
#define TRIALMATCH_INGEST_CRITERIA_SYNONYMS_H_

#include "absl/strings/string_view.h"

namespace trialmatch::criteria {

// The name to look up instead of `words` (lower case, one blank between them), which means exactly the same;
// `words` itself where the table has none. Reviewed by hand: abbreviations that have one meaning in criteria,
// and word orders.
absl::string_view CanonicalName(absl::string_view words);

// Whether some name of the table begins with these words and goes on.
bool MayBeCanonical(absl::string_view words);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_SYNONYMS_H_
