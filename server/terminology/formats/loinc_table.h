// The table of LOINC.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_LOINC_TABLE_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_LOINC_TABLE_H_

#include "terminology/formats/release_file.h"
#include "terminology/formats/release_rows.h"

namespace trialmatch {

// "Loinc.csv" or "LoincTableCore.csv", by the names of the columns, whatever their order. A code is what its
// six axes say, and two codes differ where one does, but for what an axis leaves open: a code with a method
// lies beneath the same without one ("by Automated count"), and one for serum beneath the same for serum or
// plasma (SYSTEM "Ser/Plas"). Where several codes have the same axes, only the one that is ACTIVE has others
// beneath it. Deprecated codes are left out. A single example unit in UCUM is what the code is measured in.
// The version is the latest in VersionLastChanged.
void ReadLoincTable(const ReleaseFile& file, ReleaseRows& out);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_LOINC_TABLE_H_
