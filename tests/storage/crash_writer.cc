// Writes to the database named by its argument until it is killed, and says on standard output what was
// acknowledged, one line each: "batch <thread> <number> <revision>" or "apply <thread> <number>". Every batch
// of a thread puts `left-<thread>` and `right-<thread>` with the same record, its number, and adds one trial.
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/sqlite_stores.h"

namespace trialmatch {
namespace {

constexpr int kThreads = 4;

TrialPut Put(std::string trial_id, int64_t number) {
  TrialPut put;
  put.trial_id = std::move(trial_id);
  put.record = absl::StrCat(number, ":", std::string(3000, 'r'));
  put.search.title = absl::StrCat("number", number);
  return put;
}

// One write(2) of a short line to a pipe is whole or not at all.
bool Say(const std::string& line) {
  return ::write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size());
}

void WriteForEver(SqliteStores& stores, int thread, int64_t first) {
  for (int64_t number = first;; ++number) {
    const WriteBatch batch = {
        {Put(absl::StrCat("left-", thread), number), Put(absl::StrCat("right-", thread), number),
         Put(absl::StrCat("trial-", thread, "-", number), number)},
        {}};
    const absl::StatusOr<int64_t> revision = stores.trials->Commit(batch);
    if (!revision.ok() || !Say(absl::StrCat("batch ", thread, " ", number, " ", *revision, "\n"))) ::_exit(3);
    const std::string applicant = absl::StrCat("applicant-", thread, "-", number);
    if (!stores.applications->Apply("NCT1", applicant, "", absl::UnixEpoch()).ok()) ::_exit(4);
    if (!Say(absl::StrCat("apply ", thread, " ", number, "\n"))) ::_exit(3);
  }
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  absl::StatusOr<trialmatch::SqliteStores> stores = trialmatch::OpenSqliteStores(argv[1]);
  if (!stores.ok()) return 5;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < trialmatch::kThreads; ++thread) {
    threads.emplace_back(
        [&, thread] { trialmatch::WriteForEver(*stores, thread, std::stoll(argv[2]) * 1'000'000); });
  }
  for (std::thread& thread : threads) thread.join();
}
