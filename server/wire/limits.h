// Bounds on what a caller may send. They keep the work for one message small and lie below what Protobuf and
// gRPC refuse by themselves, so that an error can name the field. Lengths are in bytes.
#ifndef TRIALMATCH_WIRE_LIMITS_H_
#define TRIALMATCH_WIRE_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace trialmatch {

// Codes, systems, units, decimals, dates, names of scales and grades, references, etags.
inline constexpr size_t kMaxCodeBytes = 1024;
// Titles, names, places, keywords, displays.
inline constexpr size_t kMaxLineBytes = 2'000;
// The text of one criterion; descriptions; one inference.
inline constexpr size_t kMaxTextBytes = 20'000;
// Summaries and the verbatim eligibility text.
inline constexpr size_t kMaxLongTextBytes = 200'000;
// Ids of criteria, cohorts, sites and trials, without "trials/".
inline constexpr size_t kMaxIdBytes = 64;
// Ids of facts.
inline constexpr size_t kMaxFactIdBytes = 256;

// A patient. Facts, tested genes, consents, attestations and statements of completeness, of relatives too,
// together.
inline constexpr int kMaxFacts = 10'000;
inline constexpr int kMaxRelatives = 100;
inline constexpr int kMaxGrades = 64;
inline constexpr int kMaxLinks = 64;
inline constexpr int kMaxGestationWeeks = 45;

// A trial.
inline constexpr int kMaxNesting = 32;       // a criterion of a list of the trial is at level 1
inline constexpr int kMaxCriteria = 10'000;  // nodes at all levels together
inline constexpr int kMaxConcepts = 10'000;  // entries of one concept set
inline constexpr int kMaxEnumerated = 64;    // states, settings, relationships, phases
inline constexpr int kMaxCohorts = 1'000;
inline constexpr int kMaxSites = 20'000;
inline constexpr int kMaxListed = 5'000;  // keywords, conditions, officials, inferences; a filter's values

// A request.
inline constexpr size_t kMaxPatientKeyBytes = 256;  // the caller's key of a patient in a stream
inline constexpr int kMaxNamedTrials = 100;         // of a check or a screening
inline constexpr int kDefaultPageSize = 50;
inline constexpr int kMaxPageSize = 1'000;
inline constexpr size_t kMaxApplicantBytes = 256;  // the caller's reference of an applicant
inline constexpr size_t kMaxRequestIdBytes = 64;

// An answer.
inline constexpr int kMaxImportFailures = 1'000;  // that are listed; all are counted

// Numbers.
inline constexpr int64_t kMaxTimeCount = 1'000'000;  // of a clock's bound, of an offset, of a stated age
inline constexpr int kMaxCount = 1'000'000;          // occurrences, lines of therapy
inline constexpr int kMaxEcog = 5;
inline constexpr int kMaxKarnofsky = 100;  // and Lansky
inline constexpr double kMaxRadiusKm = 20'040;

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_LIMITS_H_
