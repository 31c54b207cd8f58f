#include "ingest/fhir/observation_reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/decimal.h"
#include "ingest/fhir/quantities.h"
#include "ingest/fhir/special_observations.h"

namespace trialmatch::fhir {
namespace {

constexpr char kYesNo[] = "http://terminology.hl7.org/CodeSystem/v2-0136";

// The members value[x] of an observation or a component; more than one is none.
std::vector<Json> ValuesOf(const Json& observation) {
  std::vector<Json> values;
  for (size_t i = 0; i < observation.size(); ++i) {
    const Json member = observation.at(i);
    const absl::string_view name = member.name();
    if (name.substr(0, 5) == "value" && name.size() > 5) values.push_back(member);
  }
  return values;
}

void SetQuantity(std::optional<v1::Quantity> quantity, v1::Observation& record) {
  if (quantity) *record.mutable_quantity() = *std::move(quantity);
}

void SetCoded(const Json& value, const Reading& reading, v1::Observation& record) {
  const std::vector<v1::Code> codes = ReadConcept(value, reading.terminology);
  if (codes.empty()) {
    reading.findings.Warn(value, "is not used as a result: no coding with system and code");
    return;
  }
  if (codes.size() > 1)
    reading.findings.Warn(value, "has codes of different meaning: only the first is used");
  *record.mutable_coded() = codes.front();
}

void SetInteger(const Json& value, v1::Observation& record, Findings& findings) {
  const absl::StatusOr<Decimal> number = Decimal::Parse(value.number());
  if (!number.ok()) return findings.Warn(value, "is not used as a result: no number of at most 18 digits");
  record.mutable_quantity()->set_value(number->ToString());
  record.mutable_quantity()->set_unit("1");
}

void SetValue(const Json& value, const Reading& reading, v1::Observation& record) {
  const absl::string_view type = value.name().substr(5);
  Findings& findings = reading.findings;
  if (type == "Quantity") return SetQuantity(ReadQuantity(value, findings), record);
  if (type == "CodeableConcept") return SetCoded(value, reading, record);
  if (type == "Integer") return SetInteger(value, record, findings);
  if (type == "Range") return SetQuantity(ReadRange(value, findings), record);
  if (type == "Ratio") return SetQuantity(ReadRatio(value, findings), record);
  if (type == "String") return SetQuantity(ReadQuantityText(value, findings), record);
  if (type == "Boolean" && value.boolean()) {
    record.mutable_coded()->set_system(kYesNo);
    record.mutable_coded()->set_code(*value.boolean() ? "Y" : "N");
    return;
  }
  findings.Warn(value, "is not used as a result: a profile has none of its type");
}

// Whether it was never measured at all.
bool WasNotDone(const Json& observation) {
  constexpr absl::string_view kNotDone[] = {"not-asked", "not-performed", "not-applicable", "not-permitted"};
  const absl::string_view why = CodeIn(observation["dataAbsentReason"], kDataAbsentReason);
  for (const absl::string_view reason : kNotDone) {
    if (why == reason) return true;
  }
  return false;
}

void SetResult(const Json& observation, const Reading& reading, v1::Observation& record) {
  const std::vector<Json> values = ValuesOf(observation);
  if (values.size() > 1) {
    reading.findings.Warn(observation, "has several values: none is used");
  } else if (values.size() == 1 && observation["dataAbsentReason"]) {
    reading.findings.Warn(values[0], "stands beside a reason for its absence: not used");
  } else if (values.size() == 1) {
    SetValue(values[0], reading, record);
  }
  if (auto range = ReadReferenceRange(observation["referenceRange"], reading.findings)) {
    *record.mutable_reference_range() = *std::move(range);
  }
}

// `what`: the Observation or one component of `resource`. False when there is no room.
bool AddOne(const Json& what, const Json& resource, absl::string_view part, v1::Observation read,
            Reading& reading) {
  SetResult(what, reading, read);
  const std::vector<v1::Code> codes = ReadConcept(what["code"], reading.terminology);
  if (codes.empty()) reading.findings.Warn(what, "has no code that can be used: left out");
  // Of one measurement under several codes each is the same measurement: no count can go wrong.
  for (size_t i = 0; i < codes.size(); ++i) {
    std::string own_part(part);
    if (i > 0) absl::StrAppend(&own_part, own_part.empty() ? "" : "-", "coding-", i + 1);
    v1::Observation* const record = reading.builder.Add(*reading.builder.profile().mutable_observations(),
                                                        "observations", resource, own_part);
    if (record == nullptr) return false;
    const std::string id = record->id();
    *record = read;
    record->set_id(id);
    *record->mutable_code() = codes[i];
    reading.builder.NameFact(resource, id);
  }
  reading.birth_facts.LearnObservation(what, read, reading.birth, reading.findings);
  return AddSpecial({what, resource, part, read}, reading);
}

// Whether it is no more than the head of its parts.
bool IsPanel(const Json& observation) {
  return ValuesOf(observation).empty() && !observation["dataAbsentReason"] &&
         (observation["component"].size() > 0 || observation["hasMember"].size() > 0);
}

bool AddParts(const Json& observation, const v1::Observation& read, Reading& reading) {
  if (!IsPanel(observation) && !WasNotDone(observation) &&
      !AddOne(observation, observation, "", read, reading)) {
    return false;
  }
  const Json components = observation["component"];
  for (size_t i = 0; i < components.size(); ++i) {
    if (WasNotDone(components.at(i))) continue;
    if (!AddOne(components.at(i), observation, absl::StrCat("component-", i), read, reading)) return false;
  }
  return true;
}

// What an observation of the Patient may have in its focus without being one of somebody else: the tumor that
// a marker is of, the fracture that a picture shows.
bool IsOfPatientToo(absl::string_view type) {
  constexpr absl::string_view kTypes[] = {"AllergyIntolerance", "BodyStructure", "Condition", "Encounter",
                                          "Observation",        "Procedure",     "Specimen"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

// Observations of a mother's record may be about her child, and the other way round.
bool IsFocusedElsewhere(const Json& observation, const Reading& reading) {
  const Json focus = observation["focus"];
  for (size_t i = 0; i < focus.size(); ++i) {
    if (reading.bundle.WhoIs(focus.at(i), observation) == About::kPatient) continue;
    const Json target = reading.bundle.Resolve(focus.at(i), observation);
    const absl::string_view written = focus.at(i)["reference"].string();
    const absl::string_view type = target ? TypeOf(target) : written.substr(0, written.find('/'));
    if (!IsOfPatientToo(type)) return true;
  }
  return false;
}

}  // namespace

std::optional<v1::Verification> VerificationOfStatus(const Json& status, Findings& findings, Reason& reason) {
  const absl::string_view code = status.string();
  if (code == "final" || code == "amended" || code == "corrected") return v1::VERIFICATION_CONFIRMED;
  if (code == "preliminary" || code == "unknown") return v1::VERIFICATION_PROVISIONAL;
  if (code == "entered-in-error") {
    reason = kEnteredInError;
    return std::nullopt;
  }
  if (code == "registered" || code == "cancelled") {
    reason = absl::StrCat("its status is ", code, ": it has no result");
    return std::nullopt;
  }
  findings.Warn(status, "is no status of an Observation: taken for provisional");
  return v1::VERIFICATION_PROVISIONAL;
}

Reason ReadObservation(const Json& observation, Reading& reading) {
  Reason reason;
  const auto verification = VerificationOfStatus(observation["status"], reading.findings, reason);
  if (!verification) return reason;
  v1::Observation read;
  read.set_verification(*verification);
  reason = WhyNotOfPatient(observation, observation["subject"], reading);
  if (!reason.empty()) return reason;
  if (IsFocusedElsewhere(observation, reading))
    return "its focus is somebody or something else than the Patient";
  const bool has_code = !ReadConcept(observation["code"], reading.terminology).empty();
  if (!has_code && observation["component"].size() == 0) return "it has no code that can be used";
  if (WasNotDone(observation) && observation["component"].size() == 0)
    return "it was not done (dataAbsentReason)";
  if (IsPanel(observation) && observation["component"].size() == 0)
    return "it only holds others together (hasMember)";
  const When when = ReadWhen(observation, "effective", reading.birth, reading.findings);
  SetWhen(when, ReadTime(observation["issued"], reading.findings), read);
  if (const Json method = observation["method"]) {
    const std::vector<v1::Code> codes = ReadConcept(method, reading.terminology);
    if (codes.empty()) reading.findings.Warn(method, "is left out: it has no code that can be used");
    if (!codes.empty()) *read.mutable_method() = codes.front();
  }
  const int before = reading.builder.records();
  if (!AddParts(observation, read, reading)) return kNoRoom;
  return reading.builder.records() > before ? "" : "nothing in it has a code and a result";
}

}  // namespace trialmatch::fhir
