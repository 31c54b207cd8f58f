#include "tests/benchmark/calls/call_measurements.h"

#include <memory>

#include "tests/benchmark/calls/batch_gain.h"
#include "tests/benchmark/calls/call_cost.h"
#include "tests/benchmark/calls/screen_stream.h"
#include "tests/benchmark/calls/update_disturbance.h"

namespace trialmatch::bench {

Measurements MakeCallMeasurements(CallWorld& calls) {
  Measurements made;
  made.push_back(std::make_unique<CallCost>(calls));
  made.push_back(std::make_unique<BatchGain>(calls));
  made.push_back(std::make_unique<ScreenStream>(calls));
  made.push_back(std::make_unique<UpdateDisturbance>(calls));
  return made;
}

}  // namespace trialmatch::bench
