#include "service/trial_import.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "service/call_error.h"
#include "wire/answer_writer.h"
#include "wire/limits.h"
#include "wire/resource_name.h"

namespace trialmatch {
namespace {

// One transaction each, ended by whichever comes first.
constexpr size_t kBatchSize = 500;
constexpr size_t kBatchBytes = size_t{8} << 20;

class Importer {
 public:
  Importer(TrialRegistry& registry, absl::Time now, v1::ImportTrialsResponse& response)
      : registry_(registry), now_(now), response_(response) {}

  void set_dry_run(bool dry_run) { dry_run_ = dry_run; }

  absl::Status Add(v1::Trial trial) {
    batch_bytes_ += trial.ByteSizeLong();
    batch_.push_back(std::move(trial));
    return batch_.size() < kBatchSize && batch_bytes_ < kBatchBytes ? absl::OkStatus() : Flush();
  }

  absl::Status Flush() {
    const absl::StatusOr<std::vector<ImportOutcome>> outcomes =
        registry_.Import(batch_, dry_run_, now_, seen_);
    if (!outcomes.ok()) return FromStorage(outcomes.status(), "the import");
    for (size_t i = 0; i < batch_.size(); ++i) Report((*outcomes)[i], batch_[i]);
    batch_.clear();
    batch_bytes_ = 0;
    return absl::OkStatus();
  }

 private:
  void Report(const ImportOutcome& outcome, const v1::Trial& trial) {
    const int64_t position = position_++;
    switch (outcome.kind) {
      case ImportOutcome::Kind::kCreated:
        return response_.set_created(response_.created() + 1);
      case ImportOutcome::Kind::kUpdated:
        return response_.set_updated(response_.updated() + 1);
      case ImportOutcome::Kind::kUnchanged:
        return response_.set_unchanged(response_.unchanged() + 1);
      case ImportOutcome::Kind::kFailed:
        break;
    }
    response_.set_failed(response_.failed() + 1);
    if (response_.failures_size() == kMaxImportFailures) return;
    v1::ImportFailure* failure = response_.add_failures();
    failure->set_position(position);
    if (TrialIdOf(trial.name())) failure->set_name(trial.name());
    for (const Issue& issue : outcome.issues) *failure->add_issues() = WriteTrialIssue(issue);
  }

  TrialRegistry& registry_;
  const absl::Time now_;
  v1::ImportTrialsResponse& response_;
  bool dry_run_ = false;
  std::vector<v1::Trial> batch_;
  size_t batch_bytes_ = 0;
  std::set<std::string> seen_;  // of all batches: where one ends is nothing to the caller
  int64_t position_ = 0;
};

absl::Status OrderError(const char* message) {
  return CallError(absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_STREAM_ORDER, message);
}

}  // namespace

absl::Status ImportStream(absl::FunctionRef<bool(v1::ImportTrialsRequest&)> read, const CallContext& call,
                          TrialRegistry& registry, v1::ImportTrialsResponse& response) {
  Importer importer(registry, call.start_time(), response);
  bool first = true;
  v1::ImportTrialsRequest request;
  while (read(request)) {
    if (call.stopped()) return call.stop_error();
    absl::Status status;
    switch (request.request_case()) {
      case v1::ImportTrialsRequest::kOptions:
        if (!first) return OrderError("options come first and once");
        importer.set_dry_run(request.options().dry_run());
        break;
      case v1::ImportTrialsRequest::kTrial:
        status = importer.Add(std::move(*request.mutable_trial()));
        break;
      case v1::ImportTrialsRequest::REQUEST_NOT_SET:
        return OrderError("a message holds neither options nor a trial");
    }
    if (!status.ok()) return status;
    first = false;
  }
  if (call.stopped()) return call.stop_error();
  if (absl::Status status = importer.Flush(); !status.ok()) return status;
  response.set_catalog_revision(registry.catalog().Current()->revision());
  return absl::OkStatus();
}

}  // namespace trialmatch
