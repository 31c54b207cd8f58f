// Reads ranges and concept sets of criteria. Functions stand in the field that they read. After an error the
// result is what is left, and nobody uses it.
#ifndef TRIALMATCH_WIRE_RANGE_READER_H_
#define TRIALMATCH_WIRE_RANGE_READER_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "domain/clock.h"
#include "domain/code.h"
#include "domain/fact_criterion.h"
#include "domain/quantity.h"
#include "trialmatch/v1/criterion.pb.h"
#include "trialmatch/v1/values.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// At least one entry to include, every entry with a code.
ConceptSet ReadConceptSet(const v1::ConceptSet& set, IssueSink& sink);
// A member that is a set: present, or an error.
ConceptSet ReadRequiredConcepts(bool present, const v1::ConceptSet& set, absl::string_view member,
                                IssueSink& sink);
std::optional<ConceptSet> ReadOptionalConcepts(bool present, const v1::ConceptSet& set,
                                               absl::string_view member, IssueSink& sink);

// 0 to kMaxTimeCount with a unit; days beside weeks only, 0 to 6.
std::optional<ClockBound> ReadClockBound(const v1::ClockBound& bound, IssueSink& sink);

// One bound at least, the unit UCUM, a value between the bounds.
QuantityRange ReadQuantityRange(const v1::QuantityRange& range, IssueSink& sink);
// Multiples are not negative.
NormalLimitRange ReadNormalLimitRange(const v1::NormalLimitRange& range, IssueSink& sink);

// One bound at least, each within `least` to `most`, min not above max.
CountRange ReadCountRange(const v1::CountRange& range, int least, int most, IssueSink& sink);

// The scale is required, and one bound at least.
GradeRange ReadGradeRange(const v1::GradeRange& range, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_RANGE_READER_H_
