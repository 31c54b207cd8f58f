// What a line says of the lines beneath it.
#ifndef TRIALMATCH_INGEST_CRITERIA_LEADS_H_
#define TRIALMATCH_INGEST_CRITERIA_LEADS_H_

#include <cstdint>

#include "absl/types/span.h"
#include "ingest/criteria/context.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

enum class LeadKind : uint8_t {
  kUnknown,  // nobody can say
  kHeading,  // nothing but that they follow: "Adequate organ function, defined as:"
  kAnyOf,    // "At least one of the following:"
  kAllOf,    // "All of the following:"
  kExcluded  // "Patients with any of the following are excluded:"
};

struct Lead {
  LeadKind kind = LeadKind::kUnknown;
  Context context;  // what it says of every line beneath it
};

// Reads only lines of words that say nothing of their own. `exclusion`: among exclusions.
Lead LeadOf(absl::Span<const Token> line, bool exclusion);

// Whether a line that nothing lies beneath says of those behind it that not each counts by itself, as
// "One of the following criteria:" does in a list that was not indented. How many of them it means nobody
// knows.
bool OpensUnindentedList(absl::Span<const Token> line, bool exclusion);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_LEADS_H_
