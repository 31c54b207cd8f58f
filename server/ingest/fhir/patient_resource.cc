#include "ingest/fhir/patient_resource.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "ingest/fhir/codes.h"
#include "ingest/fhir/profile_limits.h"
#include "ingest/fhir/times.h"

namespace trialmatch::fhir {
namespace {

constexpr char kBirthTime[] = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";
constexpr char kGeolocation[] = "http://hl7.org/fhir/StructureDefinition/geolocation";
constexpr char kBirthSex[] = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";
constexpr char kRecordedSex[] = "http://hl7.org/fhir/StructureDefinition/individual-recordedSexOrGender";
constexpr absl::string_view kGenderIdentities[] = {
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity",
    "http://hl7.org/fhir/StructureDefinition/patient-genderIdentity",
    "http://hl7.org/fhir/StructureDefinition/individual-genderIdentity",
};

// The extension of that URL of an element; nothing where there is none.
Json Extension(const Json& element, absl::string_view url) {
  const Json extensions = element["extension"];
  for (size_t i = 0; i < extensions.size(); ++i) {
    if (extensions.at(i)["url"].string() == url) return extensions.at(i);
  }
  return {};
}

void ReadBirth(const Json& patient, v1::PatientProfile& profile, Findings& findings) {
  std::string date = ReadTime(patient["birthDate"], findings);
  const Json time = Extension(patient["_birthDate"], kBirthTime)["valueDateTime"];
  if (time) {
    const std::string to_minute = ReadTime(time, findings);
    if (date.empty() || to_minute.substr(0, date.size()) == date) {
      if (!to_minute.empty()) date = to_minute;
    } else {
      findings.Warn(time, "is of another day than birthDate: not used");
    }
  }
  if (date.empty()) {
    findings.Warn(patient, "has no date of birth that can be used: ages stay unknown");
  } else {
    profile.mutable_birth()->set_date_time(date);
  }
}

void ReadGender(const Json& patient, v1::PatientProfile& profile, Findings& findings) {
  const Json gender = patient["gender"];
  if (gender.string() == "female") {
    profile.set_administrative_gender(v1::SEX_FEMALE);
  } else if (gender.string() == "male") {
    profile.set_administrative_gender(v1::SEX_MALE);
  } else if (gender && gender.string() != "unknown") {
    findings.Warn(gender, "is an administrative gender for which a profile has no place: left out");
  }
}

// us-core-birthsex, which may also be UNK, ASKU or OTH; recordedSexOrGender of the type "sex assigned at
// birth".
v1::Sex BirthSexOf(const Json& extension) {
  const absl::string_view url = extension["url"].string();
  if (url == kBirthSex && extension["valueCode"].string() == "F") return v1::SEX_FEMALE;
  if (url == kBirthSex && extension["valueCode"].string() == "M") return v1::SEX_MALE;
  if (url != kRecordedSex) return v1::SEX_UNSPECIFIED;
  if (!HasCode(Extension(extension, "type")["valueCodeableConcept"], kLoinc, "76689-9"))
    return v1::SEX_UNSPECIFIED;
  return SexOfConcept(Extension(extension, "value")["valueCodeableConcept"]);
}

void ReadBirthSex(const Json& patient, BirthFacts& birth_facts) {
  const Json extensions = patient["extension"];
  for (size_t i = 0; i < extensions.size(); ++i) {
    const v1::Sex sex = BirthSexOf(extensions.at(i));
    if (sex != v1::SEX_UNSPECIFIED) birth_facts.LearnSex(sex, extensions.at(i));
  }
}

v1::Sex IdentityOf(const Json& concept_json) {
  if (HasCode(concept_json, kSnomed, "446141000124107")) return v1::SEX_FEMALE;
  if (HasCode(concept_json, kSnomed, "446151000124109")) return v1::SEX_MALE;
  return SexOfConcept(concept_json);
}

void ReadGenderIdentity(const Json& patient, v1::PatientProfile& profile, Findings& findings) {
  for (const absl::string_view url : kGenderIdentities) {
    const Json extension = Extension(patient, url);
    if (!extension) continue;
    const Json nested = Extension(extension, "value");
    const v1::Sex sex = IdentityOf((nested ? nested : extension)["valueCodeableConcept"]);
    if (sex == v1::SEX_UNSPECIFIED) {
      findings.Warn(extension, "is a gender identity for which a profile has no place: left out");
      continue;
    }
    profile.set_gender_identity(sex);
    return;
  }
}

// The home of today; else the first address of today.
Json AddressOf(const Json& patient) {
  const Json addresses = patient["address"];
  Json first;
  for (size_t i = 0; i < addresses.size(); ++i) {
    const Json address = addresses.at(i);
    const absl::string_view use = address["use"].string();
    if (use == "old" || use == "billing" || address["period"]["end"]) continue;
    if (use == "home") return address;
    if (!first) first = address;
  }
  return first;
}

void ReadLocation(const Json& patient, v1::PatientProfile& profile, Findings& findings) {
  const Json address = AddressOf(patient);
  if (!address) return;
  const absl::string_view city = address["city"].string();
  const absl::string_view country = address["country"].string();
  if (!city.empty() && city.size() <= kMaxLineBytes)
    profile.mutable_location()->set_locality(std::string(city));
  if (country.size() == 2 && absl::ascii_isupper(static_cast<unsigned char>(country[0])) &&
      absl::ascii_isupper(static_cast<unsigned char>(country[1]))) {
    profile.mutable_location()->set_country_code(std::string(country));
  }
  const Json place = Extension(address, kGeolocation);
  if (!place) return;
  double latitude = 0;
  double longitude = 0;
  const bool read = absl::SimpleAtod(Extension(place, "latitude")["valueDecimal"].number(), &latitude) &&
                    absl::SimpleAtod(Extension(place, "longitude")["valueDecimal"].number(), &longitude);
  if (!read || !(latitude >= -90 && latitude <= 90) || !(longitude >= -180 && longitude <= 180)) {
    findings.Warn(place, "is no place on the earth: left out");
    return;
  }
  profile.mutable_location()->mutable_coordinates()->set_latitude(latitude);
  profile.mutable_location()->mutable_coordinates()->set_longitude(longitude);
}

}  // namespace

void ReadPatient(const Json& patient, v1::PatientProfile& profile, BirthFacts& birth_facts,
                 Findings& findings) {
  ReadBirth(patient, profile, findings);
  ReadGender(patient, profile, findings);
  ReadBirthSex(patient, birth_facts);
  ReadGenderIdentity(patient, profile, findings);
  ReadLocation(patient, profile, findings);
  if (patient["deceasedBoolean"].boolean().value_or(false) || patient["deceasedDateTime"]) {
    findings.Warn(patient, "says that the patient has died: a profile has no place for that");
  }
  if (!patient["active"].boolean().value_or(true)) {
    findings.Warn(patient["active"], "says that this record is not in use");
  }
}

}  // namespace trialmatch::fhir
