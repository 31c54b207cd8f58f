#include "service/trial_update.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/field_mask_util.h"
#include "service/call_error.h"

namespace trialmatch {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::util::FieldMaskUtil;

const std::set<std::string>& OutputOnly() {
  static const auto* fields = new std::set<std::string>{"patients_applied", "create_time", "update_time"};
  return *fields;
}

absl::Status CheckPaths(const FieldMask& mask, absl::string_view member, bool to_write) {
  Issues issues;
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string field = absl::StrCat(member, ".paths[", i, "]");
    if (v1::Trial::descriptor()->FindFieldByName(mask.paths(i)) == nullptr) {
      issues.push_back({field, "is no top-level field of a trial"});
    } else if (to_write && OutputOnly().contains(mask.paths(i))) {
      issues.push_back({field, "is an output-only field"});
    }
  }
  return issues.empty() ? absl::OkStatus() : InvalidFields(issues);
}

}  // namespace

absl::StatusOr<v1::Trial> MergeUpdate(const v1::UpdateTrialRequest& request,
                                      const absl::StatusOr<WriteResult>& stored) {
  const FieldMask& mask = request.update_mask();
  if (mask.paths_size() == 0) return request.trial();
  if (absl::Status status = CheckPaths(mask, "update_mask", /*to_write=*/true); !status.ok()) return status;
  if (!stored.ok()) {
    if (absl::IsNotFound(stored.status()) && request.allow_missing()) return request.trial();
    return FromStorage(stored.status(), request.trial().name());
  }
  v1::Trial merged = stored->trial;
  FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  FieldMaskUtil::MergeMessageTo(request.trial(), mask, options, &merged);
  // Proto3 scalars that are empty in the request are to be emptied too.
  for (const std::string& path : mask.paths()) {
    const auto* field = v1::Trial::descriptor()->FindFieldByName(path);
    if (field->is_repeated() || field->has_presence()) continue;
    if (!v1::Trial::GetReflection()->HasField(request.trial(), field)) {
      v1::Trial::GetReflection()->ClearField(&merged, field);
    }
  }
  // The etag guards the write; it is not itself a field to change.
  merged.set_etag(request.trial().etag().empty() ? stored->trial.etag() : request.trial().etag());
  merged.set_name(request.trial().name());
  return merged;
}

absl::Status CheckReadMask(const FieldMask& mask) {
  if (mask.paths_size() == 1 && mask.paths(0) == "*") return absl::OkStatus();
  return CheckPaths(mask, "read_mask", /*to_write=*/false);
}

void ApplyReadMask(const FieldMask& mask, v1::Trial& trial) {
  if (mask.paths_size() == 1 && mask.paths(0) == "*") return;
  if (mask.paths_size() == 0) {
    trial.clear_inclusion_criteria();
    trial.clear_exclusion_criteria();
    trial.clear_cohorts();
    trial.clear_eligibility_text();
    trial.clear_eligibility_reading();
    return;
  }
  std::vector<const google::protobuf::FieldDescriptor*> set_fields;
  v1::Trial::GetReflection()->ListFields(trial, &set_fields);
  for (const auto* field : set_fields) {
    const bool kept = field->name() == "name" || std::find(mask.paths().begin(), mask.paths().end(),
                                                           field->name()) != mask.paths().end();
    if (!kept) v1::Trial::GetReflection()->ClearField(&trial, field);
  }
}

}  // namespace trialmatch
