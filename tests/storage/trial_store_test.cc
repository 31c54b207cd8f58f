#include "storage/trial_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;

class TrialStoreTest : public ::testing::TestWithParam<bool> {
 protected:
  TrialStoreTest() : stores_(OpenOrDie(GetParam() ? ":memory:" : file_.path())), store_(*stores_.trials) {}

  std::string Record(absl::string_view trial_id) {
    const absl::StatusOr<TrialRecord> record = store_.Get(trial_id);
    return record.ok() ? record->record : absl::StatusCodeToString(record.status().code());
  }
  std::string RecordAt(absl::string_view trial_id, int64_t revision) {
    const absl::StatusOr<TrialRecord> record = store_.GetAt(trial_id, revision);
    return record.ok() ? record->record : absl::StatusCodeToString(record.status().code());
  }
  std::vector<std::string> LiveIds() {
    std::vector<std::string> ids;
    EXPECT_TRUE(store_
                    .ForEach([&](const TrialRecord& record) {
                      ids.push_back(record.trial_id);
                      return absl::OkStatus();
                    })
                    .ok());
    return ids;
  }
  // The outcome of a batch that must fail, and that nothing of it stays.
  absl::Status Refused(const WriteBatch& batch) {
    const int64_t before = store_.Revision().value();
    const std::vector<std::string> ids = LiveIds();
    const absl::Status status = store_.Commit(batch).status();
    EXPECT_FALSE(status.ok());
    EXPECT_EQ(store_.Revision().value(), before);
    EXPECT_EQ(LiveIds(), ids);
    return status;
  }

  TemporaryDatabase file_;
  SqliteStores stores_;
  TrialStore& store_;
};

INSTANTIATE_TEST_SUITE_P(FileAndMemory, TrialStoreTest, ::testing::Bool(),
                         [](const auto& info) { return info.param ? "Memory" : "File"; });

TEST_P(TrialStoreTest, StartsEmptyAtRevisionZero) {
  EXPECT_EQ(store_.Revision().value(), 0);
  EXPECT_THAT(LiveIds(), ElementsAre());
  EXPECT_EQ(store_.Get("NCT1").status(), absl::NotFoundError("trial 'NCT1' does not exist"));
}

TEST_P(TrialStoreTest, MovesTheRevisionByOneForEachBatch) {
  EXPECT_EQ(store_.Commit({{Put("a"), Put("b"), Put("c")}, {}}).value(), 1);
  EXPECT_EQ(store_.Commit({{Put("d")}, {Delete("a"), Delete("b")}}).value(), 2);
  EXPECT_EQ(store_.Commit({{}, {Delete("no such trial")}}).value(), 3);
  EXPECT_EQ(store_.Revision().value(), 3);
  EXPECT_THAT(LiveIds(), ElementsAre("c", "d"));
}

