// How far long work is, on a terminal.
#ifndef TRIALMATCH_CLIENT_PROGRESS_H_
#define TRIALMATCH_CLIENT_PROGRESS_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "client/console.h"

namespace trialmatch::client {

// One line on standard error that is written over, ten times a second at most; nothing where standard error
// is no terminal. Not thread safe.
class Progress {
 public:
  // "<count> <what>", e.g. "patients answered".
  Progress(Console& console, std::string what) : console_(console), what_(std::move(what)) {}
  ~Progress() { Clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(int64_t count);
  // Any line; it should be narrower than the terminal.
  void Show(const std::string& line);
  // Before anything else is written to the terminal.
  void Clear();

 private:
  Console& console_;
  const std::string what_;
  bool shown_ = false;
  absl::Time next_ = absl::InfinitePast();
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_PROGRESS_H_
