#include "storage/sqlite_group_writer.h"

#include <utility>

#include "storage/sqlite_transaction.h"

namespace trialmatch {

SqliteGroupWriter::SqliteGroupWriter(std::unique_ptr<SqliteConnection> connection, std::mutex* exclusive)
    : connection_(std::move(connection)), exclusive_(exclusive), thread_([this] { Loop(); }) {}

SqliteGroupWriter::~SqliteGroupWriter() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  work_.notify_one();
  thread_.join();
}

absl::Status SqliteGroupWriter::Run(Operation operation) {
  Pending pending{operation, absl::OkStatus()};
  std::unique_lock<std::mutex> lock(mutex_);
  queue_.push_back(&pending);
  work_.notify_one();
  done_.wait(lock, [&pending] { return pending.done; });
  return pending.status;
}

size_t SqliteGroupWriter::Waiting() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return queue_.size();
}

void SqliteGroupWriter::Loop() {
  while (true) {
    std::vector<Pending*> group;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      group.swap(queue_);
    }
    {
      std::unique_lock<std::mutex> lock;
      if (exclusive_ != nullptr) lock = std::unique_lock<std::mutex>(*exclusive_);
      Settle(group);
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      for (Pending* pending : group) pending->done = true;
    }
    done_.notify_all();
  }
}

void SqliteGroupWriter::Settle(const std::vector<Pending*>& group) {
  const absl::Status status = TryTogether(group);
  if (status.ok()) return;
  if (group.size() > 1) {
    // One that fills the disk must not take the others with it.
    for (Pending* pending : group) Settle({pending});
  } else {
    group.front()->status = status;
  }
}

// An error means that the transaction was lost; the fate of single operations is in their own status.
absl::Status SqliteGroupWriter::TryTogether(const std::vector<Pending*>& group) {
  SqliteTransaction transaction(*connection_, "write to the database");
  if (absl::Status status = transaction.BeginWrite(); !status.ok()) return status;
  bool any_written = false;
  for (Pending* pending : group) {
    pending->status = RunInSavepoint(pending->operation);
    if (!connection_->in_transaction()) {
      return pending->status.ok() ? absl::InternalError("write to the database: the transaction was lost")
                                  : pending->status;
    }
    any_written |= pending->status.ok();
  }
  return any_written ? transaction.Commit() : absl::OkStatus();
}

absl::Status SqliteGroupWriter::RunInSavepoint(Operation operation) {
  constexpr absl::string_view kOperation = "write to the database";
  if (absl::Status status = connection_->Execute(kOperation, "SAVEPOINT operation"); !status.ok())
    return status;
  const absl::Status status = operation(*connection_);
  if (status.ok()) return connection_->Execute(kOperation, "RELEASE operation");
  if (!connection_->in_transaction()) return status;
  const absl::Status undone = connection_->Execute(kOperation, "ROLLBACK TO operation; RELEASE operation");
  // What cannot be undone alone must not be committed with the others.
  if (!undone.ok()) connection_->Execute(kOperation, "ROLLBACK").IgnoreError();
  return status;
}

}  // namespace trialmatch
