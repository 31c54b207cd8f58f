// A process that writes is killed at random moments: what it acknowledged is there, and nothing by halves.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

struct Acknowledged {
  std::map<std::pair<int, int64_t>, int64_t> batches;  // thread and number to revision
  std::set<std::pair<int, int64_t>> applications;
};

// Starts the writer and kills it once it has said at least `lines` lines; adds all whole lines.
void RunAndKill(const std::string& path, int round, int lines, Acknowledged& acknowledged) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const std::string number = std::to_string(round);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execl(CRASH_WRITER, CRASH_WRITER, path.c_str(), number.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  std::string said;
  char buffer[4096];
  bool killed = false;
  // Reads on after the kill: what is in the pipe was acknowledged before it.
  for (ssize_t size; (size = ::read(ends[0], buffer, sizeof(buffer))) > 0;) {
    said.append(buffer, size);
    if (!killed && std::count(said.begin(), said.end(), '\n') >= lines) {
      ASSERT_EQ(::kill(child, SIGKILL), 0);
      killed = true;
    }
  }
  ::close(ends[0]);
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(killed && WIFSIGNALED(status)) << "the writer ended by itself: " << status;
  std::istringstream in(said);
  for (std::string line; std::getline(in, line) && !in.eof();) {
    std::istringstream words(line);
    std::string kind;
    int thread = 0;
    int64_t write = 0, revision = 0;
    words >> kind >> thread >> write;
    if (kind == "batch" && words >> revision) {
      acknowledged.batches[{thread, write}] = revision;
    } else if (kind == "apply") {
      acknowledged.applications.insert({thread, write});
    } else {
      FAIL() << line;
    }
  }
}

void Check(const std::string& path, const Acknowledged& acknowledged) {
  SqliteOptions options;
  options.check_integrity = true;
  absl::StatusOr<SqliteStores> stores = OpenSqliteStores(path, options);
  ASSERT_TRUE(stores.ok()) << stores.status();
  std::map<std::string, std::pair<std::string, int64_t>> live;
  std::set<int64_t> revisions;
  const absl::StatusOr<int64_t> revision = stores->trials->ForEach([&](const TrialRecord& record) {
    live[record.trial_id] = {record.record, record.revision};
    if (absl::StartsWith(record.trial_id, "trial-")) {
      EXPECT_TRUE(revisions.insert(record.revision).second) << "two batches have one revision";
    }
    return absl::OkStatus();
  });
  ASSERT_TRUE(revision.ok()) << revision.status();
  // Each batch adds one trial: as many as revisions, 1 to the last without a gap.
  EXPECT_EQ(static_cast<int64_t>(revisions.size()), *revision);
  ASSERT_FALSE(revisions.empty());
  EXPECT_EQ(*revisions.begin(), 1);
  EXPECT_EQ(*revisions.rbegin(), *revision);
  for (const auto& [write, at] : acknowledged.batches) {
    const auto found = live.find(absl::StrCat("trial-", write.first, "-", write.second));
    ASSERT_NE(found, live.end()) << "an acknowledged write is lost";
    EXPECT_EQ(found->second.second, at);
    EXPECT_TRUE(absl::StartsWith(found->second.first, absl::StrCat(write.second, ":")));
    const absl::StatusOr<TrialRecord> left = stores->trials->GetAt(absl::StrCat("left-", write.first), at);
    ASSERT_TRUE(left.ok()) << left.status();
    EXPECT_EQ(left->record, found->second.first);
  }
  for (int thread = 0; thread < 4; ++thread) {
    EXPECT_EQ(live[absl::StrCat("left-", thread)], live[absl::StrCat("right-", thread)]) << "half a batch";
  }
  std::set<std::string> applicants;
  ApplicationListRequest all;
  all.limit = 1'000'000;
  const ApplicationPage page = stores->applications->List(all).value();
  for (const Application& application : page.applications) {
    applicants.insert(application.applicant);
  }
  for (const auto& [thread, write] : acknowledged.applications) {
    EXPECT_EQ(applicants.count(absl::StrCat("applicant-", thread, "-", write)), 1u)
        << "an application is lost";
  }
  TrialSearchRequest search;
  search.text = "number*";
  search.limit = 0;
  EXPECT_EQ(stores->trials->Search(search)->total_size, static_cast<int64_t>(live.size()));
}

TEST(StorageCrash, KeepsEveryAcknowledgedWriteAndNoHalfBatch) {
  const unsigned seed = std::random_device{}();
  RecordProperty("seed", absl::StrCat(seed));
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  TemporaryDatabase file;
  Acknowledged acknowledged;
  for (int round = 1; round <= 8; ++round) {
    const int lines = std::uniform_int_distribution<int>(1, 300)(random);
    ASSERT_NO_FATAL_FAILURE(RunAndKill(file.path(), round, lines, acknowledged));
    ASSERT_NO_FATAL_FAILURE(Check(file.path(), acknowledged));
  }
  EXPECT_GE(acknowledged.batches.size(), 8u);
}

}  // namespace
}  // namespace trialmatch
