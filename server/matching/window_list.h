// The windows around as_of that leaves ask for, each once.
#ifndef TRIALMATCH_MATCHING_WINDOW_LIST_H_
#define TRIALMATCH_MATCHING_WINDOW_LIST_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "domain/fact_criterion.h"
#include "domain/window.h"

namespace trialmatch {

using WindowId = uint32_t;
inline constexpr WindowId kNoWindow = 0;  // all time

class WindowList {
 public:
  // `window` has no anchor.
  WindowId Intern(const Rare<AnchoredWindow>& window) {
    if (!window) return kNoWindow;
    const auto found = std::find(windows_.begin() + 1, windows_.end(), window->window);
    if (found == windows_.end()) return Add(window->window);
    return static_cast<WindowId>(found - windows_.begin());
  }

  size_t size() const { return windows_.size(); }
  const TimeWindow& operator[](WindowId id) const { return windows_[id]; }

 private:
  WindowId Add(const TimeWindow& window) {
    windows_.push_back(window);
    return static_cast<WindowId>(windows_.size() - 1);
  }

  std::vector<TimeWindow> windows_ = {TimeWindow{}};
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_WINDOW_LIST_H_
