// The product's own codes for what the schema enumerates (domain/builtin_codes.h), as a table like any other.
#ifndef TRIALMATCH_TERMINOLOGY_BUILTIN_CONCEPTS_H_
#define TRIALMATCH_TERMINOLOGY_BUILTIN_CONCEPTS_H_

namespace trialmatch {

inline constexpr char kBuiltinTableName[] = "built-in";

// In the format of README.md. Every loaded terminology has it.
inline constexpr char kBuiltinTable[] =
    "system\tb\turn:trialmatch:builtin\tBuilt-in states\t1\n"
    // Reproductive states.
    "concept\tb:PREGNANT\tpregnancy\n"
    "concept\tb:LACTATING\tlactation\n"
    "concept\tb:CHILDBEARING_POTENTIAL\tchildbearing potential\n"
    "concept\tb:POSTMENOPAUSAL\tpostmenopausal state\n"
    "concept\tb:SURGICALLY_STERILE\tsurgical sterility\n"
    "concept\tb:EFFECTIVE_CONTRACEPTION\teffective contraception\n"
    "concept\tb:HIGHLY_EFFECTIVE_CONTRACEPTION\thighly effective contraception\tb:EFFECTIVE_CONTRACEPTION\n"
    "concept\tb:ABSTINENT\tsexual abstinence\n"
    // Care settings.
    "concept\tb:INPATIENT\tinpatient care\n"
    "concept\tb:OUTPATIENT\toutpatient care\n"
    "concept\tb:EMERGENCY\temergency care\n"
    "concept\tb:INTENSIVE_CARE\tintensive care\tb:INPATIENT\n"
    "concept\tb:NEONATAL_INTENSIVE_CARE\tneonatal intensive care\tb:INTENSIVE_CARE\n"
    "concept\tb:LONG_TERM_CARE\tlong-term care\n"
    "concept\tb:HOME\tcare at home\n"
    "concept\tb:HOSPICE\thospice care\n"
    // Kinds of study.
    "concept\tb:INTERVENTIONAL\tparticipation in an interventional trial\n"
    "concept\tb:OBSERVATIONAL\tparticipation in an observational study\n"
    // Scales of performance.
    "concept\tb:ECOG\tECOG performance status\n"
    "concept\tb:KARNOFSKY\tKarnofsky performance status\n"
    "concept\tb:LANSKY\tLansky play-performance score\n";

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_BUILTIN_CONCEPTS_H_
