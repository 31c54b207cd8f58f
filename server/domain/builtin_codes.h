// Codes of the product's own for what the schema enumerates, so that an enumerated state is a fact like any
// other. The terminology always holds them, with their hierarchy.
#ifndef TRIALMATCH_DOMAIN_BUILTIN_CODES_H_
#define TRIALMATCH_DOMAIN_BUILTIN_CODES_H_

namespace trialmatch {

// One system for all; a code is the schema's enumerator without its prefix: "PREGNANT", "INPATIENT",
// "INTERVENTIONAL", "ECOG".
inline constexpr char kBuiltinSystem[] = "urn:trialmatch:builtin";

// Unit of performance scores.
inline constexpr char kScoreUnit[] = "{score}";

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_BUILTIN_CODES_H_
