// Where a table has what it was asked for, kept by the question.
#ifndef TRIALMATCH_DOMAIN_LAST_PLACE_H_
#define TRIALMATCH_DOMAIN_LAST_PLACE_H_

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>

namespace trialmatch {

// The place where the table that looked last found the question, so that the next look need not search. It is
// kept by a question that does not change, or is replaced together with its place. No part of the value that
// has it: all are equal, and copies take it along. Safe for any number of threads.
class LastPlace {
 public:
  LastPlace() = default;
  LastPlace(const LastPlace& other) : known_(other.known_.load(std::memory_order_relaxed)) {}
  LastPlace& operator=(const LastPlace& other) {
    known_.store(other.known_.load(std::memory_order_relaxed), std::memory_order_relaxed);
    return *this;
  }

  // Empty when another table looked last, or none.
  std::optional<uint32_t> In(uint32_t table) const {
    const uint64_t known = known_.load(std::memory_order_relaxed);
    if (known >> 32 != table) return std::nullopt;
    return static_cast<uint32_t>(known);
  }
  // `table` is a number of NewTable, of one that never changes.
  void Keep(uint32_t table, uint32_t place) const {
    known_.store(uint64_t{table} << 32 | place, std::memory_order_relaxed);
  }

  // Never the same twice in a process, and never 0.
  static uint32_t NewTable() {
    static std::atomic<uint32_t> last = 0;
    return ++last;
  }

  friend bool operator==(const LastPlace&, const LastPlace&) { return true; }
  friend std::strong_ordering operator<=>(const LastPlace&, const LastPlace&) {
    return std::strong_ordering::equal;
  }

 private:
  mutable std::atomic<uint64_t> known_ = 0;  // table and place; no table: 0
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_LAST_PLACE_H_
