// A small random terminology, and the values around which random trials and patients are made.
#ifndef TRIALMATCH_TESTS_SUPPORT_RANDOM_TERMINOLOGY_H_
#define TRIALMATCH_TESTS_SUPPORT_RANDOM_TERMINOLOGY_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/clock.h"
#include "domain/code.h"
#include "domain/decimal.h"
#include "domain/fact.h"
#include "domain/time_unit.h"
#include "terminology/terminology.h"
#include "tests/support/random_source.h"

namespace trialmatch {

inline constexpr char kGradeScale[] = "severity";
inline constexpr char kLimitTable[] = "adult";

// Concepts of two systems that are curated together and of one that is not, each category's in a random
// hierarchy.
struct RandomTerminology {
  std::shared_ptr<const Terminology> terminology;
  // That criteria may use; the first one of observations is not measured but coded.
  std::array<std::vector<Code>, kFactCategoryCount> codes;
  std::vector<Code> sites, responses, methods, results;
  // That only patients may have: by a map, of the system apart, not loaded.
  std::vector<Code> strange;

  const std::vector<Code>& Of(FactCategory category) const { return codes[static_cast<size_t>(category)]; }
};

RandomTerminology MakeTerminology(RandomSource& random);

// Trials and patients draw from the same few values, so that a patient often lies on a bound. Lengths of time
// are positive or zero; several are one length in two spellings.
const std::vector<CalendarOffset>& Lengths();
// As bounds of ages and other clocks.
const std::vector<ClockBound>& Ages();
const std::vector<ClockBound>& Gestations();
// In tenths of the first unit of a measurement.
const std::vector<int>& Amounts();

// The units of one measurement, convertible into one another.
const std::vector<std::string>& UnitsOf(const RandomTerminology& terms, const Code& code);
// `tenths` of the first unit, exactly, in another unit of the same list.
Decimal AmountIn(int tenths, const std::string& unit);

// The times and zones at which questions are asked; leap days and days on which clocks change among them.
AsOf PickAsOf(RandomSource& random);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_RANDOM_TERMINOLOGY_H_
