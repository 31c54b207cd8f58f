// Any bytes as a registry's record: read without a crash, twice the same; what is read and has no error of
// its own fits the contract but for what the record lacks.
#include <cstdlib>
#include <iostream>
#include <string>

#include "absl/strings/match.h"
#include "ingest/registry_record.h"
#include "terminology/plain_table.h"
#include "wire/trial_normalizer.h"
#include "wire/trial_reader.h"

namespace trialmatch {
namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

// What a record may lack or have too much of: the contract refuses it, and says which field.
bool IsOfTheRecord(const Issue& issue) {
  return issue.field == "trial.name" || issue.field == "trial.title" ||
         issue.field == "trial.eligibility_text" || issue.field == "trial.minimum_age" ||
         absl::StartsWith(issue.field, "trial.conditions");
}

void CheckRecord(const std::string& content) {
  static const LoadedTables tables = LoadPlainTables({});
  v1::RegistryRecord record;
  record.set_content(content);
  ReadRecord read = ReadRegistryRecord(record, *tables.terminology);
  const ReadRecord again = ReadRegistryRecord(record, *tables.terminology);
  Require(read.trial.has_value() == again.trial.has_value() && read.issues.size() == again.issues.size());
  Require(read.trial.has_value() || HasErrors(read.issues));
  if (!read.trial) return;
  Require(read.trial->SerializeAsString() == again.trial->SerializeAsString());
  if (HasErrors(read.issues)) return;
  NormalizeTrial(*read.trial);
  IssueSink sink("trial");
  ReadTrial(*read.trial, sink);
  for (const Issue& issue : sink.issues()) {
    if (issue.severity == Severity::kWarning || IsOfTheRecord(issue)) continue;
    std::cerr << issue.field << ": " << issue.description << "\n";
    std::abort();
  }
}

}  // namespace
}  // namespace trialmatch

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  trialmatch::CheckRecord(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
