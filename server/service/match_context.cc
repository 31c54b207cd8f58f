#include "service/match_context.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "service/build_version.h"
#include "service/call_error.h"
#include "service/fhir_input.h"
#include "wire/code_references.h"
#include "wire/options_reader.h"
#include "wire/patient_reader.h"
#include "wire/read_codes.h"

namespace trialmatch {
namespace {

void AppendUnknownCodes(const v1::Patient& patient, const Patient& read, const Terminology& terminology,
                        Issues& issues) {
  const auto is_known = [&](const Code& code) { return terminology.Find(code).has_value(); };
  if (HoldsForAllCodes(patient.profile(), read, is_known)) return;
  const auto is_unknown = [&](const Code& code) { return !is_known(code); };
  for (const CodeReference& reference : CodesOf(patient, "patient", is_unknown)) {
    if (issues.size() == IssueSink::kMaxIssues) return;
    issues.push_back({reference.field,
                      terminology.HasSystem(std::get<Code>(reference.what).system())
                          ? "the code system does not have this code"
                          : "the code system is not loaded",
                      Severity::kWarning, ""});
  }
}

}  // namespace

absl::StatusOr<EvaluationOptions> ReadOptionsField(const v1::EvaluationOptions& options,
                                                   absl::string_view field, absl::Time now,
                                                   const Terminology& terminology) {
  IssueSink sink{std::string(field)};
  EvaluationOptions read = ReadOptions(options, now, sink);
  if (!read.normal_limit_table.empty() && !terminology.HasNormalLimitTable(read.normal_limit_table)) {
    sink.ErrorAt("normal_limit_table", "no loaded terminology has this table");
  }
  if (sink.errors() > 0) return InvalidFields(sink.issues());
  return read;
}

absl::StatusOr<TrialFilter> ReadFilterField(const v1::TrialFilter& filter, absl::string_view field) {
  IssueSink sink{std::string(field)};
  TrialFilter read = ReadFilter(filter, sink);
  if (sink.errors() > 0) return InvalidFields(sink.issues());
  return read;
}

absl::StatusOr<MatchInput> ReadPatientField(const v1::Patient& patient, const Terminology& terminology) {
  if (patient.has_fhir()) return ReadFhirField(patient.fhir(), terminology);
  IssueSink sink("patient");
  MatchInput input;
  input.patient = ReadPatient(patient, sink);
  if (sink.errors() > 0) return InvalidFields(sink.issues());
  input.warnings = sink.Take();
  AppendUnknownCodes(patient, input.patient, terminology, input.warnings);
  return input;
}

absl::StatusOr<v1::ExplanationLevel> ReadLevel(v1::ExplanationLevel level, absl::string_view field,
                                               v1::ExplanationLevel fallback) {
  if (!v1::ExplanationLevel_IsValid(level)) {
    return InvalidField(field, "is not a level that this version knows");
  }
  return level == v1::EXPLANATION_LEVEL_UNSPECIFIED ? fallback : level;
}

void WriteAnswerContext(const Snapshot& snapshot, const EvaluationOptions& options,
                        v1::AnswerContext& context) {
  context.set_catalog_revision(snapshot.revision());
  for (const SystemVersion& version : snapshot.terminology().Versions()) {
    if (version.system == kBuiltinSystem) continue;
    v1::TerminologyVersion* message = context.add_terminologies();
    message->set_system(version.system);
    message->set_name(version.name);
    message->set_version(version.version);
  }
  *context.mutable_as_of() = WriteAsOf(options.as_of);
  context.set_build(kBuildVersion);
}

}  // namespace trialmatch
