// How a recorded code meets a concept set, in three values.
#ifndef TRIALMATCH_MATCHING_CONCEPT_MATCH_H_
#define TRIALMATCH_MATCHING_CONCEPT_MATCH_H_

#include <optional>

#include "domain/code.h"
#include "domain/evidence.h"
#include "domain/truth.h"
#include "terminology/terminology.h"

namespace trialmatch {

// A truth with the reason for which it is UNKNOWN; the reason means nothing otherwise.
struct Reasoned {
  Truth truth = Truth::kTrue;
  EvidenceReason reason = EvidenceReason::kSatisfies;
};

// The lesser truth; of two UNKNOWNs the first reason.
Reasoned And(const Reasoned& a, const Reasoned& b);

// TRUE iff the code itself is a member. UNKNOWN for a code above a member or above an excluded one, and for
// one that no loaded terminology has: it may mean anything.
Reasoned MatchConcept(const Code& recorded, const ConceptSet& set, const Terminology& terminology);

// What an answer of the terminology means.
Reasoned MeaningOf(const Classification& found);

// MatchConcept of a qualifier; one that is not recorded is UNKNOWN.
Reasoned MatchQualifier(const std::optional<Code>& recorded, const ConceptSet& set,
                        const Terminology& terminology);

// True iff every code of the set is a loaded concept; else the criterion that holds it cannot be decided.
bool Resolves(const ConceptSet& set, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CONCEPT_MATCH_H_
