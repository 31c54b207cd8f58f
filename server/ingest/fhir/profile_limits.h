// What a profile may hold: the reader fits to it, so that the profile is never refused. The same numbers as
// wire/limits.h, which ingest/ does not include; a test holds them equal.
#ifndef TRIALMATCH_INGEST_FHIR_PROFILE_LIMITS_H_
#define TRIALMATCH_INGEST_FHIR_PROFILE_LIMITS_H_

#include <cstddef>

namespace trialmatch::fhir {

inline constexpr size_t kMaxCodeBytes = 1024;
inline constexpr size_t kMaxLineBytes = 2'000;
inline constexpr size_t kMaxFactIdBytes = 256;
inline constexpr int kMaxFacts = 10'000;
inline constexpr int kMaxRelatives = 100;
inline constexpr int kMaxLinks = 64;
inline constexpr int kMaxGestationWeeks = 45;

// Codings of one concept that are looked at.
inline constexpr size_t kMaxCodings = 64;

// Of the resource, in bytes.
inline constexpr size_t kMaxContentBytes = 16 * 1024 * 1024;

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_PROFILE_LIMITS_H_
