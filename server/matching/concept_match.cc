#include "matching/concept_match.h"

#include "terminology/concept_sets.h"

namespace trialmatch {

Reasoned And(const Reasoned& a, const Reasoned& b) { return b.truth < a.truth ? b : a; }

Reasoned MatchConcept(const Code& recorded, const ConceptSet& set, const Terminology& terminology) {
  return MeaningOf(terminology.Classify(recorded, set));
}

Reasoned MeaningOf(const Classification& found) {
  switch (found.membership) {
    case Membership::kMember:
      return {Truth::kTrue, EvidenceReason::kSatisfies};
    case Membership::kNotMember:
      return {Truth::kFalse, EvidenceReason::kDoesNotSatisfy};
    case Membership::kMaybe:
      return {Truth::kUnknown, found.not_decided == NotDecided::kNone ? EvidenceReason::kBroaderCode
                                                                      : EvidenceReason::kCodeNotLoaded};
    case Membership::kUnknownCode:
      break;
  }
  return {Truth::kUnknown, EvidenceReason::kCodeNotLoaded};
}

Reasoned MatchQualifier(const std::optional<Code>& recorded, const ConceptSet& set,
                        const Terminology& terminology) {
  if (!recorded) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  const Reasoned match = MatchConcept(*recorded, set, terminology);
  if (match.truth == Truth::kUnknown) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  return match;
}

bool Resolves(const ConceptSet& set, const Terminology& terminology) {
  return terminology.Resolve(set).resolved();
}

}  // namespace trialmatch
