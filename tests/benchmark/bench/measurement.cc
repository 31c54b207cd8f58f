#include "tests/benchmark/bench/measurement.h"

namespace trialmatch::bench {

void RoundWatch::Start() {
  calibration_ = RunCalibration();
  others_.Start();
}

void RoundWatch::Stop() { other_cores_ = others_.Cores(); }

}  // namespace trialmatch::bench
