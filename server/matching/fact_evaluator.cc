#include "matching/fact_evaluator.h"

#include <algorithm>

#include "matching/absence.h"
#include "matching/any_person.h"
#include "matching/fact_count.h"
#include "matching/fact_evidence.h"
#include "matching/fact_match.h"
#include "matching/refutation.h"

namespace trialmatch {
namespace {

// A refutation that settles the criterion also settles what is coarse, uncertain or only suspected, as far as
// that is from before, but no conflict: dropping those, nothing but certain matches, conflicts and later news
// remains.
void SettleByRefutation(std::vector<FactMatch>& matches, const Absence& absence, const PatientView& patient) {
  if (absence.kind != AbsenceKind::kAbsent) return;
  for (FactMatch& match : matches) {
    if (match.truth != Truth::kUnknown || match.conflict) continue;
    bool settled = false;  // and stays so where absence has another reason, and no refutations
    for (const BoundFact* refutation : absence.refutations) {
      settled = match.suspected ? BeganBefore(*match.fact, *refutation, patient)
                                : !MayBeginAfter(*match.fact, *refutation, patient);
      if (!settled) break;
    }
    if (settled) {
      match.truth = Truth::kFalse;
      match.reason = EvidenceReason::kRefuted;
    }
  }
}

// Whether the number of facts, of which `count` are recorded, lies in the range.
Truth InRange(const CountRange& range, const FactCount& count, AbsenceKind absence) {
  const int min = range.min.value_or(0);
  int certain = count.certain;
  // An assumed fact is at least one, where nothing recorded speaks of it.
  if (absence == AbsenceKind::kPresent && count.possible == 0) certain = 1;
  const bool closed = absence == AbsenceKind::kAbsent;
  Truth enough = Truth::kUnknown;
  if (certain >= min) {
    enough = Truth::kTrue;
  } else if (closed && count.possible < min) {
    enough = Truth::kFalse;
  }
  if (!range.max) return enough;
  Truth not_too_many = Truth::kUnknown;
  if (certain > *range.max) {
    not_too_many = Truth::kFalse;
  } else if (closed && count.possible <= *range.max) {
    not_too_many = Truth::kTrue;
  }
  return And(enough, not_too_many);
}

// Whether one fact that certainly matches is all that is asked, whatever is absent.
bool AsksForOne(const CountRange& range) { return range.min.value_or(0) <= 1 && !range.max; }

bool AnyCertain(const std::vector<FactMatch>& matches) {
  return std::any_of(matches.begin(), matches.end(),
                     [](const FactMatch& match) { return match.truth == Truth::kTrue; });
}

// False only if the number of facts is certainly not known to reach the range, whatever is absent.
bool MayBeEnough(const AskedFact& asked, const std::vector<FactMatch>& matches, const PatientView& patient) {
  return asked.criterion.occurrences.min.value_or(0) < 1 || AnyCertain(matches) ||
         MayBeAssumed(asked, patient);
}

bool GradesResolve(const GradeRange& range, const Terminology& terminology) {
  const auto known = [&](const std::string& grade) {
    return grade.empty() || terminology.Rank(range.scale, grade).has_value();
  };
  return terminology.HasScale(range.scale) && known(range.min) && known(range.max);
}

// As AllResolve of a criterion whose concepts do.
bool RestResolves(const FactCriterion& criterion, const Terminology& terminology) {
  const auto resolves = [&](const Rare<ConceptSet>& set) { return !set || Resolves(*set, terminology); };
  if (!resolves(criterion.body_site) || !resolves(criterion.response)) return false;
  if (criterion.grade && !GradesResolve(*criterion.grade, terminology)) return false;
  if (!criterion.window || !criterion.window->anchor) return true;
  return AllResolve(*criterion.window->anchor, terminology);
}

// Whether an absence could settle any, depending on why it is one.
bool AnyOpen(const std::vector<FactMatch>& matches) {
  return std::any_of(matches.begin(), matches.end(), [](const FactMatch& match) {
    return match.truth == Truth::kUnknown && !match.conflict;
  });
}

}  // namespace

bool AllResolve(const FactCriterion& criterion, const Terminology& terminology) {
  return Resolves(criterion.concepts, terminology) && RestResolves(criterion, terminology);
}

Truth EvaluateFact(const FactCriterion& criterion, AbsencePolicy policy, const PatientView& patient,
                   std::vector<Evidence>* evidence, Asked wanted) {
  const AskedFact asked(criterion, policy, patient.terminology());
  if (!asked.concepts.resolved() || !RestResolves(criterion, patient.terminology())) {
    if (evidence != nullptr) evidence->push_back(UnresolvedEvidence(criterion.concepts, patient));
    return Truth::kUnknown;
  }
  return AnyPerson(criterion.subjects, patient, evidence,
                   [&](const Person& person, std::vector<Evidence>* own) {
                     return EvaluateFactOf(person, asked, patient, own, wanted);
                   });
}

Truth EvaluateFactOf(const Person& person, const AskedFact& asked, const PatientView& patient,
                     std::vector<Evidence>* evidence, Asked wanted) {
  const FactCriterion& criterion = asked.criterion;
  std::vector<FactMatch> matches = MatchFacts(asked, person, patient);
  if (wanted == Asked::kWhetherTrue && !MayBeEnough(asked, matches, patient)) return Truth::kUnknown;
  if (evidence == nullptr && matches.empty()) {
    return InRange(criterion.occurrences, FactCount(), KindOfAbsence(asked, person, patient));
  }
  if (evidence == nullptr && AsksForOne(criterion.occurrences) && AnyCertain(matches)) return Truth::kTrue;
  const bool kind_is_enough = evidence == nullptr && !AnyOpen(matches);
  const Absence absence =
      kind_is_enough ? Absence{KindOfAbsence(asked, person, patient)} : FindAbsence(asked, person, patient);
  SettleByRefutation(matches, absence, patient);
  const FactCount count = CountFacts(matches, patient);
  // A recorded state is stronger than the assumption that another one is there.
  const bool settled_by_state = absence.kind != AbsenceKind::kAbsent &&
                                std::any_of(matches.begin(), matches.end(),
                                            [](const FactMatch& match) { return match.settles_absence; });
  const AbsenceKind kind = settled_by_state ? AbsenceKind::kAbsent : absence.kind;
  const Truth truth = InRange(criterion.occurrences, count, kind);
  if (evidence != nullptr) {
    AppendFactEvidence({criterion, asked.policy, person, matches, absence, count, truth, settled_by_state},
                       patient, *evidence);
  }
  return truth;
}

}  // namespace trialmatch
