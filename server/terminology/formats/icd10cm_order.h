// The order file of ICD-10-CM.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_ICD10CM_ORDER_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_ICD10CM_ORDER_H_

#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// Fixed columns, from 1: order number 1-5, code 7-13, billable 15, short title 17-76, long title from 78. The
// file has categories and everything beneath them, no chapters. A code lies beneath the longest other code
// that it begins with; codes get their point.
void ReadIcd10CmOrder(const ReleaseFile& file, ReleaseRows& out);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_ICD10CM_ORDER_H_
