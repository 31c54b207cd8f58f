// Which units may be compared, and how a value passes from one to another.
#ifndef TRIALMATCH_DOMAIN_UNIT_CONVERSION_H_
#define TRIALMATCH_DOMAIN_UNIT_CONVERSION_H_

#include "absl/status/statusor.h"
#include "domain/affine_map.h"
#include "domain/analyte.h"
#include "domain/rational.h"
#include "domain/unit.h"

namespace trialmatch {

// UCUM alone: units of one dimension convert, annotations say nothing, mol and % are numbers.
// FailedPrecondition for another dimension. This is what the conformance suite tests, not what a patient is
// judged by.
absl::StatusOr<AffineMap> UcumConversion(const Unit& from, const Unit& to);
absl::StatusOr<Rational> ConvertUcum(const Rational& value, const Unit& from, const Unit& to);

// The product's rule. Converts
//   kg to g, 10*9/L to 10*3/uL, Cel to [degF], m[IU]/L to [IU]/L: one kind;
//   mg/dL to mmol/L: by the analyte's molar mass, where the analyte is what is measured (above the line);
//   % to mmol/mol, meq/L to mmol/L, [IU]/mL to pmol/L: by a linear entry of the analyte, in either direction;
// and combinations of these with one linear entry. Does not convert, without such an entry,
//   % to mmol/mol or mg/g or 1, mol to eq or osm, [IU] to anything else, [pH] or dB to anything else;
//   units with different annotations, where no annotation differs from any: /uL and {cells}/uL, mL/min and
//   mL/min/{1.73_m2}.
// FailedPrecondition says to a person why not. It quotes both units, hence part of the patient's data: it
// belongs into the answer's evidence and never into a log. `analyte` may be null; one that is not valid is
// InvalidArgument.
absl::StatusOr<AffineMap> ClinicalConversion(const Unit& from, const Unit& to,
                                             const AnalyteConversions* analyte);
absl::StatusOr<Rational> ConvertClinical(const Rational& value, const Unit& from, const Unit& to,
                                         const AnalyteConversions* analyte);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_UNIT_CONVERSION_H_
