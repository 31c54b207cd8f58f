// Reads the predicates at the leaves of a tree of criteria.
#ifndef TRIALMATCH_WIRE_LEAF_READER_H_
#define TRIALMATCH_WIRE_LEAF_READER_H_

#include "domain/criterion.h"
#include "trialmatch/v1/criterion.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// Sets `criterion.kind` and touches nothing else. The sink stands in the criterion. False, without an issue,
// when the message's kind is a combination or not set.
bool ReadLeaf(const v1::Criterion& message, IssueSink& sink, Criterion& criterion);

// Whether the kind is about what is recorded, and hence may be missing from the record.
bool TakesAbsencePolicy(v1::Criterion::KindCase kind);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_LEAF_READER_H_
