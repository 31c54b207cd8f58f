#include "ingest/fhir/special_observations.h"

#include <optional>

#include "absl/strings/numbers.h"

namespace trialmatch::fhir {
namespace {

constexpr absl::string_view kNciThesaurus = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";

struct Scale {
  absl::string_view system;
  absl::string_view code;
  v1::PerformanceScale scale;
  int highest;
};
constexpr Scale kScales[] = {
    {kLoinc, "89247-1", v1::PERFORMANCE_SCALE_ECOG, 5},
    {kLoinc, "89243-0", v1::PERFORMANCE_SCALE_KARNOFSKY, 100},
    {kNciThesaurus, "C38144", v1::PERFORMANCE_SCALE_LANSKY, 100},
};

// A record with the dates of the observation; null when there is no room.
template <typename Record>
Record* AddLike(const Observed& observed, google::protobuf::RepeatedPtrField<Record>& records,
                absl::string_view list, absl::string_view suffix, Reading& reading) {
  const std::string part =
      observed.part.empty() ? std::string(suffix) : absl::StrCat(observed.part, "-", suffix);
  Record* const record = reading.builder.Add(records, list, observed.resource, part);
  if (record == nullptr) return nullptr;
  record->set_start(observed.read.start());
  record->set_recorded_at(observed.read.recorded_at());
  record->set_verification(observed.read.verification());
  return record;
}

// ECOG scores as answers of LOINC's list LL529-9.
std::optional<int> EcogAnswer(const v1::Code& code) {
  constexpr absl::string_view kAnswers[] = {"LA9622-7", "LA9623-5", "LA9624-3",
                                            "LA9625-0", "LA9626-8", "LA9627-6"};
  int score = 0;
  for (const absl::string_view answer : kAnswers) {
    if (code.system() == kLoinc && code.code() == answer) return score;
    ++score;
  }
  return std::nullopt;
}

std::optional<int> ScoreOf(const v1::Observation& read, v1::PerformanceScale scale) {
  if (read.has_coded() && scale == v1::PERFORMANCE_SCALE_ECOG) return EcogAnswer(read.coded());
  int score = 0;
  const bool plain = read.has_quantity() && read.quantity().comparator() == v1::COMPARATOR_UNSPECIFIED &&
                     (read.quantity().unit() == "1" || read.quantity().unit()[0] == '{');
  if (!plain || !absl::SimpleAtoi(read.quantity().value(), &score)) return std::nullopt;
  return score;
}

bool AddPerformance(const Observed& observed, Reading& reading) {
  for (const Scale& scale : kScales) {
    if (!HasCode(observed.what["code"], scale.system, scale.code)) continue;
    const std::optional<int> score = ScoreOf(observed.read, scale.scale);
    if (!score || *score < 0 || *score > scale.highest) {
      reading.findings.Warn(observed.what, "is no score of its scale: not used as performance status");
      return true;
    }
    auto& records = *reading.builder.profile().mutable_performance_statuses();
    v1::PerformanceStatus* const record =
        AddLike(observed, records, "performance_statuses", "performance", reading);
    if (record == nullptr) return false;
    record->set_scale(scale.scale);
    record->set_score(*score);
  }
  return true;
}

std::optional<v1::Verification> Pregnant(const v1::Code& answer) {
  struct Row {
    absl::string_view system;
    absl::string_view code;
    v1::Verification pregnant;
  };
  constexpr Row kRows[] = {
      {kSnomed, "77386006", v1::VERIFICATION_CONFIRMED},
      {kLoinc, "LA15173-0", v1::VERIFICATION_CONFIRMED},
      {kSnomed, "60001007", v1::VERIFICATION_REFUTED},
      {kLoinc, "LA26683-5", v1::VERIFICATION_REFUTED},
      {kSnomed, "146799005", v1::VERIFICATION_SUSPECTED},
      {kSnomed, "152231000119106", v1::VERIFICATION_SUSPECTED},
  };
  for (const Row& row : kRows) {
    if (answer.system() == row.system && answer.code() == row.code) return row.pregnant;
  }
  return std::nullopt;
}

bool AddPregnancy(const Observed& observed, Reading& reading) {
  if (!HasCode(observed.what["code"], kLoinc, "82810-3")) return true;
  std::optional<v1::Verification> pregnant;
  if (observed.read.has_coded()) pregnant = Pregnant(observed.read.coded());
  if (!pregnant) {
    reading.findings.Warn(observed.what,
                          "tells neither pregnant nor not pregnant: not used as pregnancy status");
    return true;
  }
  auto& records = *reading.builder.profile().mutable_reproductive_facts();
  v1::ReproductiveFact* const record = AddLike(observed, records, "reproductive_facts", "pregnancy", reading);
  if (record == nullptr) return false;
  record->set_state(v1::REPRODUCTIVE_STATE_PREGNANT);
  // What is not final refutes nothing either.
  record->set_verification(
      observed.read.verification() == v1::VERIFICATION_CONFIRMED ? *pregnant : v1::VERIFICATION_SUSPECTED);
  return true;
}

bool AddSmoking(const Observed& observed, Reading& reading) {
  if (!HasCode(observed.what["code"], kLoinc, "72166-2") || !observed.read.has_coded()) return true;
  auto& records = *reading.builder.profile().mutable_lifestyles();
  v1::Lifestyle* const record = AddLike(observed, records, "lifestyles", "habit", reading);
  if (record == nullptr) return false;
  // "Unknown if ever smoked" is no habit, nor the absence of one.
  const bool unknown =
      observed.read.coded().code() == "266927001" || observed.read.coded().code() == "LA18980-5";
  *record->mutable_code() = unknown ? UncodedConcept({}) : observed.read.coded();
  return true;
}

bool IsFunctionalStatus(const Json& observation) {
  constexpr char kUsCore[] = "http://hl7.org/fhir/us/core/CodeSystem/us-core-category";
  const Json categories = observation["category"];
  for (size_t i = 0; i < categories.size(); ++i) {
    if (HasCode(categories.at(i), kUsCore, "functional-status")) return true;
  }
  return false;
}

bool AddAbility(const Observed& observed, Reading& reading) {
  const std::optional<bool> able = observed.what["valueBoolean"].boolean();
  if (!able || !observed.read.has_coded() || !IsFunctionalStatus(observed.resource)) return true;
  const std::vector<v1::Code> codes = ReadConcept(observed.what["code"], reading.terminology);
  if (codes.empty()) return true;
  v1::Ability* const record =
      AddLike(observed, *reading.builder.profile().mutable_abilities(), "abilities", "ability", reading);
  if (record == nullptr) return false;
  *record->mutable_code() = codes.front();
  if (observed.read.verification() == v1::VERIFICATION_CONFIRMED && !*able) {
    record->set_verification(v1::VERIFICATION_REFUTED);
  } else if (!*able) {
    record->set_verification(v1::VERIFICATION_SUSPECTED);
  }
  return true;
}

}  // namespace

bool AddSpecial(const Observed& observed, Reading& reading) {
  return AddPerformance(observed, reading) && AddPregnancy(observed, reading) &&
         AddSmoking(observed, reading) && AddAbility(observed, reading);
}

}  // namespace trialmatch::fhir
