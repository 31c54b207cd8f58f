#include "wire/record_ids.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "wire/fact_lists.h"
#include "wire/limits.h"
#include "wire/value_reader.h"

namespace trialmatch {

template <typename Records>
void RecordIds::Learn(const Records& records) {
  for (const auto& record : records) {
    if (record.id().empty()) continue;
    Target& target = given_[record.id()].target;
    if constexpr (requires { record.verification(); }) {  // facts, and nothing else
      const bool error = record.verification() == v1::VERIFICATION_ENTERED_IN_ERROR;
      if (target == Target::kNone) target = error ? Target::kEnteredInError : Target::kFact;
    }
  }
}

template <typename Person>
int RecordIds::CountOf(const Person& person) {
  int count = person.tested_genes_size() + person.completeness_size();
  ForEachFactList(person, [&](const char*, const auto& list, FactCategory) { count += list.size(); });
  return count;
}

template <typename Person>
void RecordIds::LearnPerson(const Person& person) {
  ForEachFactList(person, [this](const char*, const auto& list, FactCategory) { Learn(list); });
  Learn(person.tested_genes());
}

RecordIds::RecordIds(const v1::PatientProfile& profile)
    : count_(CountOf(profile) + profile.consents_size() + profile.attestations_size()) {
  for (const v1::Relative& relative : profile.relatives()) count_ += CountOf(relative);
  given_.reserve(count_);
  LearnPerson(profile);
  for (const v1::Relative& relative : profile.relatives()) LearnPerson(relative);
  Learn(profile.consents());
  Learn(profile.attestations());
}

std::string RecordIds::Take(const std::string& given, absl::FunctionRef<std::string()> position,
                            IssueSink& sink) {
  if (given.empty()) {
    const std::string base = position();
    std::string id = base;
    for (int i = 2; given_.contains(id) || !generated_.insert(id).second; ++i)
      id = absl::StrCat(base, "-", i);
    return id;
  }
  CheckLength(given, kMaxFactIdBytes, "id", sink);
  if (std::exchange(given_.at(given).taken, true))
    sink.ErrorAt("id", "is the id of another record of this profile");
  return given;
}

RecordIds::Target RecordIds::FindFact(const std::string& id) const {
  const auto it = given_.find(id);
  return it == given_.end() ? Target::kNone : it->second.target;
}

}  // namespace trialmatch
