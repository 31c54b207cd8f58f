#include "matching/batch_people.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "domain/builtin_codes.h"
#include "matching/biology_rule.h"
#include "matching/byte_key.h"

namespace trialmatch {
namespace {

// UNKNOWN whatever is asked, where the clock has not begun.
BatchPeople::BirthDays BirthOf(const PatientView& view) {
  const std::optional<ClockOrigin>& birth = view.birth();
  if (!birth || birth->ahead || birth->span.days.last > Today(view.as_of())) return {};
  return {NumberOf(birth->span.days.first), NumberOf(birth->span.days.last)};
}

bool IsInfertile(const PatientView& view) {
  FactCriterion pregnancy;
  pregnancy.category = FactCategory::kReproductiveState;
  pregnancy.concepts.include = {{Code{kBuiltinSystem, "PREGNANT"}, true}};
  return RuledOutByBiology(pregnancy, Person{}, view);
}

}  // namespace

void BatchPeople::Add(const PatientView& view, uint32_t options_id) {
  const Patient& patient = view.patient();
  const auto position = static_cast<uint32_t>(people_.size());
  const AbsencePolicy absence = view.options().absence_default;
  Person person{.as_of = view.as_of(),
                .today = NumberOf(Today(view.as_of())),
                .birth = BirthOf(view),
                .of_sex = {},
                .assumes_absent = absence == AbsencePolicy::kAssumeAbsent,
                .assumes_present = absence == AbsencePolicy::kAssumePresent,
                .infertile = IsInfertile(view),
                .has_gestational_age = patient.gestational_age_at_birth.has_value(),
                .family = FamilyId(view, options_id)};
  const Sex sexes[] = {SexAtBirthOf(view), patient.administrative_gender, patient.gender_identity};
  for (size_t i = 0; i < 3; ++i) {
    person.of_sex[i][0] = sexes[i] == Sex::kFemale;
    person.of_sex[i][1] = sexes[i] == Sex::kMale;
  }
  people_.push_back(person);
  const auto name = [&](const std::string& trial) {
    std::vector<uint32_t>& positions = naming_[trial];
    if (positions.empty() || positions.back() != position) positions.push_back(position);
  };
  for (const Consent& consent : patient.consents) name(consent.trial);
  for (const Attestation& attestation : patient.attestations) name(attestation.trial);
}

uint32_t BatchPeople::FamilyId(const PatientView& view, uint32_t options_id) {
  if (family_ids_.size() == 0) family_ids_.Add("", [] { return true; });
  const Patient& patient = view.patient();
  std::vector<Completeness> statements;
  for (const Completeness& one : patient.completeness) {
    if (one.person != trialmatch::Person{}) statements.push_back(one);
  }
  if (patient.relatives.empty() && patient.all_listed.empty() && statements.empty()) return kNoFamily;
  ByteKey key;
  key.Add(patient.relatives);
  key.Add(patient.all_listed);
  key.Add(statements);
  key.Add(options_id);
  return family_ids_.Add(std::move(key).Take(), [] { return true; });
}

void BatchPeople::AddRow(const Person& person, uint32_t row) {
  births_.push_back(person.birth);
  families_.push_back(person.family);
  const auto put = [row](RowPlane& plane, bool value) {
    if (value) plane.Set(row);
  };
  for (size_t i = 0; i < 3; ++i) {
    for (size_t j = 0; j < 2; ++j) put(sexes_[i][j], person.of_sex[i][j]);
  }
  put(assumes_absent_, person.assumes_absent);
  put(assumes_present_, person.assumes_present);
  put(infertile_, person.infertile);
  put(has_gestational_age_, person.has_gestational_age);
  put(has_family_, person.family != kNoFamily);
  const DayNumber last_today = todays_.empty() ? 0 : NumberOf(Today(todays_.back().sample));
  if (todays_.empty() || last_today != person.today) todays_.push_back({row, row, person.as_of});
  todays_.back().end = row + 1;
}

void BatchPeople::SumUpBirths() {
  auto today = todays_.begin();
  for (uint32_t begin = 0; begin < size(); begin += kWordBits) {
    const uint32_t end = std::min(begin + kWordBits, size());
    while (begin >= today->end) ++today;
    WordBirths sum{births_[begin].first, births_[begin].last, end <= today->end};
    for (uint32_t row = begin; row < end; ++row) {
      sum.earliest = std::min(sum.earliest, births_[row].first);
      sum.latest = std::max(sum.latest, births_[row].last);
      sum.alike = sum.alike && births_[row].first != BirthDays::kNone;
    }
    word_births_.push_back(sum);
  }
}

void BatchPeople::Finish() {
  const size_t count = people_.size();
  position_of_.resize(count);
  std::iota(position_of_.begin(), position_of_.end(), 0);
  const auto key = [this](uint32_t position) {
    const Person& person = people_[position];
    return std::tuple(person.today, person.of_sex[0][0], person.of_sex[0][1], person.birth.last,
                      person.birth.first, position);
  };
  std::sort(position_of_.begin(), position_of_.end(),
            [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
  for (auto& of_attribute : sexes_) {
    for (RowPlane& plane : of_attribute) plane = RowPlane(count);
  }
  for (RowPlane* plane :
       {&assumes_absent_, &assumes_present_, &infertile_, &has_gestational_age_, &has_family_}) {
    *plane = RowPlane(count);
  }
  row_of_.resize(count);
  births_.reserve(count);
  families_.reserve(count);
  for (uint32_t row = 0; row < count; ++row) {
    row_of_[position_of_[row]] = row;
    AddRow(people_[position_of_[row]], row);
  }
  SumUpBirths();
  people_ = {};
  family_ids_.Finish();
}

std::vector<uint32_t> BatchPeople::RowsNaming(const std::string& trial) const {
  const auto found = naming_.find(trial);
  if (found == naming_.end()) return {};
  std::vector<uint32_t> rows;
  for (const uint32_t position : found->second) rows.push_back(row_of_[position]);
  std::sort(rows.begin(), rows.end());
  return rows;
}

size_t BatchPeople::BytesUsed() const {
  size_t bytes = (row_of_.capacity() + position_of_.capacity() + families_.capacity()) * sizeof(uint32_t) +
                 births_.capacity() * sizeof(BirthDays) + word_births_.capacity() * sizeof(WordBirths) +
                 family_ids_.BytesUsed();
  bytes += 11 * assumes_absent_.BytesUsed();
  for (const auto& [trial, positions] : naming_) {
    bytes += sizeof(trial) + trial.capacity() + sizeof(positions) + positions.capacity() * sizeof(uint32_t);
  }
  return bytes;
}

}  // namespace trialmatch
