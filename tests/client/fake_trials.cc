#include "tests/client/fake_trials.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace trialmatch::client {

grpc::Status ErrorWith(grpc::StatusCode code, const std::string& message, const std::string& reason,
                       const google::protobuf::Message* detail) {
  google::rpc::Status status;
  status.set_code(code);
  status.set_message(message);
  if (detail != nullptr) status.add_details()->PackFrom(*detail);
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("trialmatch");
  status.add_details()->PackFrom(info);
  return grpc::Status(code, message, status.SerializeAsString());
}

namespace {

grpc::Status NotFound(const std::string& name) {
  return ErrorWith(grpc::StatusCode::NOT_FOUND, name + " does not exist", "TRIAL_NOT_FOUND");
}

}  // namespace

void FakeTrials::Put(const v1::Trial& trial) {
  const std::lock_guard lock(mutex_);
  trials_[trial.name()] = trial;
}

std::optional<v1::Trial> FakeTrials::Find(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = trials_.find(name);
  if (found == trials_.end()) return std::nullopt;
  return found->second;
}

v1::ListTrialsRequest FakeTrials::last_list() {
  const std::lock_guard lock(mutex_);
  return last_list_;
}

void FakeTrials::FailReads(int count) {
  const std::lock_guard lock(mutex_);
  failing_reads_ = count;
}

void FakeTrials::FailImportsAfter(int count) {
  const std::lock_guard lock(mutex_);
  imports_left_ = count;
}

std::vector<v1::RegistryRecord> FakeTrials::records() {
  const std::lock_guard lock(mutex_);
  return records_;
}

grpc::Status FakeTrials::GetTrial(grpc::ServerContext*, const v1::GetTrialRequest* request,
                                  v1::GetTrialResponse* response) {
  {
    const std::lock_guard lock(mutex_);
    if (failing_reads_ > 0 && failing_reads_-- > 0) {
      google::rpc::RetryInfo retry;
      retry.mutable_retry_delay()->set_nanos(1'000'000);
      return ErrorWith(grpc::StatusCode::UNAVAILABLE, "draining", "NOT_SERVING", &retry);
    }
  }
  const auto trial = Find(request->name());
  if (!trial) return NotFound(request->name());
  *response->mutable_trial() = *trial;
  return grpc::Status::OK;
}

// Pages of one trial each; the token is the next name.
grpc::Status FakeTrials::ListTrials(grpc::ServerContext*, const v1::ListTrialsRequest* request,
                                    v1::ListTrialsResponse* response) {
  const std::lock_guard lock(mutex_);
  last_list_ = *request;
  auto at = trials_.lower_bound(request->page_token());
  if (at != trials_.end()) *response->add_trials() = (at++)->second;
  if (at != trials_.end()) response->set_next_page_token(at->first);
  response->set_total_size(static_cast<int64_t>(trials_.size()));
  response->set_catalog_revision(revision_);
  return grpc::Status::OK;
}

grpc::Status FakeTrials::UpdateTrial(grpc::ServerContext*, const v1::UpdateTrialRequest* request,
                                     v1::UpdateTrialResponse* response) {
  const v1::Trial& trial = request->trial();
  if (trial.title().empty()) {
    google::rpc::BadRequest bad;
    auto* violation = bad.add_field_violations();
    violation->set_field("trial.title");
    violation->set_description("is required");
    violation = bad.add_field_violations();
    violation->set_field("trial.minimum_age.unit");
    violation->set_description("a bound needs a unit");
    return ErrorWith(grpc::StatusCode::INVALID_ARGUMENT, "2 fields are bad", "INVALID_FIELDS", &bad);
  }
  const auto stored = Find(trial.name());
  if (stored && !trial.etag().empty() && trial.etag() != stored->etag()) {
    return ErrorWith(grpc::StatusCode::ABORTED, "changed meanwhile", "ETAG_MISMATCH");
  }
  if (!stored && !request->allow_missing()) return NotFound(trial.name());
  *response->mutable_trial() = trial;
  if (!request->validate_only()) Put(trial);
  const std::lock_guard lock(mutex_);
  response->set_catalog_revision(++revision_);
  return grpc::Status::OK;
}

grpc::Status FakeTrials::DeleteTrial(grpc::ServerContext*, const v1::DeleteTrialRequest* request,
                                     v1::DeleteTrialResponse* response) {
  const std::lock_guard lock(mutex_);
  if (trials_.erase(request->name()) == 0 && !request->allow_missing()) return NotFound(request->name());
  response->set_catalog_revision(++revision_);
  return grpc::Status::OK;
}

namespace {

// The trial of a record, as far as the tests ask: its id, and the whole record as title.
v1::Trial TrialOf(const v1::RegistryRecord& record) {
  const std::string& content = record.content();
  const bool json = record.format() == v1::REGISTRY_FORMAT_CTGOV_JSON;
  const size_t at = content.find(json ? "\"nctId\":\"" : "<nct_id>");
  v1::Trial trial;
  if (at == std::string::npos) return trial;
  const size_t begin = content.find("NCT", at);
  trial.set_name("trials/" + content.substr(begin, content.find_first_of("\"<", begin) - begin));
  trial.set_title(content);
  return trial;
}

}  // namespace

