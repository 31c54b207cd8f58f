// What is known of one patient.
#ifndef TRIALMATCH_DOMAIN_PATIENT_H_
#define TRIALMATCH_DOMAIN_PATIENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/clock.h"
#include "domain/code.h"
#include "domain/fact.h"
#include "domain/person.h"
#include "domain/place.h"
#include "domain/recorded_time.h"
#include "domain/time_unit.h"
#include "domain/truth.h"

namespace trialmatch {

// kUnrecorded is not a value: nothing is known.
enum class Sex : uint8_t { kUnrecorded, kFemale, kMale, kIndeterminate };

struct StatedAge {
  int64_t value = 0;
  TimeUnit unit = TimeUnit::kYear;
  RecordedTime stated_on;
};

// Variants of the gene (and of everything beneath it) that are not recorded are absent.
struct TestedGene {
  std::string id;
  Person person;
  Code code;
  std::optional<RecordedTime> start;
  std::optional<RecordedTime> recorded_at;
};

enum class ConsentKind : uint8_t { kInformedConsent, kAssent, kWillingness };
enum class ConsentDecision : uint8_t { kGiven, kRefused, kWithdrawn };

// kProxy: a guardian or a proxy by law or by the patient's will. kOther does not count.
enum class ConsentGiver : uint8_t { kOther, kPatient, kParent, kProxy };

struct Consent {
  std::string id;
  std::string trial;  // the trial's id
  ConsentKind kind = ConsentKind::kInformedConsent;
  ConsentDecision decision = ConsentDecision::kGiven;
  ConsentGiver giver = ConsentGiver::kOther;
  std::optional<RecordedTime> start;
  std::optional<RecordedTime> end;
  std::optional<RecordedTime> recorded_at;
};

// A person's judgement of one criterion, void for another text.
struct Attestation {
  std::string id;
  std::string trial;  // the trial's id
  std::string criterion_id;
  std::string text_hash;
  Truth truth = Truth::kUnknown;  // kTrue or kFalse
  std::string attested_by;
  RecordedTime attested_at;
};

// All facts of the category and person from `from` (absent: birth) to `to` are in the profile.
struct Completeness {
  FactCategory category = FactCategory::kCondition;
  Person person;
  std::optional<RecordedTime> from;
  RecordedTime to;
};

struct Patient {
  std::variant<std::monostate, RecordedTime, StatedAge> birth;
  Sex sex_at_birth = Sex::kUnrecorded;
  Sex administrative_gender = Sex::kUnrecorded;
  Sex gender_identity = Sex::kUnrecorded;
  std::optional<GestationalAge> gestational_age_at_birth;
  std::optional<LatLng> location;
  // The relatives of whom the profile tells, and the relationships of which it lists all there are.
  std::vector<Person> relatives;
  std::vector<Subject> all_listed;
  std::vector<Fact> facts;
  std::vector<TestedGene> tested_genes;
  std::vector<Consent> consents;
  std::vector<Attestation> attestations;
  std::vector<Completeness> completeness;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_PATIENT_H_
