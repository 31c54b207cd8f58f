// A fact criterion on its way through an evaluation.
#ifndef TRIALMATCH_MATCHING_ASKED_FACT_H_
#define TRIALMATCH_MATCHING_ASKED_FACT_H_

#include "domain/criterion.h"
#include "domain/fact_criterion.h"
#include "terminology/concept_sets.h"
#include "terminology/terminology.h"

namespace trialmatch {

// With its concepts looked up, once for all that is asked of them. What it is made of outlives it.
struct AskedFact {
  AskedFact(const FactCriterion& asked, AbsencePolicy absence_policy, const Terminology& terminology)
      : criterion(asked), policy(absence_policy), concepts(terminology.Resolve(asked.concepts)) {}

  const FactCriterion& criterion;
  const AbsencePolicy policy;
  const ResolvedSet concepts;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ASKED_FACT_H_
