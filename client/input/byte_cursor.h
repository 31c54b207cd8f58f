// A position in a stream of bytes that can keep what it passes.
#ifndef TRIALMATCH_CLIENT_INPUT_BYTE_CURSOR_H_
#define TRIALMATCH_CLIENT_INPUT_BYTE_CURSOR_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "client/input/byte_source.h"

namespace trialmatch::client {

// A place in a text; both count from 1, columns in bytes.
struct Place {
  int64_t line = 1;
  int64_t column = 1;
};

// For each byte, whether it belongs to a class.
using ByteClass = std::array<bool, 256>;
ByteClass BytesOf(absl::string_view members);

// Holds one piece of the source and what is kept, never more. Not thread safe.
class ByteCursor {
 public:
  static constexpr int kEnd = -1;

  // Keeps at most `most` bytes at a time. `source` must outlive the cursor.
  ByteCursor(ByteSource& source, size_t most) : source_(source), most_(most) {}

  // The next byte; kEnd at the end of the source and after an error of it.
  int Peek() { return at_ != end_ || Fill() ? static_cast<unsigned char>(*at_) : kEnd; }
  // Passes the byte that Peek has shown; it must not be kEnd.
  void Skip() { ++at_; }
  // Passes bytes until one of `stops`, or the end.
  void SkipTo(const ByteClass& stops);
  // As SkipTo of one byte, at the speed of memchr.
  void SkipTo(char stop);

  // Begins to keep, with `before` already kept.
  void Keep(std::string before = {});
  // Keeps nothing more for a while; Resume goes on.
  void Pause();
  void Resume();
  // Bytes kept so far.
  size_t kept_size() const { return kept_.size() + (keeping_ ? static_cast<size_t>(at_ - mark_) : 0); }
  // Forgets what was kept behind the first `size` bytes, and blanks and one comma before them; true: there
  // was a comma.
  bool CutBehind(size_t size);
  // Ends keeping and returns what was kept; empty where it was more than `most` (then overflowed()).
  std::string Take();
  // Whether more than `most` bytes were to be kept since Keep.
  bool overflowed() const { return overflowed_; }

  // Of the next byte.
  Place place();
  // Whether the byte before the next one ended a line, or there was none.
  bool at_line_start() { return place().column == 1; }
  // What ended the source early; OK: nothing.
  const absl::Status& status() const { return status_; }

 private:
  bool Fill();
  void Flush();

  ByteSource& source_;
  const size_t most_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* mark_ = nullptr;     // bytes from here are to be kept
  const char* counted_ = nullptr;  // up to here `place_` is
  Place place_;
  std::string kept_;
  bool keeping_ = false;
  bool overflowed_ = false;
  bool done_ = false;
  absl::Status status_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_INPUT_BYTE_CURSOR_H_
