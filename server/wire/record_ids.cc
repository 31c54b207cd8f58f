#include "wire/record_ids.h"

#include "absl/strings/str_cat.h"
#include "wire/fact_lists.h"
#include "wire/limits.h"
#include "wire/value_reader.h"

namespace trialmatch {

template <typename Records>
void RecordIds::Learn(const Records& records) {
  count_ += records.size();
  for (const auto& record : records) {
    if (record.id().empty()) continue;
    Target& target = given_.try_emplace(record.id(), Target::kNone).first->second;
    if constexpr (requires { record.verification(); }) {  // facts, and nothing else
      const bool error = record.verification() == v1::VERIFICATION_ENTERED_IN_ERROR;
      if (target == Target::kNone) target = error ? Target::kEnteredInError : Target::kFact;
    }
  }
}

template <typename Person>
void RecordIds::LearnPerson(const Person& person) {
  ForEachFactList(person, [this](const char*, const auto& list, FactCategory) { Learn(list); });
  Learn(person.tested_genes());
  count_ += person.completeness_size();
}

RecordIds::RecordIds(const v1::PatientProfile& profile) {
  LearnPerson(profile);
  for (const v1::Relative& relative : profile.relatives()) LearnPerson(relative);
  Learn(profile.consents());
  Learn(profile.attestations());
}

std::string RecordIds::Take(const std::string& given, absl::string_view position, IssueSink& sink) {
  if (given.empty()) {
    std::string id(position);
    for (int i = 2; given_.contains(id) || taken_.contains(id); ++i) id = absl::StrCat(position, "-", i);
    taken_.insert(generated_.emplace_back(id));
    return id;
  }
  CheckLength(given, kMaxFactIdBytes, "id", sink);
  if (!taken_.insert(given).second) sink.ErrorAt("id", "is the id of another record of this profile");
  return given;
}

RecordIds::Target RecordIds::FindFact(const std::string& id) const {
  const auto it = given_.find(id);
  return it == given_.end() ? Target::kNone : it->second;
}

}  // namespace trialmatch
