// What a line says of the lines beneath it.
#ifndef TRIALMATCH_INGEST_CRITERIA_LEADS_H_
#define TRIALMATCH_INGEST_CRITERIA_LEADS_H_

#include <cstdint>

#include "absl/types/span.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

enum class Lead : uint8_t {
  kUnknown,  // nobody can say
  kHeading,  // nothing but that they follow: "Adequate organ function, defined as:"
  kAnyOf,    // "At least one of the following:"
  kAllOf,    // "All of the following:"
  kExcluded  // "Patients with any of the following are excluded:"
};
Lead LeadOf(absl::Span<const Token> line);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_LEADS_H_
