// Reads when something must have been: "within 4 weeks before enrolment", "in the past year".
#ifndef TRIALMATCH_INGEST_CRITERIA_WINDOWS_H_
#define TRIALMATCH_INGEST_CRITERIA_WINDOWS_H_

#include <optional>

#include "ingest/criteria/cursor.h"
#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch::criteria {

// A window that is measured from the moment of enrolment, which is the moment that is asked about. Nothing,
// and nothing passed, where none stands here, or where it is measured from something else ("within 4 weeks of
// surgery"): the words behind it then belong to nobody.
std::optional<v1::TimeWindow> TakeWindow(Cursor& cursor);

// "4 weeks": the window from then until now.
std::optional<v1::TimeWindow> TakeSpan(Cursor& cursor);

// "at screening", "at the time of enrolment", "prior to randomization": now. False where none stands here.
bool TakeNow(Cursor& cursor);

// "during the study and for 4 weeks after": when something will be, which nothing recorded so far tells.
// Passes over it where nothing follows.
void TakeStudyTime(Cursor& cursor);

// A number in digits or in words ("two", "six"); nothing for anything else.
std::optional<std::string> TakeCount(Cursor& cursor);
bool IsCount(const Token& token);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_WINDOWS_H_
