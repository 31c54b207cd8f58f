// Stages of cancer as grades.
#ifndef TRIALMATCH_INGEST_FHIR_STAGES_H_
#define TRIALMATCH_INGEST_FHIR_STAGES_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// `Condition.stage`: the one stage group by a code of AJCC ("c3A", "IIIA") or SNOMED CT as a grade of the
// scale "tnm-stage", if the terminology has that scale and grade. Several are one where all but one are only
// coarser (stage 3 beside 3A). False, with a warning, where there is a stage that is left out.
bool SetStage(const Json& stages, const Reading& reading, v1::Condition& record);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_STAGES_H_
