// The instant and time zone at which a question is asked. Every evaluation takes one; nothing here reads a
// clock.
#ifndef TRIALMATCH_DOMAIN_AS_OF_H_
#define TRIALMATCH_DOMAIN_AS_OF_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace trialmatch {

// The zone decides which civil date "today" is, and how dates without a time map to instants.
struct AsOf {
  absl::Time instant;
  absl::TimeZone zone;
};

// Each thread remembers the last answer: a whole evaluation asks of one moment, and very often.
absl::CivilDay Today(const AsOf& as_of);

// "+08:00", "-03:30" (at most 14:00 away from UTC) or "Z" in minutes east of UTC; nullopt for anything else.
std::optional<int> ParseOffsetMinutes(absl::string_view text);

// An IANA name ("Asia/Shanghai", "UTC"), an offset as above, or "Z". InvalidArgument for anything else: names
// that depend on the machine ("localtime"), file paths and leap-second zones ("right/...") included.
absl::StatusOr<absl::TimeZone> ParseZone(absl::string_view name);

// InvalidArgument for a zone that ParseZone refuses and for an instant outside the years 1 to 9999 in that
// zone.
absl::StatusOr<AsOf> MakeAsOf(absl::Time instant, absl::string_view zone_name);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_AS_OF_H_
