#include "matching/concept_match.h"

#include <algorithm>

namespace trialmatch {

Reasoned And(const Reasoned& a, const Reasoned& b) { return b.truth < a.truth ? b : a; }

Reasoned MatchConcept(const Code& recorded, const ConceptSet& set, const Terminology& terminology) {
  const Classification found = terminology.Classify(recorded, set);
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
  const auto loaded = [&](const ConceptEntry& entry) { return terminology.Has(entry.code); };
  return std::all_of(set.include.begin(), set.include.end(), loaded) &&
         std::all_of(set.exclude.begin(), set.exclude.end(), loaded);
}

}  // namespace trialmatch
