#include "domain/as_of.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"

namespace trialmatch {
namespace {

constexpr size_t kMaxZoneName = 64;
constexpr int kMaxOffsetMinutes = 14 * 60;

// Names of the IANA database begin with a capital; what the zone directory holds besides them ("localtime",
// "posixrules", "right/...") does not. "Fixed/" is Abseil's private spelling of offsets.
bool LooksLikeIanaName(absl::string_view name) {
  if (name.empty() || name.size() > kMaxZoneName || !absl::ascii_isupper(name[0])) return false;
  if (name.substr(0, 6) == "Fixed/" || name == "Factory") return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '_' || c == '+' || c == '-' || c == '/';
  });
}

}  // namespace

absl::CivilDay Today(const AsOf& as_of) {
  struct Answer {
    AsOf as_of;
    absl::CivilDay today;
  };
  thread_local Answer last{AsOf{absl::UnixEpoch(), absl::UTCTimeZone()}, absl::CivilDay()};
  if (last.as_of.instant != as_of.instant || last.as_of.zone != as_of.zone) {
    last = {as_of, absl::ToCivilDay(as_of.instant, as_of.zone)};
  }
  return last.today;
}

std::optional<int> ParseOffsetMinutes(absl::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  for (int i : {1, 2, 4, 5}) {
    if (!absl::ascii_isdigit(text[i])) return std::nullopt;
  }
  const int hours = (text[1] - '0') * 10 + (text[2] - '0');
  const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
  const int total = hours * 60 + minutes;
  if (minutes > 59 || total > kMaxOffsetMinutes) return std::nullopt;
  return text[0] == '-' ? -total : total;
}

absl::StatusOr<absl::TimeZone> ParseZone(absl::string_view name) {
  if (const std::optional<int> minutes = ParseOffsetMinutes(name)) return absl::FixedTimeZone(*minutes * 60);
  absl::TimeZone zone;
  if (!LooksLikeIanaName(name) || !absl::LoadTimeZone(name, &zone)) {
    return absl::InvalidArgumentError(
        "time zone is neither a known IANA name (such as Asia/Shanghai), nor an offset (such as +08:00), nor "
        "Z");
  }
  return zone;
}

absl::StatusOr<AsOf> MakeAsOf(absl::Time instant, absl::string_view zone_name) {
  absl::StatusOr<absl::TimeZone> zone = ParseZone(zone_name);
  if (!zone.ok()) return zone.status();
  if (instant == absl::InfinitePast() || instant == absl::InfiniteFuture()) {
    return absl::InvalidArgumentError("as-of instant is not finite");
  }
  AsOf as_of{instant, *zone};
  const absl::civil_year_t year = Today(as_of).year();
  if (year < 1 || year > 9999) {
    return absl::InvalidArgumentError("as-of instant lies outside the years 1 to 9999");
  }
  return as_of;
}

}  // namespace trialmatch
