// The rows of ucum-essence.xml, as the build generates them from the file (see generate_table.py).
#ifndef TRIALMATCH_DOMAIN_UCUM_TABLE_H_
#define TRIALMATCH_DOMAIN_UCUM_TABLE_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace trialmatch::ucum {

struct PrefixRow {
  absl::string_view code;
  absl::string_view value;  // a decimal literal
};

// One unit, defined as `value` times `unit`, or for a special unit through `function` on that scale.
struct UnitRow {
  absl::string_view code;
  bool metric;                 // takes prefixes
  bool arbitrary;              // commensurable with itself only
  bool number;                 // stands for a plain number ("10*", "[pi]")
  bool fraction;               // "%", "[ppm]", …
  absl::string_view function;  // empty for an ordinary unit
  absl::string_view value;
  absl::string_view unit;
};

absl::Span<const PrefixRow> Prefixes();
absl::Span<const absl::string_view> BaseUnits();
absl::Span<const UnitRow> Units();

}  // namespace trialmatch::ucum

#endif  // TRIALMATCH_DOMAIN_UCUM_TABLE_H_
