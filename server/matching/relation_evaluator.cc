#include "matching/relation_evaluator.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "matching/any_person.h"
#include "matching/evidence_text.h"
#include "matching/fact_evaluator.h"
#include "matching/fact_evidence.h"
#include "matching/fact_match.h"

namespace trialmatch {
namespace {

bool IsLinked(const Fact& effect, const Fact& cause, LinkKind kind) {
  return std::any_of(effect.links.begin(), effect.links.end(), [&](const FactLink& link) {
    // What is caused by something comes after it.
    return link.fact_id == cause.id && (link.kind == kind || kind == LinkKind::kAfter);
  });
}

// Decisively after the end of the earlier fact, or its start where it has no end.
bool IsLater(const Fact& effect, const Fact& cause, const AsOf& as_of) {
  const std::optional<RecordedTime>& earlier = cause.end ? cause.end : cause.start;
  return effect.start && earlier && Compare(*effect.start, *earlier, as_of.zone) == Order::kAfter;
}

bool IsRelated(const Fact& effect, const Fact& cause, LinkKind kind, const AsOf& as_of) {
  if (&effect == &cause) return false;
  return IsLinked(effect, cause, kind) || (kind == LinkKind::kAfter && IsLater(effect, cause, as_of));
}

struct AskedRelation {
  const RelationCriterion& relation;
  AskedFact effect, cause;
};

struct RelatedPair {
  const Fact* effect = nullptr;
  const Fact* cause = nullptr;
};

RelatedPair FindRelated(const AskedRelation& asked, const Person& person, const PatientView& patient) {
  const std::vector<FactMatch> causes = MatchFacts(asked.cause, person, patient);
  for (const FactMatch& effect : MatchFacts(asked.effect, person, patient)) {
    if (effect.truth != Truth::kTrue) continue;
    for (const FactMatch& cause : causes) {
      if (cause.truth != Truth::kTrue) continue;
      if (IsRelated(*effect.fact->fact, *cause.fact->fact, asked.relation.kind, patient.as_of())) {
        return {effect.fact->fact, cause.fact->fact};
      }
    }
  }
  return {};
}

const char* RelationName(LinkKind kind) { return kind == LinkKind::kCausedBy ? "caused by" : "after"; }

Evidence RelatedEvidence(const RelatedPair& pair, const RelationCriterion& criterion,
                         const Terminology& terminology) {
  Evidence evidence;
  evidence.kind = EvidenceKind::kFact;
  evidence.reason = EvidenceReason::kSatisfies;
  evidence.fact = Refer(*pair.effect);
  evidence.text = absl::StrCat(NameOf(pair.effect->code, terminology), " ", RelationName(criterion.kind), " ",
                               NameOf(pair.cause->code, terminology), " is recorded");
  return evidence;
}

Evidence UnrelatedEvidence(const RelationCriterion& criterion, const Terminology& terminology) {
  Evidence evidence;
  evidence.kind = EvidenceKind::kMissing;
  evidence.reason = EvidenceReason::kRelationNotRecorded;
  evidence.text = absl::StrCat("that ", NameOf(criterion.effect->concepts, terminology), " is ",
                               RelationName(criterion.kind), " ",
                               NameOf(criterion.cause->concepts, terminology), " is not recorded");
  return evidence;
}

Truth EvaluateRelationOf(const Person& person, const AskedRelation& asked, const PatientView& patient,
                         std::vector<Evidence>* evidence) {
  const RelationCriterion& criterion = asked.relation;
  const Truth both = And(EvaluateFactOf(person, asked.effect, patient, evidence),
                         EvaluateFactOf(person, asked.cause, patient, evidence));
  const Truth absent_or_unknown = And(both, Truth::kUnknown);
  const RelatedPair pair = both == Truth::kTrue ? FindRelated(asked, person, patient) : RelatedPair{};
  const bool related = pair.effect != nullptr;
  if (evidence != nullptr) {
    if (related) evidence->push_back(RelatedEvidence(pair, criterion, patient.terminology()));
    if (!related && absent_or_unknown == Truth::kUnknown) {
      evidence->push_back(UnrelatedEvidence(criterion, patient.terminology()));
    }
  }
  return related ? Truth::kTrue : absent_or_unknown;
}

}  // namespace

Truth EvaluateRelation(const RelationCriterion& criterion, AbsencePolicy policy, const PatientView& patient,
                       std::vector<Evidence>* evidence) {
  for (const FactCriterion* part : {&*criterion.effect, &*criterion.cause}) {
    if (AllResolve(*part, patient.terminology())) continue;
    if (evidence != nullptr) evidence->push_back(UnresolvedEvidence(part->concepts, patient));
    return Truth::kUnknown;
  }
  const AskedRelation asked{criterion, AskedFact(*criterion.effect, policy, patient.terminology()),
                            AskedFact(*criterion.cause, policy, patient.terminology())};
  return AnyPerson(criterion.effect->subjects, patient, evidence,
                   [&](const Person& person, std::vector<Evidence>* own) {
                     return EvaluateRelationOf(person, asked, patient, own);
                   });
}

}  // namespace trialmatch
