// What makes two leaf criteria one predicate.
#ifndef TRIALMATCH_MATCHING_PREDICATE_KEY_H_
#define TRIALMATCH_MATCHING_PREDICATE_KEY_H_

#include <string>

#include "domain/criterion.h"
#include "terminology/terminology.h"

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

// The same where nothing is attested, so that abilities of different trials are one predicate.
std::string UnattestedKey(const Criterion& leaf);

// What decides a leaf about facts, all of whose codes are loaded, for a patient of whom no recorded code is
// related to its concepts: the leaf without them, and without what only qualifies facts that match. Two
// leaves with the same key then have the same truth.
std::string UntouchedKey(const Criterion& leaf);

// The same for a patient with a fact whose code cannot be compared with the concepts, so that it may be any
// of them: the leaf whole, but of its concepts only the systems.
std::string ForeignKey(const Criterion& leaf, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_KEY_H_
