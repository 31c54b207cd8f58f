// How far an import came, in a file, so that an interrupted one goes on there.
#ifndef TRIALMATCH_CLIENT_COMMANDS_IMPORT_STATE_H_
#define TRIALMATCH_CLIENT_COMMANDS_IMPORT_STATE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/input/trial_source.h"

namespace trialmatch::client {

// What the server acknowledged of the files of one import. The files are known by path, size and time of
// change: a state of others is refused, since a position in them would say nothing.
class ImportState {
 public:
  // `path` empty: keeps nothing, and all of this is OK. `inputs` as of TrialSource.
  ImportState(std::string path, const std::vector<std::string>& inputs)
      : path_(std::move(path)), inputs_(inputs) {}

  // Where to begin: at the start where there is no file yet. InvalidArgument: the file is of another import,
  // or the inputs cannot be read twice (standard input, pipes).
  absl::StatusOr<TrialPosition> Load();
  // Everything up to `position` is acknowledged. Replaces the file as a whole.
  absl::Status Save(const TrialPosition& position) const;
  // All is.
  absl::Status Remove() const;

 private:
  const std::string path_;
  const std::vector<std::string>& inputs_;
  std::string fingerprint_;  // of all inputs
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_COMMANDS_IMPORT_STATE_H_
