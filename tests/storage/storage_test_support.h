// What the tests of storage share.
#ifndef TRIALMATCH_TESTS_STORAGE_STORAGE_TEST_SUPPORT_H_
#define TRIALMATCH_TESTS_STORAGE_STORAGE_TEST_SUPPORT_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "storage/sqlite_stores.h"

namespace trialmatch {

// A file name for a database in a folder of its own, which goes with this object.
class TemporaryDatabase {
 public:
  TemporaryDatabase() {
    std::string pattern = ::testing::TempDir() + "/storageXXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~TemporaryDatabase() { std::filesystem::remove_all(folder_); }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  std::string folder() const { return folder_; }
  std::string path() const { return folder_ + "/trials.db"; }

 private:
  std::string folder_;
};

inline SqliteStores OpenOrDie(absl::string_view path) {
  absl::StatusOr<SqliteStores> stores = OpenSqliteStores(path);
  if (!stores.ok()) throw std::runtime_error(std::string(stores.status().message()));
  return *std::move(stores);
}

// `value` is both the record and, in front of it, the etag.
inline TrialPut Put(absl::string_view trial_id, absl::string_view value = "v1",
                    TrialPrecondition precondition = {}) {
  TrialPut put;
  put.trial_id = std::string(trial_id);
  put.record = std::string(value);
  put.etag = "etag-" + std::string(value);
  put.precondition = std::move(precondition);
  return put;
}

inline TrialDelete Delete(absl::string_view trial_id, TrialPrecondition precondition = {}) {
  return TrialDelete{std::string(trial_id), std::move(precondition)};
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_STORAGE_STORAGE_TEST_SUPPORT_H_
