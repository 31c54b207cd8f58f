// What a concept graph knows of one code.
#ifndef TRIALMATCH_TERMINOLOGY_CODE_ENTRY_H_
#define TRIALMATCH_TERMINOLOGY_CODE_ENTRY_H_

#include <cstdint>

#include "terminology/concept_set.h"

namespace trialmatch {

// Systems that are curated together share a realm; within it, a missing link means a different thing.
using Realm = uint32_t;
inline constexpr Realm kNoRealm = UINT32_MAX;

// Some concepts, each by one of 64 marks in either of two ways.
struct Marks {
  uint64_t first = 0;
  uint64_t second = 0;

  void Add(ConceptId id) { *this |= {uint64_t{1} << id % 64, uint64_t{1} << (id * 0x9E3779B1u >> 26)}; }
  Marks& operator|=(const Marks& other) {
    first |= other.first;
    second |= other.second;
    return *this;
  }
  // True wherever both have one concept; elsewhere mostly false.
  bool MayMeet(const Marks& other) const {
    return (first & other.first) != 0 && (second & other.second) != 0;
  }
};

struct CodeEntry {
  ConceptId id = 0;
  Realm realm = 0;  // of its system; kNoRealm where no table describes that
  // All that is above the concept, or above anything beneath it.
  Marks kin = {};
  bool loaded = false;  // a concept of its own, as against known only as somebody's equivalent
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CODE_ENTRY_H_
