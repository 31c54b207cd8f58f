#include "client/progress.h"

#include <ostream>

#include "absl/time/clock.h"

namespace trialmatch::client {

void Progress::Show(int64_t count) {
  if (!console_.err_is_terminal) return;
  const absl::Time now = absl::Now();
  if (now < next_) return;
  next_ = now + absl::Milliseconds(100);
  console_.err << "\r\x1b[K" << count << " " << what_ << std::flush;
  shown_ = true;
}

void Progress::Clear() {
  if (!shown_) return;
  console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace trialmatch::client
