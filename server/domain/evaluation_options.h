// How a caller wants patients evaluated.
#ifndef TRIALMATCH_DOMAIN_EVALUATION_OPTIONS_H_
#define TRIALMATCH_DOMAIN_EVALUATION_OPTIONS_H_

#include <optional>
#include <string>

#include "domain/as_of.h"
#include "domain/criterion.h"
#include "domain/time_unit.h"

namespace trialmatch {

struct EvaluationOptions {
  AsOf as_of;
  // The last in line after a criterion's own policy and completeness. kInherit is kUnknown.
  AbsencePolicy absence_default = AbsencePolicy::kUnknown;
  // For measurements without a reference range; empty: none.
  std::string normal_limit_table;
  // How long a refutation speaks after its date, where the criterion does not say.
  std::optional<CalendarOffset> refutation_freshness;
  // Administrative gender serves where sex at birth is not recorded.
  bool administrative_gender_as_sex = false;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_EVALUATION_OPTIONS_H_
