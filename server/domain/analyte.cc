#include "domain/analyte.h"

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "domain/unit.h"

namespace trialmatch {
namespace {

absl::Status ValidateLinear(const AnalyteConversions::Linear& linear) {
  const absl::StatusOr<Unit> from = Unit::Parse(linear.from_unit);
  if (!from.ok()) return absl::InvalidArgumentError(absl::StrCat("from_unit: ", from.status().message()));
  const absl::StatusOr<Unit> to = Unit::Parse(linear.to_unit);
  if (!to.ok()) return absl::InvalidArgumentError(absl::StrCat("to_unit: ", to.status().message()));
  if (linear.slope.IsZero()) return absl::InvalidArgumentError("slope: must not be zero");
  if (from->kind() == to->kind()) {
    return absl::InvalidArgumentError("the units are of one kind and convert without an entry");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateAnalyteConversions(const AnalyteConversions& conversions) {
  if (conversions.molar_mass_g_per_mol.has_value() && !(*conversions.molar_mass_g_per_mol > Decimal())) {
    return absl::InvalidArgumentError("molar_mass_g_per_mol: must be above zero");
  }
  for (size_t i = 0; i < conversions.linear.size(); ++i) {
    if (absl::Status status = ValidateLinear(conversions.linear[i]); !status.ok()) {
      return absl::InvalidArgumentError(absl::StrCat("linear[", i, "]: ", status.message()));
    }
  }
  return absl::OkStatus();
}

}  // namespace trialmatch