// A missing title is an error, a missing sponsor a warning.
grpc::Status FakeTrials::ValidateTrial(grpc::ServerContext*, const v1::ValidateTrialRequest* request,
                                       v1::ValidateTrialResponse* response) {
  const v1::Trial trial = request->has_record() ? TrialOf(request->record()) : request->trial();
  if (request->has_record()) *response->mutable_trial() = trial;
  if (trial.title().empty()) {
    auto* issue = response->add_issues();
    issue->set_field("trial.title");
    issue->set_description("is required");
    issue->set_severity(v1::ISSUE_SEVERITY_ERROR);
  }
  if (!trial.has_sponsor()) {
    auto* issue = response->add_issues();
    issue->set_field("trial.sponsor");
    issue->set_description("nobody runs the trial");
    issue->set_severity(v1::ISSUE_SEVERITY_WARNING);
  }
  return grpc::Status::OK;
}

grpc::Status FakeTrials::ImportTrials(grpc::ServerContext*,
                                      grpc::ServerReader<v1::ImportTrialsRequest>* reader,
                                      v1::ImportTrialsResponse* response) {
  v1::ImportTrialsRequest request;
  int64_t position = 0;
  bool dry_run = false;
  while (reader->Read(&request)) {
    if (request.has_options()) {
      dry_run = request.options().dry_run();
      continue;
    }
    const v1::Trial trial = request.has_record() ? TrialOf(request.record()) : request.trial();
    if (request.has_record() && !dry_run) {
      const std::lock_guard lock(mutex_);
      records_.push_back(request.record());
    }
    if (trial.title().find(" odd ") != std::string::npos) {
      auto* warning = response->add_warnings();
      warning->set_position(position);
      warning->set_name(trial.name());
      auto* issue = warning->add_issues();
      issue->set_field("trial.phases");
      issue->set_description("an unknown word");
      issue->set_severity(v1::ISSUE_SEVERITY_WARNING);
      response->set_warned(response->warned() + 1);
    }
    if (trial.title().empty()) {
      auto* failure = response->add_failures();
      failure->set_position(position);
      failure->set_name(trial.name());
      auto* issue = failure->add_issues();
      issue->set_field("trial.title");
      issue->set_description("is required");
      issue->set_severity(v1::ISSUE_SEVERITY_ERROR);
      response->set_failed(response->failed() + 1);
    } else if (const auto stored = Find(trial.name()); stored && stored->title() == trial.title()) {
      response->set_unchanged(response->unchanged() + 1);
    } else if (stored) {
      response->set_updated(response->updated() + 1);
    } else {
      response->set_created(response->created() + 1);
    }
    if (!dry_run && !trial.title().empty()) Put(trial);
    ++position;
  }
  response->set_catalog_revision(9);
  const std::lock_guard lock(mutex_);
  if (imports_left_ == 0) return ErrorWith(grpc::StatusCode::UNAVAILABLE, "draining", "NOT_SERVING");
  if (imports_left_ > 0) --imports_left_;
  return grpc::Status::OK;
}

grpc::Status FakeApplications::Apply(grpc::ServerContext*, const v1::ApplyRequest* request,
                                     v1::ApplyResponse* response) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, application] : applications_) {
    if (application.trial() == request->trial() &&
        application.applicant_reference() == request->applicant_reference()) {
      *response->mutable_application() = application;
      return grpc::Status::OK;
    }
  }
  v1::Application application;
  application.set_name("applications/" + std::to_string(applications_.size() + 1));
  application.set_trial(request->trial());
  application.set_applicant_reference(request->applicant_reference());
  application.set_state(v1::APPLICATION_STATE_ACTIVE);
  application.mutable_apply_time()->set_seconds(1716084300);
  *response->mutable_application() = applications_[application.name()] = application;
  response->set_created(true);
  return grpc::Status::OK;
}

grpc::Status FakeApplications::Withdraw(grpc::ServerContext*, const v1::WithdrawRequest* request,
                                        v1::WithdrawResponse* response) {
  const std::lock_guard lock(mutex_);
  const auto found = applications_.find(request->name());
  if (found == applications_.end()) {
    return ErrorWith(grpc::StatusCode::NOT_FOUND, "no such application", "APPLICATION_NOT_FOUND");
  }
  found->second.set_state(v1::APPLICATION_STATE_WITHDRAWN);
  *response->mutable_application() = found->second;
  return grpc::Status::OK;
}

grpc::Status FakeApplications::GetApplication(grpc::ServerContext*, const v1::GetApplicationRequest* request,
                                              v1::GetApplicationResponse* response) {
  const std::lock_guard lock(mutex_);
  const auto found = applications_.find(request->name());
  if (found == applications_.end()) {
    return ErrorWith(grpc::StatusCode::NOT_FOUND, "no such application", "APPLICATION_NOT_FOUND");
  }
  *response->mutable_application() = found->second;
  return grpc::Status::OK;
}

grpc::Status FakeApplications::ListApplications(grpc::ServerContext*,
                                                const v1::ListApplicationsRequest* request,
                                                v1::ListApplicationsResponse* response) {
  const std::lock_guard lock(mutex_);
  for (const auto& [name, application] : applications_) {
    const bool state = request->state() == 0 || application.state() == request->state();
    if (state && (request->trial().empty() || application.trial() == request->trial())) {
      *response->add_applications() = application;
    }
  }
  return grpc::Status::OK;
}

}  // namespace trialmatch::client
