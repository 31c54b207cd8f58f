#include "service/trial_handler.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "matching/lints.h"
#include "service/call_error.h"
#include "service/record_reading.h"
#include "service/trial_import.h"
#include "service/trial_page.h"
#include "service/trial_update.h"
#include "wire/answer_writer.h"
#include "wire/resource_name.h"

namespace trialmatch {
namespace {

absl::StatusOr<std::string> ReadName(const std::string& name, absl::string_view field) {
  const std::optional<std::string> id = TrialIdOf(name);
  if (!id) return InvalidField(field, "must be \"trials/{id}\"");
  return *id;
}

}  // namespace

absl::Status TrialHandler::Complete(v1::Trial& trial) const {
  const absl::StatusOr<int64_t> applied = applications_.CountActive(TrialIdOf(trial.name()).value_or(""));
  if (!applied.ok()) return FromStorage(applied.status(), trial.name());
  trial.set_patients_applied(*applied);
  return absl::OkStatus();
}

absl::Status TrialHandler::Get(const v1::GetTrialRequest& request, v1::GetTrialResponse& response) const {
  const absl::StatusOr<std::string> id = ReadName(request.name(), "name");
  if (!id.ok()) return id.status();
  absl::StatusOr<WriteResult> found = registry_.Get(*id);
  if (!found.ok()) return FromStorage(found.status(), request.name());
  *response.mutable_trial() = std::move(found->trial);
  response.set_catalog_revision(found->revision);
  return Complete(*response.mutable_trial());
}

absl::Status TrialHandler::List(const v1::ListTrialsRequest& request, const CallContext& call,
                                v1::ListTrialsResponse& response) const {
  const std::shared_ptr<const Snapshot> snapshot = registry_.catalog().Current();
  absl::StatusOr<TrialListing> listing = ListPage(request, *snapshot, trials_);
  if (!listing.ok()) return listing.status();
  for (const std::string& id : listing->trial_ids) {
    if (call.stopped()) return call.stop_error();
    absl::StatusOr<v1::Trial> trial = registry_.ReadAt(id, listing->revision);
    if (!trial.ok()) return FromStorage(trial.status(), TrialName(id));
    if (absl::Status status = Complete(*trial); !status.ok()) return status;
    ApplyReadMask(request.read_mask(), *trial);
    *response.add_trials() = *std::move(trial);
  }
  response.set_next_page_token(std::move(listing->next_page_token));
  response.set_total_size(listing->total_size);
  response.set_catalog_revision(listing->revision);
  return absl::OkStatus();
}

absl::StatusOr<WriteResult> TrialHandler::Write(const WriteRequest& request, absl::Time now) {
  Issues issues;
  absl::StatusOr<WriteResult> written = registry_.Write(request, now, issues);
  if (HasErrors(issues)) return InvalidFields(issues);
  if (!written.ok()) return FromStorage(written.status(), request.trial.name());
  if (absl::Status status = Complete(written->trial); !status.ok()) return status;
  return written;
}

absl::Status TrialHandler::Create(const v1::CreateTrialRequest& request, const CallContext& call,
                                  v1::CreateTrialResponse& response) {
  absl::StatusOr<WriteResult> written =
      Write({request.trial(), WriteRequest::Mode::kCreate, request.validate_only()}, call.start_time());
  if (!written.ok()) return written.status();
  *response.mutable_trial() = std::move(written->trial);
  response.set_catalog_revision(written->revision);
  return absl::OkStatus();
}

absl::Status TrialHandler::Update(const v1::UpdateTrialRequest& request, const CallContext& call,
                                  v1::UpdateTrialResponse& response) {
  const absl::StatusOr<std::string> id = ReadName(request.trial().name(), "trial.name");
  if (!id.ok()) return id.status();
  absl::StatusOr<v1::Trial> merged = MergeUpdate(request, registry_.Get(*id));
  if (!merged.ok()) return merged.status();
  const auto mode =
      request.allow_missing() ? WriteRequest::Mode::kCreateOrUpdate : WriteRequest::Mode::kUpdate;
  absl::StatusOr<WriteResult> written =
      Write({*std::move(merged), mode, request.validate_only()}, call.start_time());
  if (!written.ok()) return written.status();
  *response.mutable_trial() = std::move(written->trial);
  response.set_catalog_revision(written->revision);
  return absl::OkStatus();
}

absl::Status TrialHandler::Delete(const v1::DeleteTrialRequest& request, v1::DeleteTrialResponse& response) {
  const absl::StatusOr<std::string> id = ReadName(request.name(), "name");
  if (!id.ok()) return id.status();
  const absl::StatusOr<int64_t> revision = registry_.Delete(*id, request.etag(), request.allow_missing());
  if (!revision.ok()) return FromStorage(revision.status(), request.name());
  response.set_catalog_revision(*revision);
  return absl::OkStatus();
}

absl::Status TrialHandler::Validate(const v1::ValidateTrialRequest& request,
                                    v1::ValidateTrialResponse& response) const {
  if (request.has_trial() == request.has_record()) {
    return InvalidField("trial", "is required, or else a record: one of the two");
  }
  ReadRecord read;
  if (request.has_record()) {
    absl::StatusOr<ReadRecord> from_record = ReadForCatalog(request.record(), registry_);
    if (!from_record.ok()) return FromStorage(from_record.status(), "the record");
    read = *std::move(from_record);
  }
  for (const Issue& issue : read.issues) *response.add_issues() = WriteTrialIssue(issue);
  if (request.has_record() && !read.trial) return absl::OkStatus();
  CheckedTrial checked = registry_.Validate(read.trial ? *read.trial : request.trial());
  if (checked.trial) {
    Issues doubtful = FindDoubtful(*checked.trial, "trial");
    std::move(doubtful.begin(), doubtful.end(), std::back_inserter(checked.issues));
  }
  for (const Issue& issue : checked.issues) *response.add_issues() = WriteTrialIssue(issue);
  if (read.trial) *response.mutable_trial() = *std::move(read.trial);
  return absl::OkStatus();
}

absl::Status TrialHandler::Import(absl::FunctionRef<bool(v1::ImportTrialsRequest&)> read,
                                  const CallContext& call, v1::ImportTrialsResponse& response) {
  return ImportStream(read, call, registry_, response);
}

}  // namespace trialmatch
