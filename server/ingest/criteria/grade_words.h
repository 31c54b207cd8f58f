// Classes and grades on named scales.
#ifndef TRIALMATCH_INGEST_CRITERIA_GRADE_WORDS_H_
#define TRIALMATCH_INGEST_CRITERIA_GRADE_WORDS_H_

#include <optional>

#include "ingest/criteria/cursor.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch::criteria {

// "New York Heart Association (NYHA) class III or IV", "Child-Pugh B or C", "CTCAE grade >= 2". Nothing, and
// nothing passed, for a grade of no scale or of one that the terminology has not.
std::optional<v1::GradeRange> TakeGrade(Cursor& cursor, const Terminology& terminology);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_GRADE_WORDS_H_
