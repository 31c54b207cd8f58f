// What the registry is asked to write, and what came of it.
#ifndef TRIALMATCH_REGISTRY_WRITE_REQUEST_H_
#define TRIALMATCH_REGISTRY_WRITE_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>

#include "domain/issue.h"
#include "domain/trial.h"
#include "wire/trial_reader.h"

namespace trialmatch {

struct WriteRequest {
  enum class Mode : uint8_t {
    kCreate,         // must not exist
    kUpdate,         // must exist
    kCreateOrUpdate  // either
  };

  v1::Trial trial;  // a non-empty etag must be that of the stored record
  Mode mode = Mode::kCreateOrUpdate;
  bool validate_only = false;
};

struct WriteResult {
  v1::Trial trial;  // as stored
  int64_t revision = 0;
};

// A trial as the service would read it, and everything that is wrong with it.
struct CheckedTrial {
  std::optional<Trial> trial;  // absent after an error
  Issues issues;
};

// Of one trial of an import.
struct ImportOutcome {
  enum class Kind : uint8_t { kCreated, kUpdated, kUnchanged, kFailed };
  Kind kind = Kind::kFailed;
  Issues issues;  // of a failed one
};

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_WRITE_REQUEST_H_
