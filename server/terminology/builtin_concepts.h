// The product's own codes for what the schema enumerates (domain/builtin_codes.h), as a table like any other.
#ifndef TRIALMATCH_TERMINOLOGY_BUILTIN_CONCEPTS_H_
#define TRIALMATCH_TERMINOLOGY_BUILTIN_CONCEPTS_H_

namespace trialmatch {

inline constexpr char kBuiltinTableName[] = "built-in";

// In the format of README.md. The alias is taken: no file may give it to another system. Every loaded
// terminology has it.
inline constexpr char kBuiltinTable[] =
    "system\tbuiltin\turn:trialmatch:builtin\tBuilt-in states\t1\n"
    // Reproductive states.
    "concept\tbuiltin:PREGNANT\tpregnancy\n"
    "concept\tbuiltin:LACTATING\tlactation\n"
    "concept\tbuiltin:CHILDBEARING_POTENTIAL\tchildbearing potential\n"
    "concept\tbuiltin:POSTMENOPAUSAL\tpostmenopausal state\n"
    "concept\tbuiltin:SURGICALLY_STERILE\tsurgical sterility\n"
    "concept\tbuiltin:EFFECTIVE_CONTRACEPTION\teffective contraception\n"
    "concept\tbuiltin:HIGHLY_EFFECTIVE_CONTRACEPTION\thighly effective contraception\t"
    "builtin:EFFECTIVE_CONTRACEPTION\n"
    "concept\tbuiltin:ABSTINENT\tsexual abstinence\n"
    // Care settings.
    "concept\tbuiltin:INPATIENT\tinpatient care\n"
    "concept\tbuiltin:OUTPATIENT\toutpatient care\n"
    "concept\tbuiltin:EMERGENCY\temergency care\n"
    "concept\tbuiltin:INTENSIVE_CARE\tintensive care\tbuiltin:INPATIENT\n"
    "concept\tbuiltin:NEONATAL_INTENSIVE_CARE\tneonatal intensive care\tbuiltin:INTENSIVE_CARE\n"
    "concept\tbuiltin:LONG_TERM_CARE\tlong-term care\n"
    "concept\tbuiltin:HOME\tcare at home\n"
    "concept\tbuiltin:HOSPICE\thospice care\n"
    // Kinds of study.
    "concept\tbuiltin:INTERVENTIONAL\tparticipation in an interventional trial\n"
    "concept\tbuiltin:OBSERVATIONAL\tparticipation in an observational study\n"
    // Scales of performance.
    "concept\tbuiltin:ECOG\tECOG performance status\n"
    "concept\tbuiltin:KARNOFSKY\tKarnofsky performance status\n"
    "concept\tbuiltin:LANSKY\tLansky play-performance score\n";

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_BUILTIN_CONCEPTS_H_
