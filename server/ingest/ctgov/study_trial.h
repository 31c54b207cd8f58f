// From a study of ClinicalTrials.gov to a trial of the contract.
#ifndef TRIALMATCH_INGEST_CTGOV_STUDY_TRIAL_H_
#define TRIALMATCH_INGEST_CTGOV_STUDY_TRIAL_H_

#include "domain/issue.h"
#include "ingest/ctgov/study.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::ctgov {

// Every field of Trial that the study has; the criteria are left to who reads the eligibility text.
// Conditions are those of the record, and its own MeSH headings with their codes where a loaded MeSH has
// them. What cannot be said becomes an issue beneath "record": an age that cannot be read is an error, since
// a trial without the bound would take patients whom it must not; an unknown word or date is a warning and
// unset.
v1::Trial TrialOf(const Study& study, const Terminology& terminology, Issues& issues);

}  // namespace trialmatch::ctgov

#endif  // TRIALMATCH_INGEST_CTGOV_STUDY_TRIAL_H_
