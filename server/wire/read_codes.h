// The codes of a patient that was read.
#ifndef TRIALMATCH_WIRE_READ_CODES_H_
#define TRIALMATCH_WIRE_READ_CODES_H_

#include "absl/functional/function_ref.h"
#include "domain/code.h"
#include "domain/patient.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch {

// True only if `holds` for every code of the profile. `read` is what was made of the profile, without an
// error: its codes are asked, so that a terminology leaves with them where it found them. False also where
// the profile has facts that are not in `read`, since they were entered in error: who wants to know more
// looks at the profile itself (code_references.h), which takes longer.
bool HoldsForAllCodes(const v1::PatientProfile& profile, const Patient& read,
                      absl::FunctionRef<bool(const Code&)> holds);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_READ_CODES_H_
