#include "ingest/fhir/condition_reader.h"

#include <algorithm>
#include <iterator>

#include "ingest/fhir/coded_records.h"
#include "ingest/fhir/stages.h"

namespace trialmatch::fhir {
namespace {

template <typename Value>
struct Row {
  absl::string_view code;
  Value value;
};

constexpr Row<v1::Verification> kVerifications[] = {
    {"confirmed", v1::VERIFICATION_CONFIRMED},
    {"unconfirmed", v1::VERIFICATION_SUSPECTED},
    {"provisional", v1::VERIFICATION_PROVISIONAL},
    {"presumed", v1::VERIFICATION_PROVISIONAL},
    {"differential", v1::VERIFICATION_DIFFERENTIAL},
    {"refuted", v1::VERIFICATION_REFUTED},
    {"entered-in-error", v1::VERIFICATION_ENTERED_IN_ERROR},
};

constexpr Row<v1::ClinicalStatus> kClinicalStatuses[] = {
    {"active", v1::CLINICAL_STATUS_ACTIVE},       {"recurrence", v1::CLINICAL_STATUS_RECURRENCE},
    {"relapse", v1::CLINICAL_STATUS_RELAPSE},     {"inactive", v1::CLINICAL_STATUS_INACTIVE},
    {"remission", v1::CLINICAL_STATUS_REMISSION}, {"resolved", v1::CLINICAL_STATUS_RESOLVED},
};

// Codes that say that there is nothing of a kind: no fact of that name.
constexpr absl::string_view kNothingKnown[] = {"160245001", "160244002", "1003774007", "409137002",
                                               "428197003", "428607008", "429625007",  "716184000",
                                               "716185004", "716186003", "716220001"};

bool SaysNothingKnown(const Json& code) {
  return std::any_of(std::begin(kNothingKnown), std::end(kNothingKnown),
                     [&](absl::string_view known) { return HasCode(code, kSnomed, known); });
}

// The value of the first coding, in FHIR's own code systems, that the rows have.
template <typename Value, size_t kCount>
const Value* FindIn(const Row<Value> (&rows)[kCount], const Json& status, absl::string_view ending) {
  const Json codings = status["coding"];
  for (size_t i = 0; i < codings.size(); ++i) {
    const absl::string_view system = codings.at(i)["system"].string();
    const bool own = system.substr(0, 24) == "http://terminology.hl7.o" && system.size() > ending.size() &&
                     system.substr(system.size() - ending.size()) == ending;
    for (const Row<Value>& row : rows) {
      if (own && codings.at(i)["code"].string() == row.code) return &row.value;
    }
  }
  return nullptr;
}

void LinkTo(const Json& resource, Reading& reading) {
  struct Extension {
    absl::string_view url;
    v1::FactLink::Kind kind;
  };
  constexpr Extension kExtensions[] = {
      {"http://hl7.org/fhir/StructureDefinition/condition-dueTo", v1::FactLink::KIND_CAUSED_BY},
      {"http://hl7.org/fhir/StructureDefinition/condition-occurredFollowing", v1::FactLink::KIND_AFTER},
  };
  const Json extensions = resource["extension"];
  for (size_t i = 0; i < extensions.size(); ++i) {
    for (const Extension& known : kExtensions) {
      if (extensions.at(i)["url"].string() != known.url) continue;
      const Json target = reading.bundle.Resolve(extensions.at(i)["valueReference"], resource);
      if (!target)
        reading.findings.Warn(extensions.at(i), "is left out: refers to no resource of the content");
      reading.builder.LinkLater(resource, known.kind, target);
    }
  }
}

// False where something is left out that would narrow what the condition is.
bool SetQualifiers(const Json& condition, Reading& reading, v1::Condition& record) {
  bool whole = SetBodySite(condition["bodySite"], reading, record);
  whole &= SetSeverity(condition["severity"], reading, record);
  whole &= SetStage(condition["stage"], reading, record);
  LinkTo(condition, reading);
  return whole;
}

}  // namespace

v1::Verification VerificationOf(const Json& status, Findings& findings) {
  if (!status) return v1::VERIFICATION_UNSPECIFIED;
  const v1::Verification* found = FindIn(kVerifications, status, "/condition-ver-status");
  if (found == nullptr) found = FindIn(kVerifications, status, "/allergyintolerance-verification");
  if (found != nullptr) return *found;
  findings.Warn(status, "is no verificationStatus of FHIR: taken for suspected");
  return v1::VERIFICATION_SUSPECTED;
}

v1::ClinicalStatus ClinicalStatusOf(const Json& status, Findings& findings) {
  if (!status) return v1::CLINICAL_STATUS_UNSPECIFIED;
  const v1::ClinicalStatus* found = FindIn(kClinicalStatuses, status, "/condition-clinical");
  if (found == nullptr) found = FindIn(kClinicalStatuses, status, "/allergyintolerance-clinical");
  if (found != nullptr) return *found;
  findings.Warn(status, "is no clinicalStatus of FHIR: taken for unknown");
  return v1::CLINICAL_STATUS_UNSPECIFIED;
}

Reason ReadCondition(const Json& condition, Reading& reading) {
  v1::Condition read;
  read.set_verification(VerificationOf(condition["verificationStatus"], reading.findings));
  if (read.verification() == v1::VERIFICATION_ENTERED_IN_ERROR) return kEnteredInError;
  Reason reason = WhyNotOfPatient(condition, condition["subject"], reading);
  if (!reason.empty()) return reason;
  const Json code = condition["code"];
  if (SaysNothingKnown(code)) return "it says that nothing is known: state completeness in a profile";
  read.set_clinical_status(ClinicalStatusOf(condition["clinicalStatus"], reading.findings));
  const bool refuted = read.verification() == v1::VERIFICATION_REFUTED;
  if (refuted && ReadConcept(code, reading.terminology).empty())
    return "it refutes something without a usable code";
  When when = ReadWhen(condition, "onset", reading.birth, reading.findings);
  // The end of a period of onset is not that of the condition.
  when.end = condition["abatementPeriod"]
                 ? ReadPeriod(condition["abatementPeriod"], reading.findings).end
                 : ReadWhen(condition, "abatement", reading.birth, reading.findings).start;
  if (IsReversed(when.start, when.end)) {
    reading.findings.Warn(condition, "ends before it begins: neither date is used");
    when = {};
  }
  SetWhen(when, ReadTime(condition["recordedDate"], reading.findings), read);
  if (!SetQualifiers(condition, reading, read) && refuted) {
    return "it refutes something with a place, severity or stage that cannot be used";
  }
  if (!AddCoded(condition, code, read, "conditions", *reading.builder.profile().mutable_conditions(),
                reading)) {
    return kNoRoom;
  }
  return "";
}

Reason ReadAllergy(const Json& allergy, Reading& reading) {
  v1::Allergy read;
  read.set_verification(VerificationOf(allergy["verificationStatus"], reading.findings));
  if (read.verification() == v1::VERIFICATION_ENTERED_IN_ERROR) return kEnteredInError;
  Reason reason = WhyNotOfPatient(allergy, allergy["patient"], reading);
  if (!reason.empty()) return reason;
  const Json reactions = allergy["reaction"];
  // Without a code of its own the substance of its one reaction is meant.
  const Json code = allergy["code"] || reactions.size() != 1 ? allergy["code"] : reactions.at(0)["substance"];
  if (SaysNothingKnown(code)) return "it says that nothing is known: state completeness in a profile";
  const bool refuted = read.verification() == v1::VERIFICATION_REFUTED;
  if (refuted && ReadConcept(code, reading.terminology).empty())
    return "it refutes something without a usable code";
  read.set_clinical_status(ClinicalStatusOf(allergy["clinicalStatus"], reading.findings));
  SetWhen({ReadWhen(allergy, "onset", reading.birth, reading.findings).start, ""},
          ReadTime(allergy["recordedDate"], reading.findings), read);
  if (reactions.size() == 1 && !refuted) SetSeverity(reactions.at(0)["severity"], reading, read);
  if (reactions.size() > 1) reading.findings.Warn(reactions, "the severity of several reactions is left out");
  if (!AddCoded(allergy, code, read, "allergies", *reading.builder.profile().mutable_allergies(), reading)) {
    return kNoRoom;
  }
  return "";
}

}  // namespace trialmatch::fhir
