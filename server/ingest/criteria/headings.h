// What a line of an eligibility text is, apart from what it asks.
#ifndef TRIALMATCH_INGEST_CRITERIA_HEADINGS_H_
#define TRIALMATCH_INGEST_CRITERIA_HEADINGS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/types/span.h"
#include "ingest/criteria/tokens.h"

namespace trialmatch::criteria {

// "Inclusion criteria", "Key exclusion criteria:", "Patients must not have:".
struct SectionHeading {
  bool exclusion = false;
  size_t tokens = 0;     // of the heading, colon included; what follows is a criterion of the section
  bool verdict = false;  // no more than "Excluded:", of what stands above it
  std::string group;     // "healthy controls" of "Inclusion criteria for healthy controls"; mostly empty
};
std::optional<SectionHeading> SectionOf(absl::Span<const Token> line);

// "For children with BPD:", "Group A:", "Cohort 2 -".
struct GroupHeading {
  size_t tokens = 0;
  std::string key;  // the same for all ways in which the text calls the group
};
std::optional<GroupHeading> GroupOf(absl::Span<const Token> line);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_HEADINGS_H_
