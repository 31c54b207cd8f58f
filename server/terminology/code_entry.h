// What a concept graph knows of one code.
#ifndef TRIALMATCH_TERMINOLOGY_CODE_ENTRY_H_
#define TRIALMATCH_TERMINOLOGY_CODE_ENTRY_H_

#include <cstdint>

#include "terminology/concept_set.h"

namespace trialmatch {

// Systems that are curated together share a realm; within it, a missing link means a different thing.
using Realm = uint32_t;
inline constexpr Realm kNoRealm = UINT32_MAX;

struct CodeEntry {
  ConceptId id = 0;
  Realm realm = 0;      // of its system; kNoRealm where no table describes that
  bool loaded = false;  // a concept of its own, as against known only as somebody's equivalent
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CODE_ENTRY_H_
