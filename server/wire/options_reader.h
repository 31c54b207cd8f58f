// Reads how to evaluate and which trials to consider.
#ifndef TRIALMATCH_WIRE_OPTIONS_READER_H_
#define TRIALMATCH_WIRE_OPTIONS_READER_H_

#include "absl/time/time.h"
#include "domain/as_of.h"
#include "domain/evaluation_options.h"
#include "domain/trial_filter.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/trial_filter.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// The sink stands at the message; after an error the result must not be used. A moment that is not given is
// `now`, and a zone that is not given UTC; WriteAsOf echoes what was filled in. Whether the named table of
// normal limits exists is for the terminology to say. An unspecified default of absence is kUnknown.
EvaluationOptions ReadOptions(const v1::EvaluationOptions& options, absl::Time now, IssueSink& sink);

// The message that ReadOptions reads as the same moment and zone.
v1::AsOf WriteAsOf(const AsOf& as_of);

TrialFilter ReadFilter(const v1::TrialFilter& filter, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_OPTIONS_READER_H_
