#include "registry/trial_registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "storage/sqlite_stores.h"
#include "tests/registry/registry_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Mode = WriteRequest::Mode;
using Kind = ImportOutcome::Kind;

absl::Time At(int64_t seconds) { return absl::FromUnixSeconds(1'770'000'000 + seconds); }

class TrialRegistryTest : public ::testing::Test {
 protected:
  void Open(const std::string& path = ":memory:") {
    auto stores = OpenSqliteStores(path);
    ASSERT_TRUE(stores.ok()) << stores.status();
    registry_.reset();
    stores_ = *std::move(stores);
    Serve(TestTerminology());
  }

  // The registry alone starts again, over the same store.
  void Serve(std::shared_ptr<const Terminology> terminology) {
    registry_.reset();
    auto registry = TrialRegistry::Open(*stores_.trials, std::move(terminology));
    ASSERT_TRUE(registry.ok()) << registry.status();
    registry_ = *std::move(registry);
  }

  void SetUp() override { Open(); }

  absl::StatusOr<WriteResult> Write(const v1::Trial& trial, Mode mode = Mode::kCreateOrUpdate,
                                    bool validate_only = false, int64_t seconds = 0) {
    issues_.clear();
    return registry_->Write({trial, mode, validate_only}, At(seconds), issues_);
  }

  std::vector<Kind> Import(const std::vector<v1::Trial>& trials, bool dry_run = false) {
    std::set<std::string> seen;
    const auto outcomes = registry_->Import(trials, dry_run, At(0), seen);
    EXPECT_TRUE(outcomes.ok()) << outcomes.status();
    std::vector<Kind> kinds;
    for (const ImportOutcome& outcome : outcomes.value()) {
      EXPECT_EQ(outcome.kind == Kind::kFailed, HasErrors(outcome.issues));
      kinds.push_back(outcome.kind);
    }
    return kinds;
  }

  std::vector<std::string> Served() const {
    std::vector<std::string> ids;
    const std::shared_ptr<const Snapshot> snapshot = registry_->catalog().Current();
    for (const TrialPlace place : snapshot->InOrder(*snapshot->Select({}, [] { return false; }))) {
      const absl::StatusOr<StoredTrial> stored = registry_->ReadWhole(*snapshot, place);
      EXPECT_TRUE(stored.ok()) << stored.status();
      ids.push_back(absl::StrCat(snapshot->id(place), " ", stored->trial->title));
    }
    return ids;
  }
  int64_t Revision() const { return registry_->catalog().Current()->revision(); }

  SqliteStores stores_;
  std::unique_ptr<TrialRegistry> registry_;
  Issues issues_;
};

TEST_F(TrialRegistryTest, AnEmptyStoreServesNothing) {
  EXPECT_THAT(Served(), IsEmpty());
  EXPECT_EQ(Revision(), 0);
  EXPECT_TRUE(absl::IsNotFound(registry_->Get("NCT1").status()));
}

TEST_F(TrialRegistryTest, WhatIsCreatedIsServedAndStoredNormalized) {
  const auto written = Write(SoundTrial("NCT1"), Mode::kCreate);
  ASSERT_TRUE(written.ok()) << written.status();
  EXPECT_EQ(written->revision, 1);
  EXPECT_FALSE(written->trial.etag().empty());
  EXPECT_EQ(written->trial.inclusion_criteria(0).id(), "inclusion-1");
  EXPECT_EQ(written->trial.create_time().seconds(), absl::ToUnixSeconds(At(0)));
  EXPECT_THAT(Served(), ElementsAre("NCT1 A trial"));
  const auto read = registry_->Get("NCT1");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->revision, 1);
  EXPECT_EQ(read->trial.SerializeAsString(), written->trial.SerializeAsString());
  EXPECT_TRUE(absl::IsAlreadyExists(Write(SoundTrial("NCT1"), Mode::kCreate).status()));
}

TEST_F(TrialRegistryTest, AnUpdateKeepsTheCreationAndChangesTheEtag) {
  EXPECT_TRUE(absl::IsNotFound(Write(SoundTrial("NCT1"), Mode::kUpdate).status()));
  const auto first = Write(SoundTrial("NCT1"));
  const auto second = Write(SoundTrial("NCT1", "Another title"), Mode::kUpdate, false, 60);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->revision, 2);
  EXPECT_NE(second->trial.etag(), first->trial.etag());
  EXPECT_EQ(second->trial.create_time().seconds(), absl::ToUnixSeconds(At(0)));
  EXPECT_EQ(second->trial.update_time().seconds(), absl::ToUnixSeconds(At(60)));
  EXPECT_THAT(Served(), ElementsAre("NCT1 Another title"));
  EXPECT_EQ(registry_->ReadAt("NCT1", 1)->title(), "A trial");
}

