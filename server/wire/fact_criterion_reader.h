// Reads predicates over dated facts.
#ifndef TRIALMATCH_WIRE_FACT_CRITERION_READER_H_
#define TRIALMATCH_WIRE_FACT_CRITERION_READER_H_

#include <vector>

#include "domain/fact_criterion.h"
#include "trialmatch/v1/criterion.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// Each function stands in the message's field. After an error the result is what is left, and nobody uses it.
// `subjects` are those of the anchor of a window too.
FactCriterion ReadFactCriterion(const v1::FactCriterion& message, FactCategory category,
                                const Subjects& subjects, IssueSink& sink);
AnchoredWindow ReadWindow(const v1::TimeWindow& message, const Subjects& subjects, IssueSink& sink);

// An enumerated state comes out as a predicate over codes in kBuiltinSystem.
FactCriterion ReadReproductive(const v1::ReproductiveCriterion& message, IssueSink& sink);
FactCriterion ReadCareSetting(const v1::CareSettingCriterion& message, IssueSink& sink);
// Any kind of study is all kinds.
FactCriterion ReadTrialParticipation(const v1::TrialParticipationCriterion& message, IssueSink& sink);

DoseStabilityCriterion ReadDoseStability(const v1::DoseStabilityCriterion& message, IssueSink& sink);
RelationCriterion ReadRelation(const v1::RelationCriterion& message, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_FACT_CRITERION_READER_H_
