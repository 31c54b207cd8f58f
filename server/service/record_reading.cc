#include "service/record_reading.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "ingest/criteria/corrections.h"
#include "wire/resource_name.h"

namespace trialmatch {
namespace {

bool IsOfCriteria(const Issue& issue) {
  for (const absl::string_view list : {"trial.inclusion_criteria", "trial.exclusion_criteria",
                                       "trial.cohorts", "trial.eligibility_reading"}) {
    if (absl::StartsWith(issue.field, list)) return true;
  }
  return false;
}

void LeaveOutBadReading(const TrialRegistry& registry, ReadRecord& read) {
  for (const Issue& issue : registry.Validate(*read.trial).issues) {
    if (issue.severity != Severity::kError || !IsOfCriteria(issue)) continue;
    read.trial->clear_inclusion_criteria();
    read.trial->clear_exclusion_criteria();
    read.trial->clear_cohorts();
    read.trial->clear_eligibility_reading();
    read.issues.push_back({"record.trial.eligibility_text",
                           absl::StrCat("is not read into criteria: ", issue.field, " ", issue.description),
                           Severity::kWarning});
    return;
  }
}

}  // namespace

absl::StatusOr<ReadRecord> ReadForCatalog(const v1::RegistryRecord& record, const TrialRegistry& registry) {
  ReadRecord read = ReadRegistryRecord(record, registry.terminology());
  if (!read.trial || HasErrors(read.issues)) return read;
  LeaveOutBadReading(registry, read);
  const std::optional<std::string> id = TrialIdOf(read.trial->name());
  if (!id || !registry.catalog().Current()->Find(*id)) return read;
  const absl::StatusOr<WriteResult> stored = registry.Get(*id);
  if (absl::IsNotFound(stored.status())) return read;  // deleted just now
  if (!stored.ok()) return stored.status();
  criteria::KeepCorrections(stored->trial, *read.trial, read.issues);
  read.trial->set_etag(stored->trial.etag());
  return read;
}

}  // namespace trialmatch
