#include "client/input/byte_cursor.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"

namespace trialmatch::client {

ByteClass BytesOf(absl::string_view members) {
  ByteClass bytes{};
  for (const char c : members) bytes[static_cast<unsigned char>(c)] = true;
  return bytes;
}

bool ByteCursor::Fill() {
  if (done_) return false;
  place();
  Flush();
  absl::StatusOr<absl::string_view> next = source_.Read();
  at_ = end_ = mark_ = counted_ = nullptr;
  done_ = !next.ok() || next->empty();
  if (!next.ok()) status_ = next.status();
  if (done_) return false;
  at_ = mark_ = counted_ = next->data();
  end_ = at_ + next->size();
  return true;
}

void ByteCursor::Flush() {
  if (keeping_ && !overflowed_ && at_ != mark_) {
    const auto count = static_cast<size_t>(at_ - mark_);
    overflowed_ = kept_.size() + count > most_;
    if (overflowed_) {
      kept_.clear();
    } else {
      kept_.append(mark_, count);
    }
  }
  mark_ = at_;
}

void ByteCursor::SkipTo(const ByteClass& stops) {
  do {
    while (at_ != end_ && !stops[static_cast<unsigned char>(*at_)]) ++at_;
  } while (at_ == end_ && Fill());
}

void ByteCursor::SkipTo(char stop) {
  while (at_ != end_ || Fill()) {
    const void* found = std::memchr(at_, stop, static_cast<size_t>(end_ - at_));
    at_ = found == nullptr ? end_ : static_cast<const char*>(found);
    if (found != nullptr) return;
  }
}

void ByteCursor::Keep(std::string before) {
  kept_ = std::move(before);
  overflowed_ = kept_.size() > most_;
  Resume();
}

void ByteCursor::Pause() {
  Flush();
  keeping_ = false;
}

void ByteCursor::Resume() {
  keeping_ = true;
  mark_ = at_;
}

bool ByteCursor::CutBehind(size_t size) {
  Flush();
  if (overflowed_) return false;
  kept_.resize(std::min(size, kept_.size()));
  while (!kept_.empty() && absl::ascii_isspace(static_cast<unsigned char>(kept_.back()))) kept_.pop_back();
  if (kept_.empty() || kept_.back() != ',') return false;
  kept_.pop_back();
  return true;
}

std::string ByteCursor::Take() {
  Pause();
  return std::exchange(kept_, {});
}

Place ByteCursor::place() {
  const auto lines = std::count(counted_, at_, '\n');
  place_.line += lines;
  if (lines > 0) {
    const char* last = at_;
    while (last[-1] != '\n') --last;
    place_.column = at_ - last + 1;
  } else {
    place_.column += at_ - counted_;
  }
  counted_ = at_;
  return place_;
}

}  // namespace trialmatch::client
