// The limit of normal that a measurement is held against.
#ifndef TRIALMATCH_MATCHING_LIMIT_OF_NORMAL_H_
#define TRIALMATCH_MATCHING_LIMIT_OF_NORMAL_H_

#include <optional>
#include <string>

#include "domain/decimal.h"
#include "domain/fact.h"
#include "domain/fact_criterion.h"
#include "domain/recorded_time.h"
#include "matching/patient_view.h"

namespace trialmatch {

struct LimitOfNormal {
  Decimal value;
  std::string unit;  // UCUM
  // From the table that the request names: an assumption.
  bool from_table = false;
  // The table's limit depends on sex, and administrative gender stood in for sex at birth.
  bool by_administrative_gender = false;
};

// The measurement's own limit on that side, else the one that the request's table states for the patient's
// sex and age when it was `taken`. Empty when there is none, or not the same one for all that is possible. Of
// a relative neither sex nor age is known.
std::optional<LimitOfNormal> FindLimitOfNormal(const Fact& fact, NormalLimitSide side,
                                               const InstantSpan& taken, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LIMIT_OF_NORMAL_H_
