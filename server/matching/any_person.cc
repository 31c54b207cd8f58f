#include "matching/any_person.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "matching/evidence_text.h"

namespace trialmatch {
namespace {

// That nobody else has to be asked is an assumption too.
void AppendAllListed(const Subjects& subjects, const PatientView& patient, std::vector<Evidence>& evidence) {
  const std::vector<Subject>& all_listed = patient.patient().all_listed;
  for (const Subject subject : subjects) {
    if (std::find(all_listed.begin(), all_listed.end(), subject) == all_listed.end()) continue;
    Evidence entry;
    entry.kind = EvidenceKind::kAssumption;
    entry.reason = EvidenceReason::kCompleteness;
    entry.text = absl::StrCat("no other ", NameOf(subject), " exists than those that are listed");
    evidence.push_back(std::move(entry));
  }
}

}  // namespace

Truth AnyPerson(const Subjects& subjects, const PatientView& patient, std::vector<Evidence>* evidence,
                absl::FunctionRef<Truth(const Person&, std::vector<Evidence>*)> evaluate) {
  if (subjects.size() == 1 && !MayBeSeveral(subjects[0])) return evaluate(Person{subjects[0]}, evidence);
  Truth any = Truth::kFalse;
  std::vector<Evidence> all;
  for (const Subject subject : subjects) {
    for (const Person& person : patient.PersonsOf(subject)) {
      std::vector<Evidence> own;
      const Truth truth = evaluate(person, evidence == nullptr ? nullptr : &own);
      if (truth > any) all.clear();
      if (truth >= any) std::move(own.begin(), own.end(), std::back_inserter(all));
      any = Or(any, truth);
    }
  }
  if (evidence == nullptr) return any;
  if (any == Truth::kFalse) AppendAllListed(subjects, patient, all);
  std::move(all.begin(), all.end(), std::back_inserter(*evidence));
  return any;
}

}  // namespace trialmatch
