// Records of what has a code.
#ifndef TRIALMATCH_INGEST_FHIR_CODED_RECORDS_H_
#define TRIALMATCH_INGEST_FHIR_CODED_RECORDS_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Adds `read` to the list, once for each code of the concept. Of a presence the first counts and the others
// are provisional, since what happened once must not count twice; of a refutation each is refuted. Without a
// usable code it is one record under a code that no terminology has: nothing of its kind is taken for absent
// because of what nobody could read. False when there is no room.
template <typename Record>
bool AddCoded(const Json& resource, const Json& concept_json, const Record& read, absl::string_view list,
              google::protobuf::RepeatedPtrField<Record>& records, Reading& reading,
              absl::string_view part = "") {
  std::vector<v1::Code> codes = ReadConcept(concept_json, reading.terminology);
  if (codes.empty()) {
    codes.push_back(UncodedConcept(concept_json));
    reading.findings.Warn(
        concept_json ? concept_json : resource,
        "has no code that can be used: kept as something unknown, so that nothing of its kind "
        "is taken for absent");
  }
  if (codes.size() > 1 && read.verification() != v1::VERIFICATION_REFUTED) {
    reading.findings.Warn(concept_json,
                          "has codes of different meaning: the first counts, the others are kept as "
                          "provisional");
  }
  for (size_t i = 0; i < codes.size(); ++i) {
    const std::string further = i == 0 ? "" : absl::StrCat("coding-", i + 1);
    Record* const record = reading.builder.Add(
        records, list, resource,
        part.empty() || further.empty() ? absl::StrCat(part, further) : absl::StrCat(part, "-", further));
    if (record == nullptr) return false;
    const std::string id = record->id();
    *record = read;
    record->set_id(id);
    *record->mutable_code() = codes[i];
    if (i > 0 && read.verification() != v1::VERIFICATION_REFUTED) {
      record->set_verification(v1::VERIFICATION_PROVISIONAL);
    }
    reading.builder.NameFact(resource, id);
    if constexpr (requires { record->mutable_links(); }) {
      reading.builder.NameLinks(resource, *record->mutable_links());
    }
  }
  return true;
}

// Of a resource that says that something is so, but in a way that nobody may read: the same, provisional and
// without a date.
template <typename Record>
void AddUnreadable(const Json& resource, absl::string_view list,
                   google::protobuf::RepeatedPtrField<Record>& records, Reading& reading,
                   const v1::Code& code = UnsupportedConcept()) {
  Record* const record = reading.builder.Add(records, list, resource);
  if (record == nullptr) return;
  *record->mutable_code() = code;
  record->set_verification(v1::VERIFICATION_PROVISIONAL);
}

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_CODED_RECORDS_H_
