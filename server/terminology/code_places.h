// Where each of a list of codes stands.
#ifndef TRIALMATCH_TERMINOLOGY_CODE_PLACES_H_
#define TRIALMATCH_TERMINOLOGY_CODE_PLACES_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/hash/hash.h"
#include "domain/code.h"

namespace trialmatch {

// A table of hashes that keeps no codes itself, since a terminology has a great many of them and keeps them
// anyway: who asks hands in how to come from a place to its code, every time the same codes.
class CodePlaces {
 public:
  CodePlaces() : CodePlaces(0) {}
  // Of a list with up to this many codes.
  explicit CodePlaces(size_t codes) : slots_(std::bit_ceil(codes * 3 / 2 + 1)) {}

  // The code is at no place yet.
  void Add(const Code& code, uint32_t place) {
    const uint64_t hash = absl::HashOf(code);
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].place != kNowhere) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {place, TagOf(hash)};
  }

  // `code_at` takes a place that was added.
  template <typename CodeAt>
  std::optional<uint32_t> Find(const Code& code, CodeAt code_at) const {
    const uint64_t hash = absl::HashOf(code);
    for (size_t at = hash & (slots_.size() - 1); true; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.place == kNowhere) return std::nullopt;
      if (slot.tag == TagOf(hash) && code_at(slot.place) == code) return slot.place;
    }
  }

 private:
  static constexpr uint32_t kNowhere = UINT32_MAX;
  struct Slot {
    uint32_t place = kNowhere;
    uint32_t tag = 0;  // bits of the hash that do not say where the slot is
  };
  static uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

  std::vector<Slot> slots_;  // a power of two, at least one of them empty
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CODE_PLACES_H_
