// SQLite's result codes as statuses.
#ifndef TRIALMATCH_STORAGE_SQLITE_STATUS_H_
#define TRIALMATCH_STORAGE_SQLITE_STATUS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

// `code` is a result code of SQLite, extended or not, that means an error. The text is made of `operation`
// and SQLite's fixed text for the code; never of its message for the occasion, which may quote contents.
absl::Status SqliteError(absl::string_view operation, int code);

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_STATUS_H_
