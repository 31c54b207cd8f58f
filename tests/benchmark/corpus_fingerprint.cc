#include "tests/benchmark/corpus_fingerprint.h"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "matching/predicate_key.h"

namespace trialmatch {
namespace {

// FNV-1a over everything added, each thing with its end.
class Mixer {
 public:
  void Add(absl::string_view text) {
    for (const char c : text) Byte(static_cast<unsigned char>(c));
    Add(text.size());
  }
  void Add(const std::string& text) { Add(absl::string_view(text)); }
  template <typename T, std::enable_if_t<std::is_integral_v<T> || std::is_enum_v<T>, int> = 0>
  void Add(T number) {
    for (int i = 0; i < 8; ++i) Byte(static_cast<uint64_t>(number) >> (8 * i) & 0xff);
  }
  template <typename T>
  void Add(const std::optional<T>& value) {
    Add(value.has_value());
    if (value) Add(*value);
  }
  void Add(const RecordedTime& time) { Add(time.ToString()); }
  void Add(const Code& code) {
    Add(code.system());
    Add(code.code());
  }
  void Add(const Quantity& quantity) {
    Add(quantity.value.ToString());
    Add(quantity.comparator);
    Add(quantity.unit);
  }
  void Add(const ClockBound& bound) {
    Add(bound.value);
    Add(bound.unit);
    Add(bound.exclusive);
  }
  void Add(const Person& person) {
    Add(person.subject);
    Add(person.number);
  }
  void Add(const GestationalAge& age) {
    Add(age.weeks);
    Add(age.days);
  }

  uint64_t value() const { return value_; }

 private:
  void Byte(uint64_t byte) { value_ = (value_ ^ byte) * 0x100000001b3; }
  uint64_t value_ = 0xcbf29ce484222325;
};

void AddCriterion(const Criterion& criterion, const std::string& trial_id, Mixer& mixer) {
  mixer.Add(criterion.id);
  mixer.Add(criterion.text);
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) {
    mixer.Add(PredicateKey(criterion, trial_id));
    return;
  }
  mixer.Add(combination->op);
  mixer.Add(combination->k);
  for (const Criterion& child : combination->children) AddCriterion(child, trial_id, mixer);
}

void AddLists(const CriteriaLists& lists, const std::string& trial_id, Mixer& mixer) {
  for (const auto* list : {&lists.inclusion, &lists.exclusion}) {
    mixer.Add(list->size());
    for (const Criterion& criterion : *list) AddCriterion(criterion, trial_id, mixer);
  }
}

void AddFact(const Fact& fact, Mixer& mixer) {
  mixer.Add(fact.id);
  mixer.Add(fact.category);
  mixer.Add(fact.person);
  mixer.Add(fact.code);
  mixer.Add(fact.start);
  mixer.Add(fact.end);
  mixer.Add(fact.recorded_at);
  mixer.Add(fact.verification);
  mixer.Add(fact.status);
  for (const Grade& grade : fact.grades) mixer.Add(grade.scale + grade.grade);
  mixer.Add(fact.body_site);
  mixer.Add(fact.side);
  for (const FactLink& link : fact.links) mixer.Add(link.fact_id);
  if (const auto* quantity = std::get_if<Quantity>(&fact.value)) mixer.Add(*quantity);
  if (const auto* code = std::get_if<Code>(&fact.value)) mixer.Add(*code);
  if (fact.reference_range)
    mixer.Add(fact.reference_range->high ? fact.reference_range->high->ToString() : "");
  mixer.Add(fact.method);
  mixer.Add(fact.dose);
  mixer.Add(fact.line_of_therapy);
  mixer.Add(fact.response);
  mixer.Add(fact.gestation);
  mixer.Add(fact.gestation_on);
  mixer.Add(fact.trial);
}

void AddBirth(const Patient& patient, Mixer& mixer) {
  mixer.Add(patient.birth.index());
  if (const auto* date = std::get_if<RecordedTime>(&patient.birth)) mixer.Add(*date);
  if (const auto* age = std::get_if<StatedAge>(&patient.birth)) {
    mixer.Add(age->value);
    mixer.Add(age->stated_on);
  }
  mixer.Add(patient.gestational_age_at_birth);
}

void Collect(const std::vector<Criterion>& list, std::vector<const Criterion*>& leaves) {
  for (const Criterion& criterion : list) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) {
      leaves.push_back(&criterion);
    } else {
      Collect(combination->children, leaves);
    }
  }
}

}  // namespace

uint64_t FingerprintOf(const Trial& trial) {
  Mixer mixer;
  mixer.Add(trial.id);
  mixer.Add(trial.title);
  mixer.Add(trial.status);
  for (const Phase phase : trial.phases) mixer.Add(phase);
  mixer.Add(trial.study_type);
  mixer.Add(trial.healthy_volunteers);
  for (const Code& code : trial.conditions) mixer.Add(code);
  mixer.Add(trial.sex);
  mixer.Add(trial.gender_based);
  mixer.Add(trial.age.min);
  mixer.Add(trial.age.max);
  AddLists(trial.criteria, trial.id, mixer);
  for (const Cohort& cohort : trial.cohorts) {
    mixer.Add(cohort.id);
    mixer.Add(cohort.status);
    for (const Code& code : cohort.conditions) mixer.Add(code);
    AddLists(cohort.criteria, trial.id, mixer);
  }
  for (const Site& site : trial.sites) {
    mixer.Add(site.country_code);
    mixer.Add(site.status);
  }
  mixer.Add(trial.last_updated);
  return mixer.value();
}

uint64_t FingerprintOf(const CorpusPatient& made) {
  const Patient& patient = made.patient;
  Mixer mixer;
  mixer.Add(absl::ToUnixNanos(made.options.as_of.instant));
  mixer.Add(made.options.as_of.zone.name());
  mixer.Add(made.options.absence_default);
  mixer.Add(made.options.normal_limit_table);
  mixer.Add(made.options.administrative_gender_as_sex);
  AddBirth(patient, mixer);
  mixer.Add(patient.sex_at_birth);
  mixer.Add(patient.administrative_gender);
  mixer.Add(patient.gender_identity);
  for (const Person& person : patient.relatives) mixer.Add(person);
  for (const Fact& fact : patient.facts) AddFact(fact, mixer);
  for (const TestedGene& gene : patient.tested_genes) mixer.Add(gene.code);
  for (const Consent& consent : patient.consents) {
    mixer.Add(consent.trial);
    mixer.Add(consent.decision);
  }
  for (const Attestation& attestation : patient.attestations) {
    mixer.Add(attestation.trial + attestation.criterion_id + attestation.text_hash);
    mixer.Add(attestation.truth);
  }
  for (const Completeness& complete : patient.completeness) {
    mixer.Add(complete.category);
    mixer.Add(complete.from);
    mixer.Add(complete.to);
  }
  return mixer.value();
}

std::vector<const Criterion*> CorpusLeavesOf(const Trial& trial) {
  std::vector<const Criterion*> leaves;
  Collect(trial.criteria.inclusion, leaves);
  Collect(trial.criteria.exclusion, leaves);
  for (const Cohort& cohort : trial.cohorts) {
    Collect(cohort.criteria.inclusion, leaves);
    Collect(cohort.criteria.exclusion, leaves);
  }
  return leaves;
}

}  // namespace trialmatch
