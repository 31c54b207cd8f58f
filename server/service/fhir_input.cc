#include "service/fhir_input.h"

#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/fhir/fhir_reader.h"
#include "service/call_error.h"
#include "wire/code_references.h"
#include "wire/patient_reader.h"
#include "wire/read_codes.h"

namespace trialmatch {
namespace {

constexpr char kField[] = "patient.fhir.";
// Places of one kind that are named one by one.
constexpr size_t kMaxAlike = 20;

// "Bundle.entry[7].resource" of "profile.conditions[2].code"; the profile's own path where the content has no
// such place.
std::string PlaceOf(absl::string_view profile_path, const FhirReading& reading) {
  absl::ConsumePrefix(&profile_path, "profile.");
  // The record is the longest part in front that has a place: "relatives[0].conditions[1]".
  for (size_t end = profile_path.rfind(']'); end != absl::string_view::npos && end > 0;
       end = profile_path.rfind(']', end - 1)) {
    const auto found = reading.places.find(std::string(profile_path.substr(0, end + 1)));
    if (found != reading.places.end()) return found->second;
  }
  return std::string(profile_path);
}

void AppendUnknownCodes(const FhirReading& reading, const Patient& read, const Terminology& terminology,
                        Issues& issues) {
  // FHIR's own codes for yes, no, and for what is not there are the reader's, and no issue of the caller's.
  constexpr char kAbsent[] = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
  constexpr char kYesNo[] = "http://terminology.hl7.org/CodeSystem/v2-0136";
  const auto is_known = [&](const Code& code) {
    return code.system() == kAbsent || code.system() == kYesNo || terminology.Find(code);
  };
  if (HoldsForAllCodes(reading.profile, read, is_known)) return;
  v1::Patient whole;
  *whole.mutable_profile() = reading.profile;
  const auto is_unknown = [&](const Code& code) { return !is_known(code); };
  std::map<std::string, size_t> counts;
  for (const CodeReference& reference : CodesOf(whole, "", is_unknown)) {
    const char* const what = terminology.HasSystem(std::get<Code>(reference.what).system())
                                 ? "has a code that its code system does not have"
                                 : "has a code of a code system that is not loaded";
    if (++counts[what] > kMaxAlike) continue;
    issues.push_back({absl::StrCat(kField, PlaceOf(reference.field, reading)), what, Severity::kWarning, ""});
  }
  for (const auto& [what, count] : counts) {
    if (count <= kMaxAlike) continue;
    issues.push_back(
        {"patient.fhir", absl::StrCat(count - kMaxAlike, " more: ", what), Severity::kWarning, ""});
  }
}

}  // namespace

absl::StatusOr<MatchInput> ReadFhirField(const v1::FhirPatient& patient, const Terminology& terminology) {
  FhirReading reading = ReadFhirPatient(patient.content(), terminology);
  for (Issue& issue : reading.issues) issue.field = absl::StrCat(kField, issue.field);
  if (HasErrors(reading.issues)) return InvalidFields(reading.issues);
  IssueSink sink("profile");
  MatchInput input;
  input.patient = ReadPatient(reading.profile, sink);
  input.warnings = std::move(reading.issues);
  for (Issue& issue : sink.Take()) {
    issue.field = absl::StrCat(kField, PlaceOf(issue.field, reading));
    input.warnings.push_back(std::move(issue));
  }
  // The reader makes no profile that has any; should it ever, nothing half-read is evaluated.
  if (sink.errors() > 0) return InvalidFields(input.warnings);
  AppendUnknownCodes(reading, input.patient, terminology, input.warnings);
  return input;
}

}  // namespace trialmatch
