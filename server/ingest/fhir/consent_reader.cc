#include "ingest/fhir/consent_reader.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "re2/re2.h"

namespace trialmatch::fhir {
namespace {

constexpr char kScope[] = "http://terminology.hl7.org/CodeSystem/consentscope";
constexpr char kRoles[] = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

void LearnTrial(const Json& identifier, std::set<std::string>& trials) {
  static const RE2* const kNct = new RE2("NCT[0-9]{8}");
  const absl::string_view value = identifier["value"].string();
  if (RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *kNct)) trials.insert(std::string(value));
}

void LearnTrials(const Json& identifiers, std::set<std::string>& trials) {
  for (size_t i = 0; i < identifiers.size(); ++i) LearnTrial(identifiers.at(i), trials);
}

// The study that a reference points to, or that it names by an identifier.
void LearnStudy(const Json& reference, const Json& consent, std::set<std::string>& trials, Reading& reading) {
  LearnTrial(reference["identifier"], trials);
  const Json study = reading.bundle.Resolve(reference, consent);
  if (TypeOf(study) != "ResearchStudy" || !WhyUnreadable(study).empty()) return;
  reading.referred.insert(study.index());
  LearnTrials(study["identifier"], trials);
}

std::set<std::string> TrialsOf(const Json& consent, Reading& reading) {
  std::set<std::string> trials;
  LearnTrials(consent["identifier"], trials);
  LearnStudy(consent["sourceReference"], consent, trials, reading);
  const Json data = consent["provision"]["data"];
  for (size_t i = 0; i < data.size(); ++i) LearnStudy(data.at(i)["reference"], consent, trials, reading);
  return trials;
}

v1::ConsentGiver RoleOf(const Json& person) {
  struct Row {
    absl::string_view role;
    v1::ConsentGiver giver;
  };
  constexpr Row kRows[] = {
      {"GUARD", v1::CONSENT_GIVER_LEGAL_GUARDIAN}, {"HPOWATT", v1::CONSENT_GIVER_HEALTH_CARE_PROXY},
      {"PRN", v1::CONSENT_GIVER_PARENT},           {"MTH", v1::CONSENT_GIVER_PARENT},
      {"FTH", v1::CONSENT_GIVER_PARENT},           {"NPRN", v1::CONSENT_GIVER_PARENT},
      {"NMTH", v1::CONSENT_GIVER_PARENT},          {"NFTH", v1::CONSENT_GIVER_PARENT},
      {"ADOPTP", v1::CONSENT_GIVER_PARENT},        {"ADOPTF", v1::CONSENT_GIVER_PARENT},
      {"ADOPTM", v1::CONSENT_GIVER_PARENT},
  };
  const Json relationships = person["relationship"];
  for (const Row& row : kRows) {
    for (size_t i = 0; i < relationships.size(); ++i) {
      if (HasCode(relationships.at(i), kRoles, row.role)) return row.giver;
    }
  }
  return v1::CONSENT_GIVER_OTHER;
}

v1::ConsentGiver GiverOf(const Json& performer, const Json& consent, Reading& reading) {
  if (reading.bundle.WhoIs(performer, consent) == About::kPatient) return v1::CONSENT_GIVER_PATIENT;
  const Json person = reading.bundle.Resolve(performer, consent);
  const bool counts = TypeOf(person) == "RelatedPerson" && WhyUnreadable(person).empty() &&
                      person["active"].boolean().value_or(true) && !person["period"]["end"] &&
                      reading.bundle.WhoIs(person["patient"], person) == About::kPatient;
  if (!counts) return v1::CONSENT_GIVER_OTHER;
  reading.referred.insert(person.index());
  return RoleOf(person);
}

// Of several the one who may decide for longest.
v1::ConsentGiver GiverOf(const Json& consent, Reading& reading) {
  constexpr v1::ConsentGiver kOrder[] = {v1::CONSENT_GIVER_PATIENT, v1::CONSENT_GIVER_LEGAL_GUARDIAN,
                                         v1::CONSENT_GIVER_HEALTH_CARE_PROXY, v1::CONSENT_GIVER_PARENT};
  const Json performers = consent["performer"];
  std::set<v1::ConsentGiver> givers;
  for (size_t i = 0; i < performers.size(); ++i) givers.insert(GiverOf(performers.at(i), consent, reading));
  for (const v1::ConsentGiver giver : kOrder) {
    if (givers.count(giver) > 0) return giver;
  }
  reading.findings.Warn(consent, "names nobody who may decide for the patient: it does not count");
  return v1::CONSENT_GIVER_OTHER;
}

// GIVEN, REFUSED, or UNSPECIFIED with the reason.
v1::ConsentDecision DecisionOf(const Json& consent, Reason& reason) {
  const absl::string_view status = consent["status"].string();
  const absl::string_view type = consent["provision"]["type"].string();
  if (status == "rejected") return v1::CONSENT_DECISION_REFUSED;
  if (status != "active") {
    reason = "its status is neither active nor rejected";
  } else if (consent["provision"]["provision"]) {
    reason = "it has exceptions (provision within provision)";
  } else if (type == "permit") {
    return v1::CONSENT_DECISION_GIVEN;
  } else if (type == "deny") {
    return v1::CONSENT_DECISION_REFUSED;
  } else {
    reason = "it says neither permit nor deny";
  }
  return v1::CONSENT_DECISION_UNSPECIFIED;
}

}  // namespace

Reason ReadConsent(const Json& consent, Reading& reading) {
  if (consent["status"].string() == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(consent, consent["patient"], reading);
  if (!reason.empty()) return reason;
  if (!HasCode(consent["scope"], kScope, "research")) return "its scope is not research";
  const v1::ConsentDecision decision = DecisionOf(consent, reason);
  if (!reason.empty()) return reason;
  const std::set<std::string> trials = TrialsOf(consent, reading);
  if (trials.size() != 1) return "it does not name one trial by its identifier";
  const When valid = ReadPeriod(consent["provision"]["period"], reading.findings);
  const std::string decided = ReadTime(consent["dateTime"], reading.findings);
  v1::Consent* const record =
      reading.builder.Add(*reading.builder.profile().mutable_consents(), "consents", consent);
  if (record == nullptr) return kNoRoom;
  record->set_trial(absl::StrCat("trials/", *trials.begin()));
  record->set_kind(v1::CONSENT_KIND_INFORMED_CONSENT);
  record->set_decision(decision);
  record->set_given_by(GiverOf(consent, reading));
  record->set_start(decided.empty() ? valid.start : decided);
  if (!IsReversed(record->start(), valid.end)) record->set_end(valid.end);
  return "";
}

}  // namespace trialmatch::fhir
