// The one writer of a database: writes that wait at the same time share a transaction and its fsync.
#ifndef TRIALMATCH_STORAGE_SQLITE_GROUP_WRITER_H_
#define TRIALMATCH_STORAGE_SQLITE_GROUP_WRITER_H_

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "storage/sqlite_connection.h"

namespace trialmatch {

// Thread-safe. Owns a thread and the writing connection.
class SqliteGroupWriter {
 public:
  // An operation may run more than once, each time as if for the first time: it only sets its results.
  using Operation = absl::FunctionRef<absl::Status(SqliteConnection&)>;

  // `exclusive`, when not null, is held while a transaction is open.
  SqliteGroupWriter(std::unique_ptr<SqliteConnection> connection, std::mutex* exclusive);

  // Finishes what waits. No Run() may be called any more.
  ~SqliteGroupWriter();

  // Runs `operation` on the writer's thread and returns when what it wrote is durable. With an error, its own
  // or the transaction's, nothing of it is written, whatever becomes of the others that shared its
  // transaction.
  absl::Status Run(Operation operation);

  // How many operations wait for the transaction after the one that is running.
  size_t Waiting() const;

 private:
  struct Pending {
    Operation operation;
    absl::Status status;
    bool done = false;
  };

  void Loop();
  void Settle(const std::vector<Pending*>& group);
  absl::Status TryTogether(const std::vector<Pending*>& group);
  absl::Status RunInSavepoint(Operation operation);

  const std::unique_ptr<SqliteConnection> connection_;
  std::mutex* const exclusive_;
  mutable std::mutex mutex_;
  std::condition_variable work_;  // something waits, or the end has come
  std::condition_variable done_;  // a group is settled
  std::vector<Pending*> queue_;   // guarded by mutex_
  bool stopping_ = false;         // guarded by mutex_
  std::thread thread_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_GROUP_WRITER_H_
