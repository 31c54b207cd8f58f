// How a recorded code stands to a concept set.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_SET_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_SET_H_

#include <cstddef>
#include <cstdint>

#include "domain/code.h"

namespace trialmatch {

using ConceptId = uint32_t;

enum class Membership : uint8_t {
  // The recorded concept itself is included, is not excluded, and is above no excluded one.
  kMember,
  // It may be a member: it is above something that is included ("congenital heart disease" recorded,
  // "complicated
  // congenital heart disease" asked; "cancer" recorded, "cancer except skin cancer" asked), or see
  // NotDecided.
  kMaybe,
  // It is none, and nothing that it could mean more precisely is one either.
  kNotMember,
  // The recorded code's system is not loaded or does not have it, and it has no loaded equivalent.
  kUnknownCode,
};

// Why the answer is kMaybe although the hierarchy alone would decide.
enum class NotDecided : uint8_t {
  // The hierarchy decides, or the recorded code is above something included or excluded.
  kNone,
  // The recorded code is of a system curated apart from those of the set, and no exact equivalent bridges
  // them:
  // a missing link says nothing.
  kSystemsNotComparable,
  // A code of the set does not resolve.
  kSetNotResolved,
};

struct Classification {
  Membership membership = Membership::kUnknownCode;
  NotDecided not_decided = NotDecided::kNone;
};

// A finding about one entry of a set, or about the whole.
struct ConceptSetProblem {
  enum class Reason : uint8_t { kSystemNotLoaded, kUnknownCode, kNoMembers };
  Reason reason = Reason::kUnknownCode;
  // Which entry: of `exclude` if `in_exclude`, else of `include`. Both meaningless for kNoMembers.
  bool in_exclude = false;
  size_t index = 0;
  Code code;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_SET_H_
