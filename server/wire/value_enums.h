// How the enumerations of values.proto read. In proto3 enumerations are open: a number that no table has is
// an issue for whoever reads it.
#ifndef TRIALMATCH_WIRE_VALUE_ENUMS_H_
#define TRIALMATCH_WIRE_VALUE_ENUMS_H_

#include "domain/criterion.h"
#include "domain/quantity.h"
#include "domain/time_unit.h"
#include "domain/truth.h"
#include "trialmatch/v1/values.pb.h"
#include "wire/enum_table.h"

namespace trialmatch {

inline constexpr auto kTruths = MakeEnumTable<v1::Truth, Truth>(
    {{v1::TRUTH_FALSE, Truth::kFalse}, {v1::TRUTH_UNKNOWN, Truth::kUnknown}, {v1::TRUTH_TRUE, Truth::kTrue}});

inline constexpr auto kTimeUnits = MakeEnumTable<v1::TimeUnit, TimeUnit>({
    {v1::TIME_UNIT_MINUTE, TimeUnit::kMinute},
    {v1::TIME_UNIT_HOUR, TimeUnit::kHour},
    {v1::TIME_UNIT_DAY, TimeUnit::kDay},
    {v1::TIME_UNIT_WEEK, TimeUnit::kWeek},
    {v1::TIME_UNIT_MONTH, TimeUnit::kMonth},
    {v1::TIME_UNIT_YEAR, TimeUnit::kYear},
});

inline constexpr auto kComparators = MakeEnumTable<v1::Comparator, Comparator>({
    {v1::COMPARATOR_UNSPECIFIED, Comparator::kNone},
    {v1::COMPARATOR_LESS_THAN, Comparator::kLess},
    {v1::COMPARATOR_LESS_OR_EQUAL, Comparator::kLessOrEqual},
    {v1::COMPARATOR_GREATER_OR_EQUAL, Comparator::kGreaterOrEqual},
    {v1::COMPARATOR_GREATER_THAN, Comparator::kGreater},
});

inline constexpr auto kAbsencePolicies = MakeEnumTable<v1::AbsencePolicy, AbsencePolicy>({
    {v1::ABSENCE_POLICY_UNSPECIFIED, AbsencePolicy::kInherit},
    {v1::ABSENCE_POLICY_UNKNOWN, AbsencePolicy::kUnknown},
    {v1::ABSENCE_POLICY_ASSUME_ABSENT, AbsencePolicy::kAssumeAbsent},
    {v1::ABSENCE_POLICY_ASSUME_PRESENT, AbsencePolicy::kAssumePresent},
});

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_VALUE_ENUMS_H_
