#include "service/trial_import.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "service/call_error.h"
#include "service/record_reading.h"
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

  absl::Status Add(v1::Trial trial) { return Add({std::move(trial), {}}); }

  absl::Status Add(const v1::RegistryRecord& record) {
    absl::StatusOr<ReadRecord> read = ReadForCatalog(record, registry_);
    if (!read.ok()) return FromStorage(read.status(), "the import");
    return Add(*std::move(read));
  }

  absl::Status Flush() {
    std::vector<v1::Trial> trials;
    for (ReadRecord& read : batch_) {
      if (Stored(read)) trials.push_back(*std::move(read.trial));
    }
    absl::StatusOr<std::vector<ImportOutcome>> outcomes = registry_.Import(trials, dry_run_, now_, seen_);
    if (!outcomes.ok()) return FromStorage(outcomes.status(), "the import");
    size_t next = 0;
    for (ReadRecord& read : batch_) {
      if (Stored(read)) {
        Report((*outcomes)[next], trials[next].name(), std::move(read.issues));
        ++next;
      } else {
        Report({}, read.trial ? read.trial->name() : "", std::move(read.issues));
      }
    }
    batch_.clear();
    batch_bytes_ = 0;
    return absl::OkStatus();
  }

 private:
  static bool Stored(const ReadRecord& read) { return read.trial.has_value() && !HasErrors(read.issues); }

  absl::Status Add(ReadRecord read) {
    if (read.trial) batch_bytes_ += read.trial->ByteSizeLong();
    batch_.push_back(std::move(read));
    return batch_.size() < kBatchSize && batch_bytes_ < kBatchBytes ? absl::OkStatus() : Flush();
  }

  // `read` are the issues that the record had before anybody tried to store it.
  void Report(const ImportOutcome& outcome, const std::string& name, Issues read) {
    const int64_t position = position_++;
    if (outcome.kind == ImportOutcome::Kind::kFailed) {
      std::copy(outcome.issues.begin(), outcome.issues.end(), std::back_inserter(read));
      response_.set_failed(response_.failed() + 1);
      return List(position, name, read, *response_.mutable_failures());
    }
    if (outcome.kind == ImportOutcome::Kind::kCreated) response_.set_created(response_.created() + 1);
    if (outcome.kind == ImportOutcome::Kind::kUpdated) response_.set_updated(response_.updated() + 1);
    if (outcome.kind == ImportOutcome::Kind::kUnchanged) response_.set_unchanged(response_.unchanged() + 1);
    if (read.empty()) return;
    response_.set_warned(response_.warned() + 1);
    List(position, name, read, *response_.mutable_warnings());
  }

  static void List(int64_t position, const std::string& name, const Issues& issues,
                   google::protobuf::RepeatedPtrField<v1::ImportFailure>& list) {
    if (list.size() == kMaxImportFailures) return;
    v1::ImportFailure* failure = list.Add();
    failure->set_position(position);
    if (TrialIdOf(name)) failure->set_name(name);
    for (const Issue& issue : issues) *failure->add_issues() = WriteTrialIssue(issue);
  }

  TrialRegistry& registry_;
  const absl::Time now_;
  v1::ImportTrialsResponse& response_;
  bool dry_run_ = false;
  std::vector<ReadRecord> batch_;
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
      case v1::ImportTrialsRequest::kRecord:
        status = importer.Add(request.record());
        break;
      case v1::ImportTrialsRequest::REQUEST_NOT_SET:
        return OrderError("a message holds neither options nor a trial nor a record");
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
