// Reads files that gzip has compressed.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_GZIP_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_GZIP_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

// What `packed` holds, all members one after another. InvalidArgument when it is not gzip, is cut off or
// broken; ResourceExhausted when it would be more than `max_bytes`.
absl::StatusOr<std::string> Gunzip(absl::string_view packed, size_t max_bytes);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_GZIP_H_
