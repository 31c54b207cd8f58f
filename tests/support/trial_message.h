// Trials of the domain as the messages that read as them: for what makes trials in memory and needs them
// stored or sent.
#ifndef TRIALMATCH_TESTS_SUPPORT_TRIAL_MESSAGE_H_
#define TRIALMATCH_TESTS_SUPPORT_TRIAL_MESSAGE_H_

#include "domain/trial.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

// ReadTrial gives the trial back, with the text hashes of the wire; implied criteria are left to it. A coded
// condition gets its code for a text, an empty title becomes the id. Combinations of qualifiers that no
// message can say must not occur in `trial`: relatives' relations, anchors of a category that selectors do
// not have.
v1::Trial TrialMessage(const Trial& trial);

// One criterion with everything beneath it.
v1::Criterion CriterionMessage(const Criterion& criterion);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_TRIAL_MESSAGE_H_
