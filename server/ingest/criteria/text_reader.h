// Reads a whole eligibility text.
#ifndef TRIALMATCH_INGEST_CRITERIA_TEXT_READER_H_
#define TRIALMATCH_INGEST_CRITERIA_TEXT_READER_H_

#include "ingest/criteria/concepts.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::criteria {

// Of the rules: another version may read the same text otherwise.
inline constexpr char kRulesVersion[] = "2";

// Fills the trial's criteria, its cohorts where the text has groups, and eligibility_reading from
// eligibility_text. Every line becomes a passage: a criterion, a heading or a note. Nothing of the text is
// lost: what is not read is an unstructured criterion of the list it stands in. Time and memory are linear in
// the text but for lines of many joined statements. A text that is blank, or has no criterion, adds nothing.
void ReadEligibilityText(const Concepts& concepts, v1::Trial& trial);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_TEXT_READER_H_
