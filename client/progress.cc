#include "client/progress.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace trialmatch::client {

void Progress::Show(int64_t count) { Show(absl::StrCat(count, " ", what_)); }

void Progress::Show(const std::string& line) {
  if (!console_.err_is_terminal) return;
  const absl::Time now = absl::Now();
  if (now < next_) return;
  next_ = now + absl::Milliseconds(100);
  console_.err << "\r\x1b[K" << line << std::flush;
  shown_ = true;
}

void Progress::Clear() {
  if (!shown_) return;
  console_.err << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace trialmatch::client
