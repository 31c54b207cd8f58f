// How many times something happened to one person, where the same concept on the same day counts once.
#ifndef TRIALMATCH_MATCHING_FACT_COUNT_H_
#define TRIALMATCH_MATCHING_FACT_COUNT_H_

#include <vector>

#include "matching/fact_match.h"
#include "matching/patient_view.h"

namespace trialmatch {

// At least `certain` and, of the recorded facts, at most `possible`.
struct FactCount {
  int certain = 0;
  int possible = 0;
};

// `certain`: TRUE matches that no choice of days within imprecise dates can merge. `possible`: TRUE and
// UNKNOWN ones, merged only where concept and precise day are equal.
FactCount CountFacts(const std::vector<FactMatch>& matches, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_COUNT_H_
