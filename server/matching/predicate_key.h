// What makes two leaf criteria one predicate.
#ifndef TRIALMATCH_MATCHING_PREDICATE_KEY_H_
#define TRIALMATCH_MATCHING_PREDICATE_KEY_H_

#include <string>

#include "domain/criterion.h"

namespace trialmatch {

// Two leaves with the same key have the same truth for every patient, whatever the request and the
// terminology. The converse need not hold: a difference that changes nothing may still separate two keys.
//
// In the key is everything that the evaluator reads: kind, fields and absence policy; of a consent also the
// trial; of what an attestation may answer (unstructured text, judgement, abilities) trial, criterion and
// text hash. Id and text are otherwise left out. One spelling stands for all that mean the same: entries of a
// concept set and subjects are sorted, amounts are in the base of their unit's kind, offsets in days, months
// or minutes.
//
// `leaf` is not a combination. The key is binary.
std::string PredicateKey(const Criterion& leaf, const std::string& trial_id);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_KEY_H_