TEST_F(TrialRegistryTest, TheSameContentChangesNothing) {
  const auto first = Write(SoundTrial("NCT1"));
  const auto again = Write(SoundTrial("NCT1"), Mode::kUpdate, false, 60);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->revision, 1);
  EXPECT_EQ(again->trial.SerializeAsString(), first->trial.SerializeAsString());
  EXPECT_EQ(Revision(), 1);
  // What the service gave back is the same content too.
  EXPECT_EQ(Write(first->trial)->revision, 1);
}

TEST_F(TrialRegistryTest, AnEtagMustBeThatOfTheStoredTrial) {
  const std::string etag = Write(SoundTrial("NCT1"))->trial.etag();
  v1::Trial change = SoundTrial("NCT1", "Another title");
  change.set_etag("stale");
  EXPECT_TRUE(absl::IsAborted(Write(change).status()));
  change.set_etag(etag);
  EXPECT_TRUE(Write(change).ok());
  EXPECT_TRUE(absl::IsAborted(Write(change).status())) << "the etag has moved on";
  v1::Trial fresh = SoundTrial("NCT2");
  fresh.set_etag(etag);
  EXPECT_TRUE(absl::IsAborted(Write(fresh).status())) << "nothing is stored under that name";
  EXPECT_THAT(Served(), ElementsAre("NCT1 Another title"));
}

TEST_F(TrialRegistryTest, ValidateOnlyWritesNothing) {
  const auto checked = Write(SoundTrial("NCT1"), Mode::kCreate, true);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->revision, 0);
  EXPECT_FALSE(checked->trial.etag().empty());
  EXPECT_THAT(Served(), IsEmpty());
  EXPECT_EQ(*stores_.trials->Revision(), 0);
  EXPECT_TRUE(absl::IsNotFound(Write(SoundTrial("NCT1"), Mode::kUpdate, true).status()));
}

TEST_F(TrialRegistryTest, AFaultyTrialIsRefusedWithAllItsIssues) {
  v1::Trial trial = SoundTrial("NCT1", "", "none");
  EXPECT_TRUE(absl::IsInvalidArgument(Write(trial).status()));
  std::vector<std::string> fields;
  for (const Issue& issue : issues_) fields.push_back(issue.field);
  EXPECT_THAT(fields,
              ElementsAre("trial.title", "trial.inclusion_criteria[0].condition.concepts.include[0].code"));
  EXPECT_THAT(Served(), IsEmpty());
  EXPECT_EQ(Revision(), 0);
}

TEST_F(TrialRegistryTest, ABoundThatCannotBeComparedIsRefused) {
  const v1::Trial trial = TrialFromText(R"(
      name: "trials/NCT1" title: "A trial"
      inclusion_criteria { observation {
        concepts { include { code { system: "urn:s" code: "birth-weight" } } }
        quantity { max { value: "5" } unit: "mmol/L" } } })");
  EXPECT_TRUE(absl::IsInvalidArgument(Write(trial).status()));
  ASSERT_EQ(issues_.size(), 1u);
  EXPECT_EQ(issues_[0].field, "trial.inclusion_criteria[0].observation.quantity.unit");
  EXPECT_EQ(issues_[0].criterion_id, "inclusion-1");
}

