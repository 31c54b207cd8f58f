// What relates the units of one measured substance, beyond what UCUM knows.
#ifndef TRIALMATCH_DOMAIN_ANALYTE_H_
#define TRIALMATCH_DOMAIN_ANALYTE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "domain/decimal.h"

namespace trialmatch {

// The analyte's own entry. Without one, units convert only within one kind (see Unit::kind).
struct AnalyteConversions {
  // Takes mass to substance (mg/dL to mmol/L) and back. Above zero.
  std::optional<Decimal> molar_mass_g_per_mol;

  // value in `to_unit` = slope × value in `from_unit` + intercept; used in both directions. HbA1c:
  // {"mmol/mol", "%", 0.09148, 2.152}. `slope` is not zero.
  struct Linear {
    std::string from_unit;
    std::string to_unit;
    Decimal slope;
    Decimal intercept;

    friend bool operator==(const Linear& a, const Linear& b) = default;
  };
  std::vector<Linear> linear;

  friend bool operator==(const AnalyteConversions& a, const AnalyteConversions& b) = default;
};

// InvalidArgument, saying which part: a molar mass or slope out of its bounds, a unit that is not UCUM, an
// entry between units of one kind (which convert without it and must not do so in two ways).
absl::Status ValidateAnalyteConversions(const AnalyteConversions& conversions);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_ANALYTE_H_
