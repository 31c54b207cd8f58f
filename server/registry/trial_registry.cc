#include "registry/trial_registry.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "catalog/part_merge.h"
#include "registry/code_check.h"
#include "registry/trial_record_codec.h"
#include "wire/issue_sink.h"
#include "wire/resource_name.h"
#include "wire/trial_normalizer.h"

namespace trialmatch {
namespace {

constexpr char kRoot[] = "trial";

// Reads a record that is in the normal form.
Trial Check(const v1::Trial& record, const Terminology& terminology, Issues& issues) {
  IssueSink sink(kRoot);
  Trial trial = ReadTrial(record, sink);
  CheckCodes(record, kRoot, terminology, sink);
  issues = sink.Take();
  return trial;
}

void SetTime(absl::Time time, google::protobuf::Timestamp& stamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t seconds = absl::ToUnixSeconds(time);
  stamp.set_seconds(seconds);
  stamp.set_nanos(static_cast<int32_t>((micros - seconds * 1'000'000) * 1'000));
}

// A sound trial with what is stored under its name now.
struct Draft {
  v1::Trial record;
  TrialPointer trial;
  std::optional<v1::Trial> stored;

  bool unchanged() const { return stored && stored->etag() == record.etag(); }
};

absl::StatusOr<std::optional<v1::Trial>> ReadStored(const TrialStore& store, const std::string& trial_id) {
  const absl::StatusOr<TrialRecord> record = store.Get(trial_id);
  if (absl::IsNotFound(record.status())) return std::nullopt;
  if (!record.ok()) return record.status();
  absl::StatusOr<v1::Trial> trial = DecodeTrial(*record);
  if (!trial.ok()) return trial.status();
  return *std::move(trial);
}

// InvalidArgument, with the issues, for a trial that is not sound.
absl::StatusOr<Draft> MakeDraft(const v1::Trial& given, const TrialStore& store,
                                const Terminology& terminology, absl::Time now, Issues& issues) {
  Draft draft;
  draft.record = given;
  NormalizeTrial(draft.record);
  draft.trial = std::make_shared<const Trial>(Check(draft.record, terminology, issues));
  if (HasErrors(issues)) return absl::InvalidArgumentError("the trial has errors");
  absl::StatusOr<std::optional<v1::Trial>> stored = ReadStored(store, draft.trial->id);
  if (!stored.ok()) return stored.status();
  draft.stored = *std::move(stored);
  draft.record.set_etag(EtagOf(draft.record));
  SetTime(now, *draft.record.mutable_update_time());
  *draft.record.mutable_create_time() =
      draft.stored ? draft.stored->create_time() : draft.record.update_time();
  return draft;
}

absl::Status CheckPrecondition(const WriteRequest& request, const Draft& draft) {
  const std::string& id = draft.trial->id;
  if (draft.stored && request.mode == WriteRequest::Mode::kCreate) {
    return absl::AlreadyExistsError(absl::StrCat(id, " exists already"));
  }
  if (!draft.stored && request.mode == WriteRequest::Mode::kUpdate) {
    return absl::NotFoundError(absl::StrCat(id, " does not exist"));
  }
  const std::string& etag = request.trial.etag();
  const bool creates = request.mode == WriteRequest::Mode::kCreate;  // an etag of elsewhere says nothing here
  if (!creates && !etag.empty() && (!draft.stored || draft.stored->etag() != etag)) {
    return absl::AbortedError(absl::StrCat(id, " has another etag"));
  }
  return absl::OkStatus();
}

TrialPut PutOf(const Draft& draft) {
  TrialPut put = EncodeTrial(draft.record);
  put.precondition =
      draft.stored ? TrialPrecondition::EtagIs(draft.stored->etag()) : TrialPrecondition::MustNotExist();
  return put;
}

// What becomes of one sound trial of an import.
ImportOutcome Judge(const Draft& draft, const std::string& given_etag, std::set<std::string>& seen) {
  ImportOutcome outcome;
  if (!seen.insert(draft.trial->id).second) {
    outcome.issues.push_back({absl::StrCat(kRoot, ".name"), "stands twice in one import"});
  } else if (draft.unchanged()) {
    outcome.kind = ImportOutcome::Kind::kUnchanged;
  } else if (draft.stored && !given_etag.empty() && given_etag != draft.stored->etag()) {
    outcome.issues.push_back(
        {absl::StrCat(kRoot, ".etag"), "is not that of the stored trial: read it again"});
  } else {
    outcome.kind = draft.stored ? ImportOutcome::Kind::kUpdated : ImportOutcome::Kind::kCreated;
  }
  return outcome;
}

bool Writes(const ImportOutcome& outcome) {
  return outcome.kind == ImportOutcome::Kind::kCreated || outcome.kind == ImportOutcome::Kind::kUpdated;
}

}  // namespace

TrialRegistry::TrialRegistry(TrialStore& store, std::shared_ptr<const Terminology> terminology,
                             LoadedSnapshot loaded, size_t cache_bytes)
    : store_(store),
      terminology_(std::move(terminology)),
      catalog_(std::move(loaded.snapshot)),
      cache_(cache_bytes),
      unresolved_(std::move(loaded.unresolved)) {
  history_.Add(catalog_.Current());
}

void TrialRegistry::Publish(const std::shared_ptr<const Snapshot>& snapshot) {
  history_.Add(snapshot);
  catalog_.Publish(snapshot);
}

absl::StatusOr<int64_t> TrialRegistry::Commit(const WriteBatch& batch, const CatalogChange& change) {
  const absl::StatusOr<int64_t> revision = store_.Commit(batch);
  if (!revision.ok()) return revision.status();
  for (const TrialPointer& trial : change.puts) written_[trial->id] = *revision;
  for (const std::string& id : change.deletes) written_[id] = *revision;
  Publish(catalog_.Current()->With(change, *revision));
  return *revision;
}

absl::StatusOr<std::unique_ptr<TrialRegistry>> TrialRegistry::Open(
    TrialStore& store, std::shared_ptr<const Terminology> terminology, LoadProgress progress,
    size_t cache_bytes) {
  absl::StatusOr<LoadedSnapshot> loaded = LoadSnapshot(store, terminology, progress);
  if (!loaded.ok()) return loaded.status();
  return std::unique_ptr<TrialRegistry>(
      new TrialRegistry(store, std::move(terminology), *std::move(loaded), cache_bytes));
}

absl::StatusOr<WriteResult> TrialRegistry::Write(const WriteRequest& request, absl::Time now,
                                                 Issues& issues) {
  const std::lock_guard lock(writing_);
  absl::StatusOr<Draft> draft = MakeDraft(request.trial, store_, *terminology_, now, issues);
  if (!draft.ok()) return draft.status();
  const absl::Status precondition = CheckPrecondition(request, *draft);
  if (!precondition.ok()) return precondition;
  const int64_t current = catalog_.Current()->revision();
  if (draft->unchanged()) return WriteResult{*draft->stored, current};
  if (request.validate_only) return WriteResult{draft->record, current};
  const absl::StatusOr<int64_t> revision =
      Commit(WriteBatch{{PutOf(*draft)}, {}}, CatalogChange{{draft->trial}, {}});
  if (!revision.ok()) return revision.status();
  return WriteResult{std::move(draft->record), *revision};
}

absl::StatusOr<std::vector<ImportOutcome>> TrialRegistry::Import(const std::vector<v1::Trial>& trials,
                                                                 bool dry_run, absl::Time now,
                                                                 std::set<std::string>& seen) {
  const std::lock_guard lock(writing_);
  std::vector<ImportOutcome> outcomes;
  WriteBatch batch;
  CatalogChange change;
  for (const v1::Trial& trial : trials) {
    ImportOutcome outcome;
    absl::StatusOr<Draft> draft = MakeDraft(trial, store_, *terminology_, now, outcome.issues);
    if (!draft.ok() && !absl::IsInvalidArgument(draft.status())) return draft.status();
    if (draft.ok()) outcome = Judge(*draft, trial.etag(), seen);
    if (Writes(outcome)) {
      batch.puts.push_back(PutOf(*draft));
      change.puts.push_back(draft->trial);
    }
    outcomes.push_back(std::move(outcome));
  }
  if (dry_run || batch.puts.empty()) return outcomes;
  const absl::StatusOr<int64_t> revision = Commit(batch, change);
  if (!revision.ok()) return revision.status();
  return outcomes;
}

absl::StatusOr<int64_t> TrialRegistry::Delete(const std::string& trial_id, const std::string& etag,
                                              bool allow_missing) {
  const std::lock_guard lock(writing_);
  const std::shared_ptr<const Snapshot> current = catalog_.Current();
  if (allow_missing && !current->Find(trial_id)) return current->revision();
  const TrialPrecondition precondition =
      etag.empty() ? TrialPrecondition::MustExist() : TrialPrecondition::EtagIs(etag);
  return Commit(WriteBatch{{}, {{trial_id, precondition}}}, CatalogChange{{}, {trial_id}});
}

absl::StatusOr<WriteResult> TrialRegistry::Get(absl::string_view trial_id) const {
  const std::shared_ptr<const Snapshot> snapshot = catalog_.Current();  // keeps its versions in the store
  absl::StatusOr<v1::Trial> trial = ReadAt(trial_id, snapshot->revision());
  if (!trial.ok()) return trial.status();
  return WriteResult{*std::move(trial), snapshot->revision()};
}

absl::StatusOr<v1::Trial> TrialRegistry::ReadAt(absl::string_view trial_id, int64_t revision) const {
  const absl::StatusOr<TrialRecord> record = store_.GetAt(trial_id, revision);
  if (!record.ok()) return record.status();
  return DecodeTrial(*record);
}

absl::StatusOr<StoredTrial> TrialRegistry::ReadWhole(const Snapshot& snapshot, TrialPlace place) const {
  const absl::string_view id = snapshot.id(place);
  const int64_t since = snapshot.revision_of(place);
  if (std::optional<StoredTrial> kept = cache_.Find(id, since)) return *std::move(kept);
  const absl::StatusOr<TrialRecord> record = store_.GetAt(id, snapshot.revision());
  if (!record.ok()) return record.status();
  absl::StatusOr<StoredTrial> stored = DecodeStored(*record);
  if (stored.ok()) cache_.Add(since, *stored, StoredBytes(*record));
  return stored;
}

absl::StatusOr<TrialPointer> TrialRegistry::ReadForMerge(const Snapshot& snapshot, TrialPlace place) const {
  const absl::string_view id = snapshot.id(place);
  if (std::optional<StoredTrial> kept = cache_.Find(id, snapshot.revision_of(place))) return kept->trial;
  const absl::StatusOr<TrialRecord> record = store_.GetAt(id, snapshot.revision());
  if (!record.ok()) return record.status();
  absl::StatusOr<StoredTrial> stored = DecodeStored(*record);
  if (!stored.ok()) return stored.status();
  return std::move(stored->trial);
}

absl::Status TrialRegistry::MergeSmall() {
  const std::lock_guard lock(merging_);
  const std::shared_ptr<const Snapshot> snapshot = catalog_.Current();
  const PartRange range = PartsToMerge(*snapshot);
  if (range.empty()) return absl::OkStatus();
  const absl::StatusOr<MergedSegment> merged =
      MergeParts(*snapshot, range, [&](TrialPlace place) { return ReadForMerge(*snapshot, place); });
  if (!merged.ok()) return merged.status();
  const std::lock_guard writing(writing_);
  Publish(catalog_.Current()->WithMerged(*merged));
  return absl::OkStatus();
}

absl::Status TrialRegistry::MergeAll() {
  if (catalog_.Current()->parts().size() < 2) return absl::OkStatus();
  const absl::StatusOr<LoadedSnapshot> loaded = LoadSnapshot(store_, terminology_, [](size_t, size_t) {});
  if (!loaded.ok()) return loaded.status();
  const int64_t revision = loaded->snapshot->revision();
  const std::lock_guard lock(writing_);
  std::erase_if(written_, [&](const auto& written) { return written.second <= revision; });
  std::vector<std::string> since;
  for (const auto& [id, written_at] : written_) since.push_back(id);
  Publish(catalog_.Current()->OnBase(*loaded->snapshot, since));
  return absl::OkStatus();
}

absl::StatusOr<int64_t> TrialRegistry::Compact(Extent extent) {
  const std::lock_guard lock(compacting_);
  if (extent == Extent::kWhole || IsWholeMergeDue(*catalog_.Current())) {
    if (absl::Status status = MergeAll(); !status.ok()) return status;
  }
  const int64_t oldest = history_.OldestRevision();
  if (oldest == compacted_to_) return 0;
  absl::StatusOr<int64_t> removed = store_.Compact(oldest);
  if (removed.ok()) compacted_to_ = oldest;
  return removed;
}

CheckedTrial TrialRegistry::Validate(const v1::Trial& trial) const {
  v1::Trial record = trial;
  NormalizeTrial(record);
  CheckedTrial checked;
  Trial read = Check(record, *terminology_, checked.issues);
  if (!HasErrors(checked.issues)) checked.trial = std::move(read);
  return checked;
}

}  // namespace trialmatch
