// The words of evidence: names of codes, amounts, ranges and windows, in plain English.
#ifndef TRIALMATCH_MATCHING_EVIDENCE_TEXT_H_
#define TRIALMATCH_MATCHING_EVIDENCE_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "domain/evidence.h"
#include "domain/fact.h"
#include "domain/fact_criterion.h"
#include "domain/person.h"
#include "domain/quantity.h"
#include "domain/rational.h"
#include "domain/time_unit.h"
#include "domain/value_interval.h"
#include "terminology/terminology.h"

namespace trialmatch {

// The name that the terminology has for it, else the code itself.
std::string NameOf(const Code& code, const Terminology& terminology);

// "A", "A, B or C (except D)", "A, B, C or 4 others".
std::string NameOf(const ConceptSet& set, const Terminology& terminology);

FactReference Refer(const Fact& fact);

// "1249 g"; the units of plain numbers and of scores are left out.
std::string FormatAmount(absl::string_view number, absl::string_view unit);
std::string FormatAmount(const Rational& number, absl::string_view unit);

// "1.249 kg", "<0.1 mg/dL".
std::string FormatQuantity(const Quantity& quantity);

// "1249 g", "<0.1 g", "between 1 and 3 g", "anything" where nothing is known.
std::string FormatInterval(const ValueInterval& value, absl::string_view unit);

// "401 to 1249 g", "> 60 %", "≤ 5 mg/dL", "> 1 and ≤ 5 mg/dL", "exactly 5 mg/dL".
std::string FormatRange(const QuantityRange& range);

// The same between bounds whose unit is in `suffix` ("× ULN"); empty: no unit.
std::string FormatBounds(const std::optional<Bound>& min, const std::optional<Bound>& max,
                         absl::string_view suffix);

// "sibling".
absl::string_view NameOf(Subject subject);

// Whose it is, to follow the name of a fact: " of the mother", " of sibling 2", " of a sibling not listed";
// empty for the patient's own.
std::string OfWhom(const Person& person);

// That administrative gender had to serve for sex at birth.
Evidence GenderAssumption();

// Without its sign: "4 weeks", "1 month".
std::string FormatOffset(const CalendarOffset& offset);

// "in the last 4 weeks", "at least 6 months ago", "within 4 weeks after the end of chemotherapy"; empty for a
// window without ends. Reads well after "recorded".
std::string FormatWindow(const AnchoredWindow& window, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_EVIDENCE_TEXT_H_
