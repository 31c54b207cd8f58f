// Makes a trial that was read from a registry fit what the contract takes.
#ifndef TRIALMATCH_INGEST_CTGOV_TRIAL_FIT_H_
#define TRIALMATCH_INGEST_CTGOV_TRIAL_FIT_H_

#include "domain/issue.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::ctgov {

// Cuts labels and descriptions that are too long, and lists with too many elements, each with a warning
// beneath "record.trial". What decides who may enter is never cut: an eligibility text that is too long stays
// and is refused by who stores the trial.
void FitTrial(v1::Trial& trial, Issues& issues);

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_TRIAL_FIT_H_
