// Reads the values that patients, trials and options share. A function that reports an error returns nothing
// (or what is left); it stands in the field that it reads unless it takes the member's name.
#ifndef TRIALMATCH_WIRE_VALUE_READER_H_
#define TRIALMATCH_WIRE_VALUE_READER_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "domain/clock.h"
#include "domain/code.h"
#include "domain/decimal.h"
#include "domain/place.h"
#include "domain/quantity.h"
#include "domain/recorded_time.h"
#include "domain/time_unit.h"
#include "trialmatch/v1/values.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// False, with an error, when the text is longer than `max_bytes`.
bool CheckLength(const std::string& text, size_t max_bytes, absl::string_view member, IssueSink& sink);
// False, with an error, when it is empty or longer.
bool CheckRequired(const std::string& text, size_t max_bytes, absl::string_view member, IssueSink& sink);
// False, with an error, when a list has more than `max` elements.
bool CheckCount(int size, int max, absl::string_view member, IssueSink& sink);
// Two capital letters or nothing.
bool IsCountryCode(absl::string_view text);

// Empty text is nothing without an error.
std::optional<RecordedTime> ReadTime(const std::string& text, absl::string_view member, IssueSink& sink);
std::optional<RecordedTime> ReadRequiredTime(const std::string& text, absl::string_view member,
                                             IssueSink& sink);
// Whether `a` is before `b` in every time zone and however coarse both are.
bool CertainlyBefore(const RecordedTime& a, const RecordedTime& b);
// An error at `end` when it lies certainly before `start`.
void CheckOrder(const std::optional<RecordedTime>& start, const std::optional<RecordedTime>& end,
                absl::string_view end_member, IssueSink& sink);

Code ReadCode(const v1::Code& code, IssueSink& sink);
// A member that is a code: present, or an error.
std::optional<Code> ReadRequiredCode(bool present, const v1::Code& code, absl::string_view member,
                                     IssueSink& sink);
std::optional<Code> ReadOptionalCode(bool present, const v1::Code& code, absl::string_view member,
                                     IssueSink& sink);

std::optional<Decimal> ReadDecimal(const std::string& text, absl::string_view member, IssueSink& sink);
// Nothing without an error but with a warning for a unit that is not UCUM: such a value is recorded, yet
// nothing can be said of it.
std::optional<Quantity> ReadQuantity(const v1::Quantity& quantity, IssueSink& sink);

// Within kMaxTimeCount; the unit is required. `positive`: the count must be above zero.
std::optional<CalendarOffset> ReadOffset(const v1::TimeOffset& offset, bool positive, IssueSink& sink);
std::optional<GestationalAge> ReadGestationalAge(const v1::GestationalAge& age, IssueSink& sink);
std::optional<LatLng> ReadLatLng(const v1::LatLng& point, IssueSink& sink);

// The trial's id of "trials/{id}", which must be present.
std::optional<std::string> ReadTrialName(const std::string& name, absl::string_view member, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_VALUE_READER_H_
