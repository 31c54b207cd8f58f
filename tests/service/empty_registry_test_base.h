// A registry over an empty store in memory, for tests of what stands on one.
#ifndef TRIALMATCH_TESTS_SERVICE_EMPTY_REGISTRY_TEST_BASE_H_
#define TRIALMATCH_TESTS_SERVICE_EMPTY_REGISTRY_TEST_BASE_H_

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>

#include "registry/trial_registry.h"
#include "storage/sqlite_stores.h"
#include "terminology/plain_table.h"

namespace trialmatch {

class EmptyRegistryTestBase : public ::testing::Test {
 protected:
  void SetUp() override {
    auto stores = OpenSqliteStores(":memory:");
    ASSERT_TRUE(stores.ok()) << stores.status();
    stores_.emplace(*std::move(stores));
    auto registry = TrialRegistry::Open(*stores_->trials, LoadPlainTables({}).terminology);
    ASSERT_TRUE(registry.ok()) << registry.status();
    registry_ = *std::move(registry);
  }

  std::optional<SqliteStores> stores_;
  std::unique_ptr<TrialRegistry> registry_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SERVICE_EMPTY_REGISTRY_TEST_BASE_H_
