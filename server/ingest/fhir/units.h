// Units as they come in the wild, made UCUM.
#ifndef TRIALMATCH_INGEST_FHIR_UNITS_H_
#define TRIALMATCH_INGEST_FHIR_UNITS_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace trialmatch::fhir {

// The UCUM code of a unit that people or laboratories wrote ("K/uL", "mmHg", "ng/dl", "°C"), by the table
// and, for what is not in it, where the text itself is UCUM. Nothing where neither tells: of an ambiguous one
// ("G/L" may be 10^9 per litre or gauss per litre) the table says so. Never a guess by what is measured.
std::optional<std::string> NormalUnit(absl::string_view written);

// The rows of the table, for those who check it: every `ucum` is a UCUM expression, or empty for a text that
// is refused although UCUM could read it.
struct UnitSpelling {
  absl::string_view written;
  absl::string_view ucum;
};
// Compared as written; and, of the second, without ASCII case.
absl::Span<const UnitSpelling> ExactSpellings();
absl::Span<const UnitSpelling> WordSpellings();

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_UNITS_H_
