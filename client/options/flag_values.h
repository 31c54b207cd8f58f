// Values of flags as people write them. Each says in its error what it expects.
#ifndef TRIALMATCH_CLIENT_OPTIONS_FLAG_VALUES_H_
#define TRIALMATCH_CLIENT_OPTIONS_FLAG_VALUES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "trialmatch/v1/trial_filter.pb.h"
#include "trialmatch/v1/values.pb.h"

namespace trialmatch::client {

// "30s", "1m30s", "500ms", "0" (none).
absl::StatusOr<absl::Duration> ParseTimeout(absl::string_view text);

// "30d", "4w", "6mo", "1y", "12h", "90min": not negative.
absl::StatusOr<v1::TimeOffset> ParseTimeOffset(absl::string_view text);

// An RFC 3339 time, or a date that stands for its last second in `time_zone` (so that all of that day has
// happened). The zone of the answer is `time_zone` if given, else the offset written in `text`, else UTC.
// `text` empty: `now`.
absl::StatusOr<v1::AsOf> ParseAsOf(absl::string_view text, absl::string_view time_zone, absl::Time now);

// "LAT,LNG,KM".
absl::StatusOr<v1::Near> ParseNear(absl::string_view text);

// "SYSTEM|CODE".
absl::StatusOr<v1::Code> ParseCode(absl::string_view text);

// Enumerators as flags: names without the enumeration's prefix, lower case, with '-' for '_'; the zero is
// left out.
std::vector<std::string> EnumWords(const google::protobuf::EnumDescriptor& type);

// The number of the enumerator that `word` (see EnumWords; case and '_' do not matter) names.
absl::StatusOr<int> ParseEnumWord(const google::protobuf::EnumDescriptor& type, absl::string_view word);

// 1 to 1000.
absl::StatusOr<int> ParsePageSize(absl::string_view text);

// "trials/NCT1" for "NCT1" and "trials/NCT1"; likewise of other `collection`s.
std::string ResourceName(absl::string_view collection, absl::string_view text);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_OPTIONS_FLAG_VALUES_H_
