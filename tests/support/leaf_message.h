// Leaves of the domain as messages; what trial_message.h is made of.
#ifndef TRIALMATCH_TESTS_SUPPORT_LEAF_MESSAGE_H_
#define TRIALMATCH_TESTS_SUPPORT_LEAF_MESSAGE_H_

#include "domain/criterion.h"
#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch {

v1::ClockBound ClockBoundMessage(const ClockBound& bound);

// The kind of a leaf alone, without id, text and policy.
v1::Criterion LeafMessage(const Criterion& leaf);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_LEAF_MESSAGE_H_