TEST_P(TrialStoreTest, GivesBackTheSameBytes) {
  std::string bytes;
  for (int i = 0; i < 70'000; ++i) bytes.push_back(static_cast<char>(i * 31));
  ASSERT_TRUE(store_.Commit({{Put("a", bytes), Put("empty", "")}, {}}).ok());
  const TrialRecord record = store_.Get("a").value();
  EXPECT_EQ(record.trial_id, "a");
  EXPECT_EQ(record.record, bytes);
  EXPECT_EQ(record.etag, "etag-" + bytes);
  EXPECT_EQ(record.revision, 1);
  EXPECT_EQ(Record("empty"), "");
}

TEST_P(TrialStoreTest, ShowsAVersionFromItsRevisionUntilTheNext) {
  ASSERT_TRUE(store_.Commit({{Put("x")}, {}}).ok());                  // 1
  ASSERT_TRUE(store_.Commit({{Put("a", "a2"), Put("b")}, {}}).ok());  // 2
  ASSERT_TRUE(store_.Commit({{Put("b", "b3")}, {}}).ok());            // 3
  ASSERT_TRUE(store_.Commit({{Put("a", "a4")}, {}}).ok());            // 4
  ASSERT_TRUE(store_.Commit({{}, {Delete("a")}}).ok());               // 5
  ASSERT_TRUE(store_.Commit({{Put("a", "a6")}, {}}).ok());            // 6
  EXPECT_EQ(RecordAt("a", 0), "NOT_FOUND");
  EXPECT_EQ(RecordAt("a", 1), "NOT_FOUND");
  EXPECT_EQ(RecordAt("a", 2), "a2");
  EXPECT_EQ(RecordAt("a", 3), "a2");
  EXPECT_EQ(RecordAt("a", 4), "a4");
  EXPECT_EQ(RecordAt("a", 5), "NOT_FOUND");
  EXPECT_EQ(RecordAt("a", 6), "a6");
  EXPECT_EQ(RecordAt("a", 7), "OUT_OF_RANGE");
  EXPECT_EQ(RecordAt("a", -1), "OUT_OF_RANGE");
  EXPECT_EQ(Record("a"), "a6");
}

TEST_P(TrialStoreTest, WalksLiveRecordsInTheOrderOfIdsAndStopsAtAnError) {
  ASSERT_TRUE(store_.Commit({{Put("b"), Put("a", "old"), Put("c")}, {}}).ok());
  ASSERT_TRUE(store_.Commit({{Put("a", "new")}, {Delete("c")}}).ok());
  std::vector<std::string> seen;
  const absl::StatusOr<int64_t> revision = store_.ForEach([&](const TrialRecord& record) {
    seen.push_back(absl::StrCat(record.trial_id, "=", record.record, "@", record.revision));
    return absl::OkStatus();
  });
  EXPECT_EQ(revision.value(), 2);
  EXPECT_THAT(seen, ElementsAre("a=new@2", "b=v1@1"));
  int visits = 0;
  const absl::Status status = store_
                                  .ForEach([&](const TrialRecord&) {
                                    ++visits;
                                    return absl::CancelledError("enough");
                                  })
                                  .status();
  EXPECT_EQ(status, absl::CancelledError("enough"));
  EXPECT_EQ(visits, 1);
}

TEST_P(TrialStoreTest, AppliesABatchWhosePreconditionsHold) {
  ASSERT_TRUE(store_.Commit({{Put("a"), Put("b"), Put("c")}, {}}).ok());
  const WriteBatch batch = {
      {Put("a", "v2", TrialPrecondition::EtagIs("etag-v1")), Put("b", "v2", TrialPrecondition::MustExist()),
       Put("d", "v2", TrialPrecondition::MustNotExist())},
      {Delete("c", TrialPrecondition::EtagIs("etag-v1"))}};
  ASSERT_EQ(store_.Commit(batch).value(), 2);
  EXPECT_EQ(Record("a"), "v2");
  EXPECT_EQ(Record("b"), "v2");
  EXPECT_EQ(Record("c"), "NOT_FOUND");
  EXPECT_EQ(Record("d"), "v2");
}

TEST_P(TrialStoreTest, WritesNothingWhenOnePreconditionFails) {
  ASSERT_TRUE(store_.Commit({{Put("a"), Put("b")}, {}}).ok());
  const TrialPut fine = Put("new", "v2");
  EXPECT_EQ(Refused({{fine, Put("a", "v2", TrialPrecondition::EtagIs("etag-v0"))}, {}}),
            absl::AbortedError("trial 'a' has another etag: it was changed meanwhile"));
  EXPECT_EQ(Refused({{fine, Put("a", "v2", TrialPrecondition::MustNotExist())}, {}}),
            absl::AlreadyExistsError("trial 'a' exists already"));
  EXPECT_EQ(Refused({{fine, Put("c", "v2", TrialPrecondition::MustExist())}, {}}),
            absl::NotFoundError("trial 'c' does not exist"));
  EXPECT_EQ(Refused({{fine, Put("c", "v2", TrialPrecondition::EtagIs("e"))}, {}}),
            absl::NotFoundError("trial 'c' does not exist"));
  EXPECT_EQ(Refused({{fine}, {Delete("a"), Delete("b", TrialPrecondition::EtagIs("e"))}}).code(),
            absl::StatusCode::kAborted);
  EXPECT_EQ(Refused({{fine}, {Delete("c", TrialPrecondition::MustExist())}}).code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(Record("a"), "v1");
  EXPECT_EQ(Record("b"), "v1");
}

TEST_P(TrialStoreTest, RefusesABatchThatSaysNothingOrContradictsItself) {
  for (const WriteBatch& batch : std::vector<WriteBatch>{{},
                                                         {{Put("")}, {}},
                                                         {{}, {Delete("")}},
                                                         {{Put("a"), Put("a")}, {}},
                                                         {{Put("a")}, {Delete("a")}}}) {
    EXPECT_EQ(Refused(batch).code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST_P(TrialStoreTest, CompactsOnlyWhatNoKeptRevisionSees) {
  ASSERT_TRUE(store_.Commit({{Put("a", "a1"), Put("b", "b1"), Put("c", "c1")}, {}}).ok());
  ASSERT_TRUE(store_.Commit({{Put("a", "a2")}, {}}).ok());
  ASSERT_TRUE(store_.Commit({{Put("a", "a3")}, {Delete("b")}}).ok());
  ASSERT_TRUE(store_.Commit({{Put("a", "a4")}, {}}).ok());
  EXPECT_EQ(store_.Compact(3).value(), 3);  // a1, a2, b1
  EXPECT_EQ(store_.Revision().value(), 4);
  EXPECT_EQ(RecordAt("a", 2), "OUT_OF_RANGE");
  EXPECT_EQ(RecordAt("b", 2), "OUT_OF_RANGE");
  EXPECT_EQ(RecordAt("a", 3), "a3");
  EXPECT_EQ(RecordAt("b", 3), "NOT_FOUND");
  EXPECT_EQ(RecordAt("c", 3), "c1");
  EXPECT_EQ(RecordAt("a", 4), "a4");
  EXPECT_EQ(store_.Compact(3).value(), 0);
  EXPECT_EQ(store_.Compact(0).value(), 0);
  EXPECT_EQ(RecordAt("a", 2), "OUT_OF_RANGE") << "an earlier revision brings nothing back";
  EXPECT_EQ(store_.Compact(5).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_.Compact(4).value(), 1);  // a3
  EXPECT_EQ(Record("a"), "a4");
  EXPECT_THAT(LiveIds(), ElementsAre("a", "c"));
}

TEST_P(TrialStoreTest, CompactsMoreThanOneTransactionHolds) {
  WriteBatch batch;
  for (int i = 0; i < 1200; ++i) batch.puts.push_back(Put(absl::StrCat("NCT", i)));
  ASSERT_TRUE(store_.Commit(batch).ok());
  ASSERT_TRUE(store_.Commit(batch).ok());
  EXPECT_EQ(store_.Compact(2).value(), 1200);
  EXPECT_EQ(LiveIds().size(), 1200u);
}

TEST(TrialStoreReopened, HasTheSameRevisionBytesVersionsAndSearch) {
  TemporaryDatabase file;
  {
    SqliteStores stores = OpenOrDie(file.path());
    TrialPut put = Put("NCT1", "first");
    ASSERT_TRUE(stores.trials->Commit({{put, Put("NCT2")}, {}}).ok());
    put = Put("NCT1", std::string("bytes\0more", 10));
    put.search.title = "asthma";
    ASSERT_TRUE(stores.trials->Commit({{put}, {Delete("NCT2")}}).ok());
  }
  SqliteStores stores = OpenOrDie(file.path());
  EXPECT_EQ(stores.trials->Revision().value(), 2);
  EXPECT_EQ(stores.trials->Get("NCT1")->record, std::string("bytes\0more", 10));
  EXPECT_EQ(stores.trials->GetAt("NCT1", 1)->record, "first");
  EXPECT_EQ(stores.trials->GetAt("NCT2", 1)->record, "v1");
  TrialSearchRequest search;
  search.text = "asthma";
  EXPECT_THAT(stores.trials->Search(search)->trial_ids, ElementsAre("NCT1"));
  EXPECT_EQ(stores.trials->Commit({{Put("NCT3")}, {}}).value(), 3);
}

}  // namespace
}  // namespace trialmatch
