// Takes edges out of published hierarchies that do not mean "is a".
#ifndef TRIALMATCH_TERMINOLOGY_CUT_EDGES_H_
#define TRIALMATCH_TERMINOLOGY_CUT_EDGES_H_

#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// For every cut, the lower concept loses the upper one as parent. That it is no kind of the upper concept
// does not make it a different thing (a short bowel may well be a complication of an operation): the two may
// overlap. So for it, and each concept beneath it that is not beneath the upper one in another way, a concept
// beneath both is added, which no one can record; with it, one does not refute the other. It is of
// kCutEdgesUri, whose version is that of the list of cuts. Call once, with all rows.
void ApplyCuts(TableRows& rows, LoadIssues& issues);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CUT_EDGES_H_
