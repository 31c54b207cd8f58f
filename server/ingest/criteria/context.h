// What the lines above a statement say of it.
#ifndef TRIALMATCH_INGEST_CRITERIA_CONTEXT_H_
#define TRIALMATCH_INGEST_CRITERIA_CONTEXT_H_

#include <optional>

#include "ingest/criteria/labels.h"
#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch::criteria {

struct Context {
  Topic topic = Topic::kNone;
  bool history = false;                  // "history of any of the following": ever, not only now
  std::optional<v1::TimeWindow> window;  // "any of the following within 6 months:"
};

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_CONTEXT_H_
