#include "matching/patient_archive.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "matching/byte_key.h"

namespace trialmatch {
namespace {

// What is archived in numbers of its own is left out.
Fact QualifiersOf(const Fact& fact) {
  Fact kept = fact;
  kept.id.clear();
  kept.category = FactCategory::kCondition;
  kept.code = Code{};
  kept.start = kept.end = kept.recorded_at = std::nullopt;
  kept.value = std::monostate();
  kept.links.clear();
  kept.gestation = std::nullopt;
  kept.gestation_on = std::nullopt;
  return kept;
}

std::string KeyOfQualifiers(const Fact& fact) {
  ByteKey key;
  key.Add(fact.person);
  key.Add(fact.verification);
  key.Add(fact.status);
  key.Add(fact.grades);
  key.Add(fact.body_site);
  key.Add(fact.side);
  key.Add(fact.reference_range);
  key.Add(fact.method);
  key.Add(fact.dose);
  key.Add(fact.line_of_therapy);
  key.Add(fact.response);
  key.Add(fact.trial);
  return std::move(key).Take();
}

std::string KeyOfValue(const FactValue& value) {
  ByteKey key;
  key.Add(value.index());
  if (const auto* quantity = std::get_if<Quantity>(&value)) key.Add(*quantity);
  if (const auto* code = std::get_if<Code>(&value)) key.Add(*code);
  return std::move(key).Take();
}

std::string KeyOfOptions(const EvaluationOptions& options) {
  ByteKey key;
  key.Add(options.as_of);
  key.Add(options.absence_default);
  key.Add(options.normal_limit_table);
  key.Add(options.refutation_freshness);
  key.Add(options.administrative_gender_as_sex);
  return std::move(key).Take();
}

// Only whose fact links to whose matters, not what they are called.
absl::flat_hash_map<std::string, std::string> NamesOfLinked(const PatientView& view) {
  absl::flat_hash_map<std::string, std::string> names;
  for (const BoundFact* bound : view.AllFacts()) {
    for (const FactLink& link : bound->fact->links) {
      names.try_emplace(link.fact_id, absl::StrCat(names.size() + 1));
    }
  }
  return names;
}

}  // namespace

uint32_t PatientArchive::Add(const PatientView& view) {
  const Patient& patient = view.patient();
  const auto position = static_cast<uint32_t>(people_.size());
  ByteKey birth;
  birth.Add(patient.birth.index());
  if (const auto* born = std::get_if<RecordedTime>(&patient.birth)) birth.Add(*born);
  if (const auto* age = std::get_if<StatedAge>(&patient.birth)) {
    birth.Add(age->value);
    birth.Add(age->unit);
    birth.Add(age->stated_on);
  }
  ByteKey gestation;
  gestation.Add(patient.gestational_age_at_birth);
  people_.push_back(
      {births_.Add(std::move(birth).Take(), [&] { return patient.birth; }),
       options_.Add(KeyOfOptions(view.options()), [&] { return view.options(); }),
       StatementsId(patient),
       gestational_ages_.Add(std::move(gestation).Take(), [&] { return patient.gestational_age_at_birth; }),
       {patient.sex_at_birth, patient.administrative_gender, patient.gender_identity}});
  AddFacts(view);
  AddDecisions(patient);
  return position;
}

void PatientArchive::AddFacts(const PatientView& view) {
  const absl::flat_hash_map<std::string, std::string> names = NamesOfLinked(view);
  std::vector<const BoundFact*> facts = view.AllFacts();
  // In the order of the profile.
  std::sort(facts.begin(), facts.end(),
            [](const BoundFact* a, const BoundFact* b) { return a->fact < b->fact; });
  for (const BoundFact* bound : facts) {
    const Fact& fact = *bound->fact;
    Rest rest{"", fact.links, fact.gestation, fact.gestation_on};
    for (FactLink& link : rest.links) link.fact_id = names.at(link.fact_id);
    const auto name = names.find(fact.id);
    if (name != names.end()) rest.id = name->second;
    const bool plain = rest.id.empty() && rest.links.empty() && !rest.gestation && !rest.gestation_on;
    if (!plain) rests_.push_back(std::move(rest));
    AddFact(fact, plain ? 0 : static_cast<uint32_t>(rests_.size() - 1));
  }
  first_facts_.push_back(static_cast<uint32_t>(facts_.size()));
}

void PatientArchive::AddFact(const Fact& fact, uint32_t rest) {
  facts_.push_back({IdOf(fact.category, fact.code), QualifiersId(fact), TimeId(fact.start), TimeId(fact.end),
                    TimeId(fact.recorded_at), values_.Add(KeyOfValue(fact.value), [&] { return fact.value; }),
                    rest});
}

void PatientArchive::AddDecisions(const Patient& patient) {
  if (patient.consents.empty() && patient.attestations.empty()) return;
  Decisions& kept = decisions_[static_cast<uint32_t>(people_.size() - 1)];
  kept = {patient.consents, patient.attestations};
  for (Consent& consent : kept.consents) consent.id.clear();
  for (Attestation& attestation : kept.attestations) {
    attestation.id.clear();
    attestation.attested_by.clear();
  }
}

uint32_t PatientArchive::TimeId(const std::optional<RecordedTime>& time) {
  if (times_.size() == 0) times_.Add("", [] { return std::nullopt; });
  if (!time) return 0;
  return times_.Add(time->ToString(), [&] { return time; });
}

uint32_t PatientArchive::QualifiersId(const Fact& fact) {
  return qualifiers_.Add(KeyOfQualifiers(fact), [&] { return QualifiersOf(fact); });
}

uint32_t PatientArchive::StatementsId(const Patient& patient) {
  ByteKey key;
  key.Add(patient.relatives);
  key.Add(patient.all_listed);
  key.Add(patient.completeness);
  key.Add(patient.tested_genes.size());
  for (const TestedGene& gene : patient.tested_genes) {
    key.Add(gene.person);
    key.Add(gene.code);
    key.Add(gene.start);
    key.Add(gene.recorded_at);
  }
  return statements_.Add(std::move(key).Take(), [&] {
    Statements kept{patient.relatives, patient.all_listed, patient.tested_genes, patient.completeness};
    for (TestedGene& gene : kept.tested_genes) gene.id.clear();
    return kept;
  });
}

CodeId PatientArchive::IdOf(FactCategory category, const Code& code) {
  ByteKey key;
  key.Add(category);
  key.Add(code);
  return codes_.Add(std::move(key).Take(), [&] { return CategoryCode{category, code}; });
}

void PatientArchive::Finish() {
  codes_.Finish();
  qualifiers_.Finish();
  times_.Finish();
  values_.Finish();
  births_.Finish();
  options_.Finish();
  statements_.Finish();
  gestational_ages_.Finish();
  people_.shrink_to_fit();
  first_facts_.shrink_to_fit();
  facts_.shrink_to_fit();
  rests_.shrink_to_fit();
}

Fact PatientArchive::Prototype(CodeId code, uint32_t qualifiers) const {
  Fact fact = qualifiers_[qualifiers];
  fact.category = codes_[code].category;
  fact.code = codes_[code].code;
  return fact;
}

Patient PatientArchive::Restore(uint32_t position, absl::FunctionRef<bool(CodeId)> wanted,
                                const std::string& trial) const {
  const PersonRecord& person = people_[position];
  const Statements& statements = statements_[person.statements];
  Patient patient;
  patient.birth = births_[person.birth];
  patient.sex_at_birth = person.sexes[0];
  patient.administrative_gender = person.sexes[1];
  patient.gender_identity = person.sexes[2];
  patient.gestational_age_at_birth = gestational_ages_[person.gestational_age];
  patient.relatives = statements.relatives;
  patient.all_listed = statements.all_listed;
  patient.tested_genes = statements.tested_genes;
  patient.completeness = statements.completeness;
  for (const ArchivedFact& archived : FactsOf(position)) {
    if (!wanted(archived.code)) continue;
    Fact fact = Prototype(archived.code, archived.qualifiers);
    fact.start = times_[archived.start];
    fact.end = times_[archived.end];
    fact.recorded_at = times_[archived.recorded_at];
    fact.value = values_[archived.value];
    const Rest& rest = rests_[archived.rest];
    fact.id = rest.id;
    fact.links = rest.links;
    fact.gestation = rest.gestation;
    fact.gestation_on = rest.gestation_on;
    patient.facts.push_back(std::move(fact));
  }
  const auto decisions = decisions_.find(position);
  if (trial.empty() || decisions == decisions_.end()) return patient;
  for (const Consent& consent : decisions->second.consents) {
    if (consent.trial == trial) patient.consents.push_back(consent);
  }
  for (const Attestation& attestation : decisions->second.attestations) {
    if (attestation.trial == trial) patient.attestations.push_back(attestation);
  }
  return patient;
}

size_t PatientArchive::BytesUsed() const {
  size_t bytes = codes_.BytesUsed() + qualifiers_.BytesUsed() + times_.BytesUsed() + values_.BytesUsed() +
                 births_.BytesUsed() + options_.BytesUsed() + statements_.BytesUsed() +
                 gestational_ages_.BytesUsed();
  bytes += people_.capacity() * sizeof(PersonRecord) + first_facts_.capacity() * sizeof(uint32_t) +
           facts_.capacity() * sizeof(ArchivedFact) + rests_.capacity() * sizeof(Rest);
  for (const Statements& one : statements_.values()) {
    bytes += one.completeness.capacity() * sizeof(Completeness) +
             one.tested_genes.capacity() * sizeof(TestedGene) + one.relatives.capacity() * sizeof(Person) +
             one.all_listed.capacity();
  }
  for (const auto& [position, one] : decisions_) {
    bytes += sizeof(one) + one.consents.capacity() * sizeof(Consent) +
             one.attestations.capacity() * sizeof(Attestation);
  }
  return bytes;
}

}  // namespace trialmatch