TEST_F(TrialRegistryTest, ADeletedTrialIsGone) {
  const std::string etag = Write(SoundTrial("NCT1"))->trial.etag();
  EXPECT_TRUE(absl::IsAborted(registry_->Delete("NCT1", "stale", false).status()));
  const auto revision = registry_->Delete("NCT1", etag, false);
  ASSERT_TRUE(revision.ok()) << revision.status();
  EXPECT_EQ(*revision, 2);
  EXPECT_THAT(Served(), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(registry_->Get("NCT1").status()));
  EXPECT_TRUE(absl::IsNotFound(registry_->Delete("NCT1", "", false).status()));
  const auto missing = registry_->Delete("NCT1", "", true);
  ASSERT_TRUE(missing.ok()) << missing.status();
  EXPECT_EQ(*missing, 2) << "nothing changed";
}

TEST_F(TrialRegistryTest, AnImportWritesTheSoundOnesAtOneRevision) {
  EXPECT_EQ(Write(SoundTrial("NCT1"))->revision, 1);
  EXPECT_EQ(Write(SoundTrial("NCT2"))->revision, 2);
  const std::vector<v1::Trial> batch = {SoundTrial("NCT1"), SoundTrial("NCT2", "New title"),
                                        SoundTrial("NCT3"), SoundTrial("NCT4", "A trial", "none"),
                                        SoundTrial("NCT3", "Twice")};
  const std::vector<Kind> kinds = {Kind::kUnchanged, Kind::kUpdated, Kind::kCreated, Kind::kFailed,
                                   Kind::kFailed};
  EXPECT_EQ(Import(batch, true), kinds);
  EXPECT_EQ(Revision(), 2) << "a dry run writes nothing";
  EXPECT_EQ(Import(batch), kinds);
  EXPECT_EQ(Revision(), 3);
  EXPECT_THAT(Served(), ElementsAre("NCT1 A trial", "NCT2 New title", "NCT3 A trial"));
  EXPECT_THAT(Import({SoundTrial("NCT1")}), ElementsAre(Kind::kUnchanged));
  EXPECT_EQ(Revision(), 3);
}

TEST_F(TrialRegistryTest, AnImportDoesNotOverwriteWhatItsEtagDoesNotKnow) {
  const std::string first = Write(SoundTrial("NCT1", "one"))->trial.etag();
  const std::string second = Write(SoundTrial("NCT1", "two"))->trial.etag();
  v1::Trial trial = SoundTrial("NCT1", "three");
  trial.set_etag(first);
  EXPECT_THAT(Import({trial}), ElementsAre(Kind::kFailed));
  EXPECT_THAT(Served(), ElementsAre("NCT1 two"));
  trial.set_etag(second);
  EXPECT_THAT(Import({trial}), ElementsAre(Kind::kUpdated));
  EXPECT_THAT(Import({trial}), ElementsAre(Kind::kUnchanged)) << "the same again is no conflict";
  v1::Trial elsewhere = SoundTrial("NCT2");
  elsewhere.set_etag("of-another-server");
  EXPECT_THAT(Import({elsewhere}), ElementsAre(Kind::kCreated));
}

TEST_F(TrialRegistryTest, AnImportOfSeveralBatchesTakesAnIdOnce) {
  std::set<std::string> seen;
  const auto import = [&](const v1::Trial& trial) {
    return registry_->Import({trial}, false, At(0), seen).value().at(0).kind;
  };
  EXPECT_EQ(import(SoundTrial("NCT1", "Bad", "none")), Kind::kFailed);
  EXPECT_EQ(import(SoundTrial("NCT1", "one")), Kind::kCreated);
  EXPECT_EQ(import(SoundTrial("NCT1", "two")), Kind::kFailed);
  EXPECT_EQ(import(SoundTrial("NCT2", "one")), Kind::kCreated);
  EXPECT_THAT(Served(), ElementsAre("NCT1 one", "NCT2 one"));
}

