// What people made of a reading, when the record is read again.
#ifndef TRIALMATCH_INGEST_CRITERIA_CORRECTIONS_H_
#define TRIALMATCH_INGEST_CRITERIA_CORRECTIONS_H_

#include "domain/issue.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::criteria {

// Carries into `fresh`, which was just read from a record, what people corrected in `stored`, the trial as it
// was read before and edited since. A passage whose criteria are not those that the rules read from it was
// corrected: where `fresh` has a passage of the same text, use and cohort, it gets the stored criteria, none
// included; where it has not, the correction is kept in stale_corrections, with a warning. Criteria without a
// source were written by people and stay. Where no reading is stored and criteria are, people wrote them all:
// they stay, with a warning when the text is another. Earlier stale corrections stay.
void KeepCorrections(const v1::Trial& stored, v1::Trial& fresh, Issues& issues);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CORRECTIONS_H_