TEST_F(TrialRegistryTest, ARestartServesTheSameTrialsAtTheSameRevision) {
  const std::string path = (std::filesystem::path(::testing::TempDir()) / "restart.db").string();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  Open(path);
  ASSERT_TRUE(Write(SoundTrial("NCT2")).ok());
  ASSERT_TRUE(Write(SoundTrial("NCT1")).ok());
  ASSERT_TRUE(registry_->Delete("NCT2", "", false).ok());
  const std::string stored = registry_->Get("NCT1")->trial.SerializeAsString();
  registry_.reset();
  stores_ = {};
  Open(path);
  EXPECT_THAT(Served(), ElementsAre("NCT1 A trial"));
  EXPECT_EQ(Revision(), 3);
  EXPECT_EQ(registry_->Get("NCT1")->trial.SerializeAsString(), stored);
  EXPECT_THAT(registry_->unresolved(), IsEmpty());
}

TEST_F(TrialRegistryTest, ATrialThatNoLongerResolvesStaysServedAndIsListed) {
  ASSERT_TRUE(Write(SoundTrial("NCT1", "A trial", "fever")).ok());
  ASSERT_TRUE(Write(SoundTrial("NCT2")).ok());
  Serve(TestTerminology("system;s;urn:s;Test concepts;2;one\nconcept;s:disease;Disease\n"));
  EXPECT_THAT(Served(), ElementsAre("NCT1 A trial", "NCT2 A trial"));
  EXPECT_THAT(registry_->unresolved(), ElementsAre("NCT1"));
  EXPECT_EQ(Revision(), 2);
}

TEST_F(TrialRegistryTest, AWarningDoesNotKeepATrialOut) {
  v1::Trial trial = SoundTrial("NCT1");
  *trial.add_conditions() =
      TrialFromText(R"(conditions { text: "It" code { system: "urn:none" code: "a" } })").conditions(0);
  ASSERT_TRUE(Write(trial).ok());
  ASSERT_EQ(issues_.size(), 1u);
  EXPECT_EQ(issues_[0].severity, Severity::kWarning);
  Serve(TestTerminology());
  EXPECT_THAT(registry_->unresolved(), IsEmpty());
}

TEST_F(TrialRegistryTest, ValidateReadsASoundTrialAndStoresNothing) {
  const CheckedTrial sound = registry_->Validate(SoundTrial("NCT1"));
  EXPECT_THAT(sound.issues, IsEmpty());
  ASSERT_TRUE(sound.trial.has_value());
  EXPECT_EQ(sound.trial->criteria.inclusion[0].id, "inclusion-1");
  const CheckedTrial faulty = registry_->Validate(SoundTrial("NCT1", "A trial", "none"));
  EXPECT_FALSE(faulty.trial.has_value());
  EXPECT_EQ(faulty.issues.size(), 1u);
  EXPECT_EQ(*stores_.trials->Revision(), 0);
}

TEST_F(TrialRegistryTest, CompactionKeepsWhatASnapshotReaches) {
  ASSERT_TRUE(Write(SoundTrial("NCT1", "one")).ok());
  ASSERT_TRUE(Write(SoundTrial("NCT1", "two")).ok());
  auto reader = registry_->catalog().Current();
  ASSERT_TRUE(Write(SoundTrial("NCT1", "three")).ok());
  ASSERT_TRUE(registry_->Delete("NCT1", "", false).ok());
  ASSERT_TRUE(Write(SoundTrial("NCT2", "another")).ok());
  EXPECT_EQ(registry_->Compact().value(), 1);  // revision 1 alone
  EXPECT_TRUE(absl::IsOutOfRange(registry_->ReadAt("NCT1", 1).status()));
  const auto read = registry_->ReadAt("NCT1", reader->revision());
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->title(), "two");
  EXPECT_EQ(registry_->Compact().value(), 0);
  reader.reset();
  EXPECT_EQ(registry_->Compact().value(), 2);
  EXPECT_TRUE(absl::IsOutOfRange(registry_->ReadAt("NCT1", 3).status()));
  EXPECT_EQ(registry_->Get("NCT2")->trial.title(), "another");
  EXPECT_THAT(Served(), ElementsAre("NCT2 another"));
}

}  // namespace
}  // namespace trialmatch
